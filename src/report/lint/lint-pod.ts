import type { NodeLike, PodLike } from '../../core/index.ts';
import { filled } from '../../explanation.ts';
import { SizingError, isSizingError } from '../../errors.ts';
import { setPodResourceDefaults } from '../../admission/defaults/defaults.ts';
import { gatesOf, type GateOptions } from '../../version/feature-gates.ts';
import { minorOf } from '../../version/minors.ts';
import { findPods, type FoundPod, type WorkloadLike } from '../subject/find-pods.ts';
import { lintAmounts } from './amounts.ts';
import { withKnownFields } from './fields.ts';
import { amountsOfNode, lintNode } from './node.ts';
import { changed, patchOf, placeText, type PatchOperation } from './patch.ts';
import { lintQOS } from './qos.ts';
import { lintRequirements } from './requirements.ts';
import { emptyDirsOf, ownersOf, type Malformed, type Note, type Subject, type WrittenSubject } from './subject.ts';
import { lintTexts, type SizingSeverity, type SizingWarningCode } from './texts.ts';
import { lintVolumes } from './volumes.ts';
import { osOf } from '../subject/machine.ts';
import { isFresh, versionFor } from '../subject/subject.ts';

/** A known mistake in a pod. No upstream counterpart. */
export interface SizingWarning {
  /** Which mistake; `docs/lint.md` has a section under this name. */
  readonly code: SizingWarningCode;
  /**
   * `error`: the API server refuses the pod, or it cannot run; `warning`: it runs in another way than its author thinks; `info`: worth
   * knowing.
   */
  readonly severity: SizingSeverity;
  /** Where it stands in the object that was given, such as `spec.template.spec.containers[0].resources.limits.memory`. */
  readonly path: string;
  /** What is wrong, a sentence with the amounts. */
  readonly message: string;
  readonly suggestion: {
    /** What to do about it, or what to decide. */
    readonly text: string;
    /** The operations that mend it in the object that was given; empty where only its author knows how. */
    readonly patch: readonly PatchOperation[];
  };
}

/**
 * Known mistakes in the sizing of a pod, of every pod template of a workload, or of every pod of a list.
 *
 * What is looked at is what the author wrote; what is computed from it (quality of service, limits of cgroups, sizes of volumes) is
 * computed from the pod as the API server would store it. A malformed amount is a mistake like any other, and does not end the search. The
 * version is that of the options, else of the node, else the newest.
 *
 * Upstream: none; what an `error` says that the API server refuses is `pkg/apis/core/validation`, `ValidatePodCreate`, of each minor.
 *
 * @param object a pod, fresh from a file or stored, an object with pod templates, a list of them, or one of the pods that `findPods` found
 * @param node the node that it shall run on, as far as it is known
 * @param options version and gates
 * @throws {SizingError} `InvalidInput` for what is neither a pod nor has a pod template; as `setPodResourceDefaults` for a malformed node;
 * `UnknownFeatureGate`, `LockedFeatureGate`, `UnsupportedVersion`
 * @example
 * const app = { name: 'app', resources: { requests: { cpu: '1', memory: '512m' }, limits: { cpu: '500m' } } };
 * const warnings = lintPod({ kind: 'Deployment', spec: { template: { spec: { containers: [app] } } } });
 * warnings.map(({ code, severity }) => [code, severity]) // => [['memory-in-milli', 'warning'], ['request-above-limit', 'error']]
 * warnings[0]?.path // => 'spec.template.spec.containers[0].resources.requests.memory'
 * warnings[0]?.message // => 'The memory request of container app is 512m, thousandths of a byte.'
 * warnings[0]?.suggestion.patch
 * // => [{ op: 'replace', path: '/spec/template/spec/containers/0/resources/requests/memory', value: '512Mi' }]
 */
