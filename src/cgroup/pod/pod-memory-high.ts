import type { PodLike } from '../../core/index.ts';
import { objectAt } from '../../core/pod-fields.ts';
import type { Quantity } from '../../quantity/index.ts';
import { countingOf } from '../../resources/totals/options.ts';
import { isPodLevelSet } from '../../resources/totals/pod-level.ts';
import { amountOf } from '../../resources/totals/resource-lists.ts';
import { limitsOf, requestsOf } from '../../resources/totals/totals.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { byteQuantity } from '../../core/int64.ts';
import { undeclaredLimits } from './limit-declared.ts';
import type { ResourceConfig, ResourceConfigOptions } from './resource-config.ts';
import { throttledMemory, throttlingFactor } from './throttled-memory.ts';

/** What {@link podLevelMemoryHigh} takes of the kubelet's configuration. Upstream: `KubeletConfiguration`. */
export interface MemoryThrottling {
  /** Above 0 and at most 1; without it nothing is throttled, which is the default in 1.37. */
  readonly memoryThrottlingFactor?: number | null | undefined;
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
 * @param pod the pod
 * @param throttling the kubelet's `memoryThrottlingFactor`
 * @param options version and gates
 * @throws {SizingError} `InvalidInput` for a factor that is no number; also as `podRequests`
 * @example
 * const spec = { containers: [{ name: 'app' }], resources: { requests: { memory: '1Gi' }, limits: { memory: '2Gi' } } };
 * podLevelMemoryHigh({ spec }, { memoryThrottlingFactor: 0.9 }) // => '1992292Ki'
 * podLevelMemoryHigh({ spec }, {}) // => undefined
 * podLevelMemoryHigh({ spec }, { memoryThrottlingFactor: 0.9 }, { kubernetesVersion: '1.36' }) // => undefined
 */
export function podLevelMemoryHigh(pod: PodLike, throttling: MemoryThrottling, options?: GateOptions): Quantity | undefined {
  const release = releaseOf(options);
  const { minor } = release;
  const factor = throttlingFactor(objectAt(throttling, 'throttling')?.memoryThrottlingFactor, 'memoryThrottlingFactor');
  const enabled = release.gate('PodLevelResources');
  if (!isKnown(minor) || !enabled || !isPodLevelSet(pod, minor) || factor === undefined) return undefined;
  if (undeclaredLimits(pod, minor, true).memory !== undefined) return undefined;
  const counting = countingOf(undefined, release);
  const request = amountOf(requestsOf(pod, counting), 'memory')?.value() ?? 0n;
  const limit = amountOf(limitsOf(pod, counting), 'memory')?.value() ?? 0n;
  if (limit === 0n || request === limit) return undefined;
  const high = throttledMemory(request, limit, factor);
  return high > 0n && high > request ? byteQuantity(high) : undefined;
}

/** Since 1.37 the kubelet throttles whole pods as well. */
export function withMemoryHigh(
  pod: PodLike,
  config: ResourceConfig,
  options: ResourceConfigOptions & Partial<MemoryThrottling>,
): ResourceConfig {
  const { memoryThrottlingFactor, enforceMemoryQoS } = options;
  if (memoryThrottlingFactor === undefined || enforceMemoryQoS !== true) return config;
  const high = podLevelMemoryHigh(pod, { memoryThrottlingFactor }, options);
  return high === undefined ? config : { ...config, unified: { ...config.unified, 'memory.high': String(high.value()) } };
}
