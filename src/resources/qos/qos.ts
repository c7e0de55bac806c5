import { within } from '../../core/at-path.ts';
import type { PodLike, ResourceRequirementsLike } from '../../core/index.ts';
import { podStatusOf, specOf, textAt, visitContainers, type ContainerSection, type RequirementsKind } from '../../core/pod-fields.ts';
import { readRequirement, visitPairs } from '../../core/requirements.ts';
import { invalid } from '../../errors.ts';
import type { Note } from '../../explanation.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { isPodLevelSet, podLevelResources } from '../totals/pod-level.ts';
import type { QOSReason, QOSRule } from './explanation.ts';

/** The quality-of-service class of a pod. Upstream: `k8s.io/api/core/v1`, `PodQOSClass`. */
export type PodQOSClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

/** Is told why a pod has its class. Internal. */
export type QOSNote = Note<QOSRule, QOSReason>;

/**
 * The class of a pod, computed from its requests and limits of cpu and memory.
 *
 * Guaranteed: every container has limits of both, equal to its requests. BestEffort: no container has a request or limit of either.
 * Burstable: everything else. Amounts that are not above 0 count as absent up to 1.36. Init containers count since 1.16. Up to 1.36 the
 * sums over all containers are compared, in 1.37 each container's own amounts, which differs only for pods that the API server refuses.
 *
 * With the gate PodLevelResources (1.32; on by default since 1.34) the pod's own resources count instead of its containers' where it has
 * any; up to 1.36 an empty `resources: {}` is enough, which makes the pod BestEffort.
 *
 * Upstream: `pkg/apis/core/v1/helper/qos/qos.go`, `ComputePodQOS`, since 1.29; `GetPodQOS` before.
 *
 * @param pod the pod; its status does not count
 * @throws {SizingError} `ErrFormatWrong`, `ErrNumeric`, `ErrSuffix` or `InvalidInput` with the path of a malformed field;
 * `UnknownFeatureGate`, `LockedFeatureGate`, `UnsupportedVersion`
 * @example
 * const all = { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1000m', memory: '1024Mi' } };
 * computePodQOS({ spec: { containers: [{ name: 'app', resources: all }] } }) // => 'Guaranteed'
 * computePodQOS({ spec: { containers: [{ name: 'app', resources: all }, { name: 'helper' }] } }) // => 'Burstable'
 * computePodQOS({ spec: { containers: [{ name: 'app' }] } }) // => 'BestEffort'
 */
export function computePodQOS(pod: PodLike, options?: GateOptions): PodQOSClass {
  return computeQOS(pod, releaseOf(options));
}

/**
 * The class of a pod as Kubernetes itself asks for it: since 1.29 the one in `status.qosClass` where there is one, else as
 * `computePodQOS`.
 *
 * Upstream: `pkg/apis/core/v1/helper/qos/qos.go`, `GetPodQOS`, every supported minor.
 *
 * @throws {SizingError} as {@link computePodQOS}; `InvalidInput` for a class in the status that does not exist
 * @example
 * const pod = { spec: { containers: [{ name: 'app' }] }, status: { qosClass: 'Burstable' } };
 * getPodQOS(pod) // => 'Burstable'
 * getPodQOS(pod, { kubernetesVersion: '1.28' }) // => 'BestEffort'
 */
export function getPodQOS(pod: PodLike, options?: GateOptions): PodQOSClass {
  return podQOSClass(pod, releaseOf(options));
}

/** As `getPodQOS`. Internal. */
export function podQOSClass(pod: PodLike, release: Release): PodQOSClass {
  return statusQOS(pod, release.minor) ?? computeQOS(pod, release);
}

const statusCounts = /* @__PURE__ */ since({ '1.15': false, '1.29': true });

/** The class in the status, where it counts. */
export function statusQOS(pod: PodLike, minor: number, note?: QOSNote): PodQOSClass | undefined {
  const qosClass = statusCounts(minor) ? podStatusOf(pod)?.qosClass : undefined;
  if (qosClass === undefined || qosClass === null || qosClass === '') {
    note?.('qos-status', 'qos-status-absent', {}, 'skipped');
    return undefined;
  }
  if (qosClass !== 'Guaranteed' && qosClass !== 'Burstable' && qosClass !== 'BestEffort')
    throw invalid('Guaranteed, Burstable or BestEffort', 'status.qosClass', qosClass);
  note?.('qos-status', 'qos-status-counts', { qosClass }, 'applied');
  return qosClass;
}

