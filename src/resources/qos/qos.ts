import { within } from '../../core/at-path.ts';
import type { PodLike, ResourceRequirementsLike } from '../../core/index.ts';
import { podStatusOf, visitContainers, type ContainerSection } from '../../core/pod-fields.ts';
import { readRequirement } from '../../core/requirements.ts';
import { invalid } from '../../errors.ts';
import type { Quantity } from '../../quantity/index.ts';
import { isPodLevelSet, podLevelResources } from '../totals/pod-level.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';

/** The quality-of-service class of a pod. Upstream: `k8s.io/api/core/v1`, `PodQOSClass`. */
export type PodQOSClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

/** The two resources that a class depends on. Internal. */
export type QOSResource = 'cpu' | 'memory';

const resources: readonly QOSResource[] = ['cpu', 'memory'];

/** Requests and limits that a class is computed from, and of whom they are. Internal. */
export interface Requirements {
  readonly section: ContainerSection | 'pod';
  readonly index: number;
  readonly name: string;
  readonly cpu: Pair;
  readonly memory: Pair;
}

/** Internal. */
export interface Pair {
  readonly request: Quantity | undefined;
  readonly limit: Quantity | undefined;
}

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
 * @param options version and gates
 * @throws {SizingError} `ErrFormatWrong`, `ErrNumeric`, `ErrSuffix` or `InvalidInput` with the path of a malformed field;
 * `UnknownFeatureGate`, `LockedFeatureGate`, `UnsupportedVersion`
 * @example
 * const all = { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1000m', memory: '1024Mi' } };
 * computePodQOS({ spec: { containers: [{ name: 'app', resources: all }] } }) // => 'Guaranteed'
 * computePodQOS({ spec: { containers: [{ name: 'app', resources: all }, { name: 'helper' }] } }) // => 'Burstable'
 * computePodQOS({ spec: { containers: [{ name: 'app' }] } }) // => 'BestEffort'
 */
export function computePodQOS(pod: PodLike, options?: GateOptions): PodQOSClass {
  return computeQOS(pod, releaseOf(options)).qosClass;
}

/**
 * The class of a pod as Kubernetes itself asks for it: since 1.29 the one in `status.qosClass` where there is one, else as
 * `computePodQOS`.
 *
 * Upstream: `pkg/apis/core/v1/helper/qos/qos.go`, `GetPodQOS`, every supported minor.
 *
 * @param pod the pod
 * @param options version and gates
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
  return statusQOS(pod, release.minor) ?? computeQOS(pod, release).qosClass;
}

const statusCounts = /* @__PURE__ */ since({ '1.15': false, '1.29': true });

/** The class in the status, where it counts. */
export function statusQOS(pod: PodLike, minor: number): PodQOSClass | undefined {
  const qosClass = statusCounts(minor) ? podStatusOf(pod)?.qosClass : undefined;
  if (qosClass === undefined || qosClass === null || qosClass === '') return undefined;
  if (qosClass === 'Guaranteed' || qosClass === 'Burstable' || qosClass === 'BestEffort') return qosClass;
  throw invalid('Guaranteed, Burstable or BestEffort', 'status.qosClass', qosClass);
}

/** The class with what it was computed from: the pod's own requirements, or its containers'. */
export interface ComputedQOS {
  readonly qosClass: PodQOSClass;
  readonly parts: readonly Requirements[];
}

/** As `computePodQOS`, with what an explanation tells. */
export function computeQOS(pod: PodLike, release: Release): ComputedQOS {
  const { minor } = release;
  const own = decidingPodLevel(pod, release);
  const parts = own === undefined ? containerRequirements(pod, minor) : [podRequirements(own)];
  return { qosClass: classOf(minor)(parts), parts };
}

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

function podRequirements(own: ResourceRequirementsLike): Requirements {
  return within('spec', () => requirementsAt({ resources: own }, 'pod'));
}

const sections = /* @__PURE__ */ since<readonly ContainerSection[]>({ '1.15': ['containers'], '1.16': ['containers', 'initContainers'] });

function containerRequirements(pod: PodLike, minor: number): readonly Requirements[] {
  const parts: Requirements[] = [];
  for (const section of sections(minor))
    visitContainers(pod, section, (container, i) => parts.push(requirementsAt(container, section, i, container.name)));
  return parts;
}

function requirementsAt(
  owner: Parameters<typeof readRequirement>[0],
  section: Requirements['section'],
  index = 0,
  name = '',
): Requirements {
  const pair = (resource: QOSResource): Pair => ({
    request: readRequirement(owner, 'requests', resource),
    limit: readRequirement(owner, 'limits', resource),
  });
  return { section, index, name, cpu: pair('cpu'), memory: pair('memory') };
}

/** Whether a minor compares sums over all containers, not each container's own amounts. */
export const comparesSums = /* @__PURE__ */ since({ '1.15': true, '1.37': false });

/** The rule that makes a class of the requirements that count. */
const classOf = /* @__PURE__ */ since<(parts: readonly Requirements[]) => PodQOSClass>({ '1.15': bySums, '1.37': byEach });

/** Guaranteed when every part limits both resources and the sums of requests and limits are equal; amounts not above 0 are absent. */
function bySums(parts: readonly Requirements[]): PodQOSClass {
  const cpu = sums(parts, 'cpu');
  const memory = sums(parts, 'memory');
  if (cpu.request === undefined && cpu.limit === undefined && memory.request === undefined && memory.limit === undefined)
    return 'BestEffort';
  const limited = parts.every((part) => isPositive(part.cpu.limit) && isPositive(part.memory.limit));
  return limited && isSame(cpu) && isSame(memory) ? 'Guaranteed' : 'Burstable';
}

function sums(parts: readonly Requirements[], resource: QOSResource): Pair {
  let request: Quantity | undefined;
  let limit: Quantity | undefined;
  for (const part of parts) {
    const own = part[resource];
    if (isPositive(own.request)) request = request === undefined ? own.request : request.add(own.request);
    if (isPositive(own.limit)) limit = limit === undefined ? own.limit : limit.add(own.limit);
  }
  return { request, limit };
}

function isPositive(amount: Quantity | undefined): amount is Quantity {
  return amount !== undefined && amount.sign() > 0;
}

function isSame({ request, limit }: Pair): boolean {
  return request !== undefined && limit !== undefined && request.equals(limit);
}

/** The class that all parts and both resources agree on; Burstable where they do not. */
function byEach(parts: readonly Requirements[]): PodQOSClass {
  let common: PodQOSClass | undefined;
  for (const part of parts)
    for (const resource of resources) {
      const own = ofPair(part[resource]);
      if (own === 'Burstable' || (common !== undefined && common !== own)) return 'Burstable';
      common = own;
    }
  return common ?? 'BestEffort';
}

/** An absent amount is 0; equal amounts of less than 0 are as good as any. */
function ofPair({ request, limit }: Pair): PodQOSClass {
  const same =
    request === undefined ? limit === undefined || limit.isZero() : limit === undefined ? request.isZero() : request.equals(limit);
  if (!same) return 'Burstable';
  return request === undefined || request.isZero() ? 'BestEffort' : 'Guaranteed';
}
