import type { PodLike } from '../../core/index.ts';
import { byteQuantity } from '../../core/int64.ts';
import type { Opt } from '../../core/optional.ts';
import { objectAt } from '../../core/pod-fields.ts';
import { amountOf } from '../../core/resource-lists.ts';
import type { Quantity } from '../../quantity/index.ts';
import { KnownPod } from '../../resources/qos/known-pod.ts';
import { countingOf } from '../../resources/totals/options.ts';
import { isPodLevelSet } from '../../resources/totals/pod-level.ts';
import { limitsOf, requestsOf } from '../../resources/totals/totals.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { undeclaredLimits } from './limit-declared.ts';
import type { ResourceConfig } from './resource-config.ts';
import { throttledMemory, throttlingFactor } from './throttled-memory.ts';

/** What {@link podLevelMemoryHigh} takes of the kubelet's configuration. Upstream: `KubeletConfiguration`. */
export interface MemoryThrottling {
  /** Above 0 and at most 1; without it nothing is throttled, which is the default in 1.37. */
  readonly memoryThrottlingFactor?: Opt<number>;
}

const isKnown = /* @__PURE__ */ since({ '1.15': false, '1.37': true });

/**
 * Where the memory of a whole pod is throttled: the `memory.high` of its cgroup, or `undefined` where none is written.
 *
 * It is written for a pod with resources of its own (gate PodLevelResources), of cpu alone too, if the pod itself or every container and init
 * container has a memory limit, and the pod's total request is not as great as its limit: `floor(request + (limit - request) × factor)` in
 * whole pages of 4096 bytes, if that is more than the request. Overhead is part of both, claims are not. The kubelet calls it with the gate
 * MemoryQoS on cgroup v2; neither is looked at here.
 *
 * Upstream: `pkg/kubelet/cm/helpers_linux.go`, `ApplyPodLevelMemoryHigh`, since 1.37; `undefined` before.
 *
 * @throws {SizingError} `InvalidInput` for a factor that is not a number; also as `podRequests`
 * @example
 * const spec = { containers: [{ name: 'app' }], resources: { requests: { memory: '1Gi' }, limits: { memory: '2Gi' } } };
 * podLevelMemoryHigh({ spec }, { memoryThrottlingFactor: 0.9 }) // => '1992292Ki'
 * podLevelMemoryHigh({ spec }, {}) // => undefined
 * podLevelMemoryHigh({ spec }, { memoryThrottlingFactor: 0.9 }, { kubernetesVersion: '1.36' }) // => undefined
 */
export function podLevelMemoryHigh(pod: PodLike, throttling: MemoryThrottling, options?: GateOptions): Quantity | undefined {
  const release = releaseOf(options);
  const factor = throttlingFactor(objectAt(throttling, 'throttling')?.memoryThrottlingFactor, 'memoryThrottlingFactor');
  const high = memoryHighOf(new KnownPod(pod, release), factor);
  return high === undefined ? undefined : byteQuantity(high, release.minor);
}

function memoryHighOf(known: KnownPod, factor: number | undefined): bigint | undefined {
  const { pod, release } = known;
  const { minor, gate } = release;
  if (!isKnown(minor) || !gate('PodLevelResources') || !isPodLevelSet(pod, minor) || factor === undefined) return undefined;
  if (undeclaredLimits(known).memory !== undefined) return undefined;
  const counting = countingOf(undefined, release);
  const request = amountOf(requestsOf(known.read(), counting), 'memory')?.value() ?? 0n;
  const limit = amountOf(limitsOf(known.read(), counting), 'memory')?.value() ?? 0n;
  return memoryHighForPod(request, limit, factor);
}

/** Nothing where the pod may use no more than it requests, or would be throttled before it has that. */
function memoryHighForPod(request: bigint, limit: bigint, factor: number): bigint | undefined {
  if (limit === 0n || request === limit) return undefined;
  const high = throttledMemory(request, limit, factor);
  return high > 0n && high > request ? high : undefined;
}

/** The settings by which {@link withMemoryHigh} throttles. */
export interface PodThrottling extends MemoryThrottling {
  readonly enforceMemoryQoS?: Opt<boolean>;
}

/** Since 1.37 the kubelet throttles whole pods as well. Internal. */
export function withMemoryHigh(
  known: KnownPod,
  config: ResourceConfig,
  { memoryThrottlingFactor, enforceMemoryQoS }: PodThrottling,
): ResourceConfig {
  if (enforceMemoryQoS !== true) return config;
  const high = memoryHighOf(known, throttlingFactor(memoryThrottlingFactor, 'memoryThrottlingFactor'));
  return high === undefined ? config : { ...config, unified: { ...config.unified, 'memory.high': String(high) } };
}
