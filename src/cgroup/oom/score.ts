import type { PodLike } from '../../core/index.ts';
import { byteQuantity, machineBytes, safeNumber } from '../../core/int64.ts';
import { isRestartableInitContainer, specOf, textAt } from '../../core/pod-fields.ts';
import { SizingError } from '../../errors.ts';
import { recorded } from '../../explanation.ts';
import type { QuantityLike } from '../../quantity/index.ts';
import { KnownPod } from '../../resources/qos/known-pod.ts';
import { containerNamed, type NamedContainer } from '../../resources/totals/named-container.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { oomRules, type OOMScoreExplanation, type OOMScoreNote } from './explanation.ts';
import { getEffectiveContainerMemoryRequest, minRegularContainerMemory, remainingPodMemReqPerContainer } from './request.ts';

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
 * @param containerName one of its containers or init containers
 * @param memoryCapacity the memory of the machine, bytes
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
  return oomScoreOf(pod, containerName, memoryCapacity, options);
}

/**
 * The same as {@link getContainerOOMScoreAdjust}, with the rules that led to the score.
 *
 * Upstream: `pkg/kubelet/qos/policy.go`, `GetContainerOOMScoreAdjust`, every supported minor.
 *
 * @param containerName one of its containers or init containers
 * @param memoryCapacity the memory of the machine, bytes
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
  return recorded(oomRules, (note) => oomScoreOf(pod, containerName, memoryCapacity, options, note));
}

function oomScoreOf(
  pod: PodLike,
  containerName: string,
  memoryCapacity: QuantityLike,
  options: GateOptions | undefined,
  note?: OOMScoreNote,
): number {
  const named = containerNamed(pod, containerName);
  const capacity = machineBytes(memoryCapacity, 'memoryCapacity');
  return oomScores(new KnownPod(pod, releaseOf(options)), capacity, note)(named);
}

const guaranteedScore = /* @__PURE__ */ since({ '1.15': -998, '1.20': -997 });
const bestEffortScore = 1000;

/** The scores of a pod's containers; what they have in common is computed once. Internal. */
export function oomScores(known: KnownPod, capacity: bigint, note?: OOMScoreNote): (named: NamedContainer) => number {
  const common = commonScore(known, note);
  return common === undefined ? burstableScores(known, capacity, note) : () => common;
}

const sparesEveryCritical = /* @__PURE__ */ since({ '1.15': true, '1.22': false });

/** Whether a pod is killed last, whatever it requests. Upstream: `IsNodeCriticalPod`, since 1.22; `IsCriticalPod` before. */
function isNodeCriticalPod(known: KnownPod): boolean {
  if (!known.critical()) return false;
  if (sparesEveryCritical(known.release.minor)) return true;
  return textAt(specOf(known.pod)?.priorityClassName, 'spec.priorityClassName') === 'system-node-critical';
}

/** The score of every container of the pod, where its priority or class decides. */
function commonScore(known: KnownPod, note: OOMScoreNote | undefined): number | undefined {
  const { minor } = known.release;
  if (isNodeCriticalPod(known)) {
    const spared = guaranteedScore(minor);
    note?.('oom-critical', 'oom-critical-spared', { score: spared }, 'applied');
    return spared;
  }
  note?.('oom-critical', 'oom-critical-not', {}, 'skipped');
  const qosClass = known.qosClass();
  if (qosClass === 'Burstable') {
    note?.('oom-qos', 'oom-burstable', {}, 'applied');
    return undefined;
  }
  const [score, because] =
    qosClass === 'Guaranteed' ? ([guaranteedScore(minor), 'oom-guaranteed'] as const) : ([bestEffortScore, 'oom-best-effort'] as const);
  note?.('oom-qos', because, { score }, 'applied');
  return score;
}

const sparesSidecars = /* @__PURE__ */ since<(gate: Release['gate']) => boolean>({
  '1.15': () => false,
  '1.32': (gate) => gate('SidecarContainers'),
});

function burstableScores(known: KnownPod, capacity: bigint, note: OOMScoreNote | undefined): (named: NamedContainer) => number {
  const { pod, release } = known;
  const { minor } = release;
  const floor = 1000 + guaranteedScore(minor);
  const requestOf = getEffectiveContainerMemoryRequest(pod, release);
  const share = remainingPodMemReqPerContainer(pod, release);
  let least: bigint | undefined;
  return (named) => {
    const container = named.container.name;
    const { bytes, because } = requestOf(named);
    const score = scaled(bytes + (share ?? 0n), capacity);
    note?.(
      'oom-request',
      share === undefined ? because : 'oom-request-shared',
      {
        container,
        request: byteQuantity(bytes, minor),
        capacity: byteQuantity(capacity, minor),
        score: Number(score),
        ...(share === undefined ? {} : { share: byteQuantity(share, minor) }),
      },
      'applied',
    );
    const isSidecar = named.section === 'initContainers' && isRestartableInitContainer(named.container);
    if (!isSidecar || !sparesSidecars(release.minor)(release.gate)) return boundedScore(score, floor, note);
    least ??= minRegularContainerMemory(pod, requestOf);
    const bound = scaled(least + (share ?? 0n), capacity);
    const lowered = score > bound;
    const own = lowered ? bound : score;
    note?.(
      'oom-sidecar',
      lowered ? 'oom-sidecar-spared' : 'oom-sidecar-enough',
      { container, least: byteQuantity(least, minor), score: Number(own) },
      lowered ? 'applied' : 'skipped',
    );
    return boundedScore(own, floor, note);
  };
}

/** Between the scores of Guaranteed and BestEffort pods; of those above 1000, only that of BestEffort pods is lowered. */
function boundedScore(score: bigint, floor: number, note: OOMScoreNote | undefined): number {
  if (score < floor) {
    note?.('oom-bounds', 'oom-least', { score: floor }, 'applied');
    return floor;
  }
  if (score === BigInt(bestEffortScore)) {
    note?.('oom-bounds', 'oom-most', { score: bestEffortScore - 1 }, 'applied');
    return bestEffortScore - 1;
  }
  const result = safeNumber(score, 'memoryCapacity');
  note?.('oom-bounds', 'oom-between', { score: result }, 'skipped');
  return result;
}

/** `1000 - 1000 × request / capacity`. */
function scaled(request: bigint, capacity: bigint): bigint {
  if (capacity === 0n) throw new SizingError('UpstreamPanics', 'upstream divides by the capacity', { path: 'memoryCapacity', input: 0 });
  return BigInt.asIntN(64, 1000n - BigInt.asIntN(64, BigInt.asIntN(64, 1000n * request) / capacity));
}
