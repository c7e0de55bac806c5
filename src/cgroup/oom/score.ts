import { quantityAt } from '../../core/at-path.ts';
import type { PodLike } from '../../core/index.ts';
import { isSidecar, specOf } from '../../core/pod-fields.ts';
import { SizingError } from '../../errors.ts';
import type { QuantityLike } from '../../quantity/index.ts';
import { isCriticalPod } from '../../resources/qos/priority.ts';
import { getPodQOS } from '../../resources/qos/qos.ts';
import { gatesOf, type GateLookup, type GateOptions } from '../../version/feature-gates.ts';
import { minorOf } from '../../version/minors.ts';
import { since } from '../../version/since.ts';
import { byteQuantity, safeNumber } from '../../core/int64.ts';
import type { OOMScoreExplanation, OOMScoreReason, OOMScoreRule, OOMScoreStep } from './explanation.ts';
import { containerNamed, type NamedContainer } from '../../resources/totals/named-container.ts';
import { leastRequest, memoryRequest, podLevelShare, type RequestBasis } from './request.ts';

/**
 * The OOM score adjustment of a container: how much sooner (up to 1000) or later (down to -1000) than by its use alone the kernel kills it
 * when memory runs out.
 *
 * With `G` = -997 (-998 up to 1.19): `G` for every container of a Guaranteed pod and of one that is critical to its node (priority class
 * `system-node-critical` on a critical pod; up to 1.21 every critical pod); 1000 for a BestEffort pod; else `1000 - 1000 × request /
 * memoryCapacity`, truncated, at least `1000 + G`, and 999 instead of 1000.
 *
 * - Since 1.32, with the gate PodLevelResources and requests of the pod itself, each container also counts an equal share of what the pod
 *   requests beyond its containers. Up to 1.36 that share may be less than 0, and a score then above 1000, which Linux refuses.
 * - Since 1.32 (gate SidecarContainers) a sidecar scores at most as much as the container that requests least.
 * - From 1.27 to 1.31, with the gate InPlacePodVerticalScaling, what the status says is allocated counts instead of the request.
 * - In 1.37, with the gate DRANodeAllocatableResources, the container's share of its claims counts too.
 *
 * The arithmetic is that of int64 and wraps.
 *
 * Upstream: `pkg/kubelet/qos/policy.go`, `GetContainerOOMScoreAdjust`, every supported minor.
 *
 * @param pod the pod
 * @param containerName one of its containers or init containers
 * @param memoryCapacity the memory of the machine, bytes
 * @param options version and gates
 * @throws {SizingError} `NotFound` for an unknown container; `UpstreamPanics` for a capacity of 0, by which upstream divides, and for a
 * sidecar in a pod without containers; `OutOfRange` when the score is not a safe integer; also as `getPodQOS`
 * @example
 * const app = { name: 'app', resources: { requests: { memory: '4Gi' } } };
 * const pod = { spec: { containers: [app, { name: 'helper' }] } };
 * getContainerOOMScoreAdjust(pod, 'app', '16Gi') // => 750
 * getContainerOOMScoreAdjust(pod, 'helper', '16Gi') // => 999
 * getContainerOOMScoreAdjust({ spec: { containers: [{ name: 'job' }] } }, 'job', '16Gi') // => 1000
 * getContainerOOMScoreAdjust(pod, 'other', '16Gi') // throws NotFound
 */
export function getContainerOOMScoreAdjust(
  pod: PodLike,
  containerName: string,
  memoryCapacity: QuantityLike,
  options?: GateOptions,
): number {
  return scoreOf(pod, containerName, memoryCapacity, options);
}

/**
 * The same as {@link getContainerOOMScoreAdjust}, with the rules that led to the score.
 *
 * Upstream: `pkg/kubelet/qos/policy.go`, `GetContainerOOMScoreAdjust`, every supported minor.
 *
 * @param pod the pod
 * @param containerName one of its containers or init containers
 * @param memoryCapacity the memory of the machine, bytes
 * @param options version and gates
 * @throws {SizingError} as {@link getContainerOOMScoreAdjust}
 * @example
 * const app = { name: 'app', resources: { requests: { memory: '4Gi' } } };
 * const { result, steps } = explainContainerOOMScoreAdjust({ spec: { containers: [app] } }, 'app', '16Gi');
 * result // => 750
 * steps.map(({ because }) => because) // => ['oom-critical-not', 'oom-burstable', 'oom-request-counts', 'oom-between']
 */
export function explainContainerOOMScoreAdjust(
  pod: PodLike,
  containerName: string,
  memoryCapacity: QuantityLike,
  options?: GateOptions,
): OOMScoreExplanation<number> {
  const steps: OOMScoreStep[] = [];
  const upstream = 'pkg/kubelet/qos/policy.go GetContainerOOMScoreAdjust';
  const note: Note = (rule, because, inputs = {}, outcome = 'applied') => void steps.push({ rule, upstream, inputs, outcome, because });
  return { result: scoreOf(pod, containerName, memoryCapacity, options, note), steps };
}