export function lintPod(
  object: PodLike | WorkloadLike | FoundPod,
  node?: NodeLike | null,
  options?: GateOptions,
): readonly SizingWarning[] {
  const amounts = amountsOfNode(node);
  const { minor: kubernetesVersion } = versionFor(node ?? undefined, options);
  const settings = { kubernetesVersion, featureGates: options?.featureGates };
  const minor = minorOf(settings);
  const gate = gatesOf(settings);
  const isObject = typeof object === 'object' && object !== null && !Array.isArray(object);
  const found = !isObject ? [] : 'pod' in object && 'pointer' in object ? [object] : findPods(object);
  if (found.length === 0 && !(isObject && 'items' in object && Array.isArray(object.items)))
    throw new SizingError('InvalidInput', 'a pod or an object with a pod template was expected', { path: 'object', input: object });
  const warnings: SizingWarning[] = [];
  for (const one of found) {
    const { pod } = one;
    const note = noteFor(one, warnings);
    guarded(note, () => {
      const os = osOf(pod, node ?? undefined, undefined);
      lintOne(pod, { fresh: one.template || isFresh(pod), node: amounts, minor, gate, options: { ...settings, os }, note });
    });
  }
  return warnings;
}

const rules = [lintRequirements, lintQOS, lintVolumes, lintNode];

/** As many amounts are mended before the rules that compare look at a pod; one with more is not looked at further. */
const mostMended = 50;

function lintOne(given: PodLike, setting: Omit<WrittenSubject, 'written' | 'volumes'>): void {
  const { fresh, minor, gate, options, note } = setting;
  const mending = mendingOf(given, minor, note);
  const pod = withKnownFields(mending.pod, options, gate, note);
  const written: WrittenSubject = { ...setting, written: ownersOf(pod, minor), volumes: emptyDirsOf(pod) };
  guarded(note, () => lintAmounts(written));
  if (!mending.complete) return;
  const stored = fresh ? setPodResourceDefaults(pod, options) : pod;
  const subject: Subject = { ...written, pod: stored, owners: ownersOf(stored, minor), volumes: emptyDirsOf(stored) };
  for (const rule of rules) guarded(note, () => rule(subject));
}

/** The pod with what its author meant in place of what is no quantity, and whether that is known of all. */
function mendingOf(given: PodLike, minor: number, note: Note): { readonly pod: PodLike; readonly complete: boolean } {
  let pod = given;
  let left = mostMended;
  const malformed: Malformed = (place, what, { message, hint }) => {
    const slip = /did you mean (\S+?)(?: or (\S+?))?[,?]/.exec(hint ?? '');
    const meant = place.at(-1) === 'cpu' ? slip?.[1] : (slip?.[2] ?? slip?.[1]);
    note('quantity-malformed', place, { what, reason: message }, meant === undefined ? [] : [[place, meant]]);
    left = meant === undefined ? 0 : left - 1;
    if (left > 0) pod = changed(pod, place, meant) as PodLike;
  };
  ownersOf(given, minor, malformed);
  emptyDirsOf(given, malformed);
  return { pod, complete: left > 0 };
}

/** What cannot be read is a mistake of its own. */
function guarded(note: Note, look: () => void): void {
  try {
    look();
  } catch (error) {
    if (!isSizingError(error)) throw error;
    note('field-malformed', error.path ?? 'spec', { reason: error.message });
  }
}

function noteFor({ pod, path: prefix, pointer }: FoundPod, warnings: SizingWarning[]): Note {
  const unread = new Set<string>();
  return (code, at, inputs, changes = []) => {
    const amount = typeof at === 'object' && 'quantity' in at ? at : undefined;
    const place = typeof at === 'string' ? at : placeText('quantity' in at ? at.place : at);
    const path = prefix === '' ? place : `${prefix}.${place}`;
    if (code === 'field-malformed' && unread.size === unread.add(path).size) return;
    const [severity, message, advice] = lintTexts[code];
    const known = {
      mended: changes[0]?.[1] ?? 'what was meant',
      ...(amount && { what: amount.what, amount: amount.text.slice(0, 60) }),
      ...inputs,
    };
    const text = filled(message, known);
    const suggestion = { text: filled(advice, known), patch: patchOf(pod, pointer, changes) };
    warnings.push({ code, severity, path, message: text.charAt(0).toUpperCase() + text.slice(1), suggestion });
  };
}
