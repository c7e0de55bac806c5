import { signedInt64Of } from '../../core/int64.ts';
import type { PodAffinityLike, PodAffinityTermLike, PodLike } from '../../core/index.ts';
import type { Opt } from '../../core/optional.ts';
import { objectAt, objectsAt, specOf, textAt } from '../../core/pod-fields.ts';
import { invalid } from '../../errors.ts';
import { podQOSClass } from '../../resources/qos/qos.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';

/** What a scope asks of a pod. Upstream: `k8s.io/api/core/v1`, `ScopedResourceSelectorRequirement`. */
export interface ScopeSelectorLike {
  readonly scopeName: string;
  /** `'In'`, `'NotIn'`, `'Exists'` or `'DoesNotExist'`; it counts for the scope PriorityClass only. */
  readonly operator?: Opt<string>;
  readonly values?: Opt<readonly string[]>;
}

/**
 * Whether a pod is in a scope of a ResourceQuota.
 *
 * - `Terminating` and `NotTerminating`: whether it has an `activeDeadlineSeconds` of at least 0.
 * - `BestEffort` and `NotBestEffort`: its class, as {@link getPodQOS}.
 * - `PriorityClass`: its `priorityClassName`, by operator and values.
 * - `CrossNamespacePodAffinity`: whether a term of its pod affinity or anti-affinity names namespaces or selects them. Since 1.21 with the gate
 *   PodAffinityNamespaceSelector, which is on by default since 1.22; always since 1.24.
 *
 * No pod is in any other scope.
 *
 * Upstream: `pkg/quota/v1/evaluator/core/pods.go`, `podMatchesScopeFunc`, every supported minor.
 *
 * @param selector a requirement, or the name of a scope, which means that it must exist
 * @throws {SizingError} `InvalidInput` where upstream refuses operator or values; as {@link getPodQOS}
 * @example
 * const pod = { spec: { containers: [{ name: 'app' }], priorityClassName: 'batch' } };
 * podMatchesScope(pod, 'BestEffort') // => true
 * podMatchesScope(pod, { scopeName: 'PriorityClass', operator: 'NotIn', values: ['batch', 'low'] }) // => false
 */
export function podMatchesScope(pod: PodLike, selector: string | ScopeSelectorLike, options?: GateOptions): boolean {
  return matchesScope(pod, selector, releaseOf(options));
}

/** As `podMatchesScope`. Internal. */
export function matchesScope(pod: PodLike, selector: string | ScopeSelectorLike, release: Release): boolean {
  const wanted = typeof selector === 'string' ? { scopeName: selector, operator: 'Exists' } : objectAt(selector, 'selector');
  const name = wanted?.scopeName;
  if (typeof name !== 'string') return refuse('scopeName', name, 'the name of a scope');
  switch (name) {
    case 'Terminating':
    case 'NotTerminating':
      return isTerminating(pod) === (name === 'Terminating');
    case 'BestEffort':
    case 'NotBestEffort':
      return (podQOSClass(pod, release) === 'BestEffort') === (name === 'BestEffort');
    case 'PriorityClass':
      return podMatchesSelector(
        textAt(specOf(pod)?.priorityClassName, 'spec.priorityClassName'),
        wanted as ScopeSelectorLike,
        release.minor,
      );
    case 'CrossNamespacePodAffinity':
      return release.gate('PodAffinityNamespaceSelector') && usesCrossNamespacePodAffinity(pod);
    default:
      return false;
  }
}

function isTerminating(pod: PodLike): boolean {
  return (signedInt64Of(specOf(pod)?.activeDeadlineSeconds, 'spec.activeDeadlineSeconds') ?? -1) >= 0;
}

function usesCrossNamespacePodAffinity(pod: PodLike): boolean {
  const affinity = objectAt(specOf(pod)?.affinity, 'spec.affinity');
  return (['podAffinity', 'podAntiAffinity'] as const).some((kind) => {
    const place = `spec.affinity.${kind}`;
    const terms: PodAffinityLike = objectAt(affinity?.[kind], place) ?? {};
    const required = 'requiredDuringSchedulingIgnoredDuringExecution';
    const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
    const weighed = objectsAt(terms[preferred], `${place}.${preferred}`);
    return (
      objectsAt(terms[required], `${place}.${required}`).some((term, i) =>
        crossNamespacePodAffinityTerm(term, `${place}.${required}[${i}]`),
      ) ||
      weighed.some(({ podAffinityTerm }, i) =>
        crossNamespacePodAffinityTerm(podAffinityTerm, `${place}.${preferred}[${i}].podAffinityTerm`),
      )
    );
  });
}

function crossNamespacePodAffinityTerm(term: Opt<PodAffinityTermLike>, place: string): boolean {
  const { namespaces, namespaceSelector } = objectAt(term, place) ?? {};
  const names: unknown = namespaces ?? [];
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string'))
    throw invalid('a list of names', `${place}.namespaces`, names);
  return names.length > 0 || objectAt(namespaceSelector, `${place}.namespaceSelector`) !== undefined;
}

/** Whether an operator that asks whether there is a class is looked at before its values are. */
const existsTakesValues = /* @__PURE__ */ since({ '1.15': false, '1.24': true });

const labelValue = /^(?=.{0,63}$)(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

function podMatchesSelector(name: string, { operator, values: given }: ScopeSelectorLike, minor: number): boolean {
  const values = given ?? [];
  if (!Array.isArray(values)) refuse('values', given, 'a list');
  const exists = operator === 'Exists';
  if (exists && existsTakesValues(minor)) return name !== '';
  const isList = operator === 'In' || operator === 'NotIn';
  if (!isList && !exists && operator !== 'DoesNotExist') refuse('operator', operator, 'In, NotIn, Exists or DoesNotExist');
  if (values.length > 0 !== isList) refuse('values', given, 'values for In and NotIn, and none for the other operators');
  if (!values.every((value) => typeof value === 'string' && labelValue.test(value))) refuse('values', given, 'values of a label');
  const found = name !== '' && (exists || operator === 'DoesNotExist' || values.includes(name));
  return found === (exists || operator === 'In');
}

function refuse(field: string, input: unknown, expected: string): never {
  throw invalid(expected, `selector.${field}`, input);
}