/** As `computePodQOS`. Internal. */
export function computeQOS(pod: PodLike, release: Release, note?: QOSNote): PodQOSClass {
  const own = decidingPodLevel(pod, release);
  if (own === undefined) note?.('qos-pod-level', 'qos-containers-decide', {}, 'skipped');
  else note?.('qos-pod-level', 'qos-pod-level-decides', {}, 'applied');
  const { minor } = release;
  const { counts, sumsDecide } = comparison(minor);
  const visit = (each: Visit): void => visitOwners(pod, own, minor, each);
  let counted = false;
  let limited = true;
  let equal = true;
  visit((owner, section, index) => {
    const told = note && ownerInputs(owner, section, index);
    visitPairs(owner, minor, (resource, request, limit) => {
      const because = finding(request, limit, counts);
      if (because !== 'qos-nothing') counted = true;
      if (because === 'qos-nothing' || because === 'qos-no-limit') limited = false;
      if (because === 'qos-unequal') equal = false;
      note?.('qos-amounts', because, { ...told, resource, ...shown(request, limit) }, 'applied');
    });
  });
  if (!counted) {
    note?.('qos-class', 'qos-none', {}, 'applied');
    return 'BestEffort';
  }
  if (limited && (equal || (sumsDecide && sumsAreEqual(visit, counts, minor)))) {
    note?.('qos-class', sumsDecide ? 'qos-sums-equal' : 'qos-each-equal', {}, 'applied');
    return 'Guaranteed';
  }
  note?.('qos-class', 'qos-mixed', {}, 'applied');
  return 'Burstable';
}

const resources = ['cpu', 'memory'] as const;

const podLevelDecides = /* @__PURE__ */ since<(pod: PodLike, release: Release) => boolean>({
  '1.15': () => false,
  '1.32': (_pod, { gate }) => gate('PodLevelResources'),
  '1.37': (pod, { minor, gate }) =>
    gate('PodLevelResources') && (!gate('PodLevelResourcesFixKubeletQOSClass') || isPodLevelSet(pod, minor)),
});

/** The pod's own resources, where they decide. */
function decidingPodLevel(pod: PodLike, release: Release): ResourceRequirementsLike | undefined {
  const own = podLevelResources(pod, release.minor);
  return own !== undefined && podLevelDecides(release.minor)(pod, release) ? own : undefined;
}

type Owner = Parameters<typeof readRequirement>[0] & { readonly name?: string | null };
type Visit = (owner: Owner, section: ContainerSection | 'pod', index: number) => void;

const containersOnly: readonly ContainerSection[] = ['containers'];

const sections = /* @__PURE__ */ since<readonly ContainerSection[]>({ '1.15': ['containers'], '1.16': ['containers', 'initContainers'] });

/** Looks at whose requests and limits count: the pod itself, or its containers. */
function visitOwners(pod: PodLike, own: ResourceRequirementsLike | undefined, minor: number, visit: Visit): void {
  if (own !== undefined) within('spec', () => visit({ resources: own }, 'pod', 0));
  else
    for (const section of specOf(pod)?.initContainers ? sections(minor) : containersOnly)
      visitContainers(pod, section, (container, index) => visit(container, section, index));
}

type QOSFinding = 'qos-nothing' | 'qos-no-limit' | 'qos-equal' | 'qos-unequal';

type Counts = (amount: Quantity | undefined) => amount is Quantity;

/** Which amounts count, and whether the sums of all containers decide where one of them has a limit other than its request. */
const comparison = /* @__PURE__ */ since<{ readonly counts: Counts; readonly sumsDecide: boolean }>({
  '1.15': { counts: (amount): amount is Quantity => amount !== undefined && amount.sign() > 0, sumsDecide: true },
  '1.37': { counts: (amount): amount is Quantity => amount !== undefined && !amount.isZero(), sumsDecide: false },
});

function finding(request: Quantity | undefined, limit: Quantity | undefined, counts: Counts): QOSFinding {
  if (!counts(limit)) return counts(request) ? 'qos-no-limit' : 'qos-nothing';
  return counts(request) && request.equals(limit) ? 'qos-equal' : 'qos-unequal';
}

function sumsAreEqual(visit: (each: Visit) => void, counts: Counts, minor: number): boolean {
  const sumOf = (kind: RequirementsKind, resource: string): Quantity | undefined => {
    let sum: Quantity | undefined;
    visit((owner) => {
      const amount = readRequirement(owner, kind, resource, minor);
      if (counts(amount)) sum = sum?.add(amount) ?? amount;
    });
    return sum;
  };
  return resources.every((resource) => {
    const [request, limit] = [sumOf('requests', resource), sumOf('limits', resource)];
    return request !== undefined && limit !== undefined && request.equals(limit);
  });
}

function ownerInputs({ name }: Owner, section: ContainerSection | 'pod', index: number): { readonly of: string; readonly path: string } {
  return section === 'pod' ? { of: 'the pod', path: 'spec' } : { of: textAt(name, 'name'), path: `spec.${section}[${index}]` };
}

function shown(request: Quantity | undefined, limit: Quantity | undefined): { readonly request?: Quantity; readonly limit?: Quantity } {
  return { ...(request === undefined ? {} : { request }), ...(limit === undefined ? {} : { limit }) };
}