/** Takes down a step of an explanation. */
type Note = (rule: OOMScoreRule, because: OOMScoreReason, inputs?: OOMScoreStep['inputs'], outcome?: OOMScoreStep['outcome']) => void;

function scoreOf(pod: PodLike, containerName: string, memoryCapacity: QuantityLike, options: GateOptions | undefined, note?: Note): number {
  const named = containerNamed(pod, containerName);
  return oomScores(pod, quantityAt(memoryCapacity, 'memoryCapacity').value(), options, note)(named);
}

/** What the scores of a pod's containers are computed from. */
interface Basis extends RequestBasis {
  readonly capacity: bigint;
  readonly spared: number;
  readonly note: Note | undefined;
}

const sparedScore = /* @__PURE__ */ since({ '1.15': -998, '1.20': -997 });
const bestEffortScore = 1000;

/** The scores of a pod's containers; what they have in common is computed once. */
export function oomScores(
  pod: PodLike,
  capacity: bigint,
  options: GateOptions | undefined,
  note?: Note,
): (named: NamedContainer) => number {
  const minor = minorOf(options);
  const basis: Basis = { pod, minor, gate: gatesOf(options), capacity, spared: sparedScore(minor), note };
  const common = commonScore(basis, options);
  if (common !== undefined) return () => common;
  const share = podLevelShare(basis);
  return (named) => burstableScore(basis, named, share);
}

/** Which pods are killed last, whatever they request. */
const isSpared = /* @__PURE__ */ since<(pod: PodLike, options: GateOptions | undefined) => boolean>({
  '1.15': isCriticalPod,
  '1.22': (pod, options) => isCriticalPod(pod, options) && specOf(pod)?.priorityClassName === 'system-node-critical',
});

/** The score of every container of the pod, where its class decides. */
function commonScore({ pod, minor, spared, note }: Basis, options: GateOptions | undefined): number | undefined {
  if (isSpared(minor)(pod, options)) {
    note?.('oom-critical', 'oom-critical-spared', { score: spared });
    return spared;
  }
  note?.('oom-critical', 'oom-critical-not', {}, 'skipped');
  const qosClass = getPodQOS(pod, options);
  if (qosClass === 'Burstable') {
    note?.('oom-qos', 'oom-burstable');
    return undefined;
  }
  const guaranteed = qosClass === 'Guaranteed';
  const score = guaranteed ? spared : bestEffortScore;
  note?.('oom-qos', guaranteed ? 'oom-guaranteed' : 'oom-best-effort', { score });
  return score;
}

const sparesSidecars = /* @__PURE__ */ since<(gate: GateLookup) => boolean>({
  '1.15': () => false,
  '1.32': (gate) => gate('SidecarContainers'),
  '1.33': () => true,
});

function burstableScore(basis: Basis, named: NamedContainer, share: bigint | undefined): number {
  const { capacity, note } = basis;
  const container = named.container.name;
  const own = memoryRequest(basis, named);
  let score = scaled(own.bytes + (share ?? 0n), capacity);
  note?.('oom-request', share === undefined ? own.because : 'oom-request-shared', {
    container,
    request: byteQuantity(own.bytes),
    capacity: byteQuantity(capacity),
    score: Number(score),
    ...(share === undefined ? {} : { share: byteQuantity(share) }),
  });
  if (named.section === 'initContainers' && isSidecar(named.container) && sparesSidecars(basis.minor)(basis.gate)) {
    const least = leastRequest(basis);
    const bound = scaled(least + (share ?? 0n), capacity);
    const spares = score > bound;
    if (spares) score = bound;
    const because = spares ? 'oom-sidecar-spared' : 'oom-sidecar-enough';
    note?.('oom-sidecar', because, { container, least: byteQuantity(least), score: Number(score) }, spares ? 'applied' : 'skipped');
  }
  const bounded = boundedScore(score, 1000 + basis.spared);
  const because = bounded > score ? 'oom-least' : bounded < score ? 'oom-most' : 'oom-between';
  note?.('oom-bounds', because, { score: bounded }, because === 'oom-between' ? 'skipped' : 'applied');
  return bounded;
}

function boundedScore(score: bigint, floor: number): number {
  if (score < floor) return floor;
  return score === BigInt(bestEffortScore) ? bestEffortScore - 1 : safeNumber(score, 'memoryCapacity');
}

/** `1000 - 1000 × request / capacity`. */
function scaled(request: bigint, capacity: bigint): bigint {
  if (capacity === 0n) throw new SizingError('UpstreamPanics', 'upstream divides by the capacity', { path: 'memoryCapacity', input: 0 });
  return BigInt.asIntN(64, 1000n - BigInt.asIntN(64, BigInt.asIntN(64, 1000n * request) / capacity));
}
