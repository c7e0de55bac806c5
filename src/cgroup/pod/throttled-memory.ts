import { int64OfFloat } from '../../core/int64.ts';
import { pageSize } from '../../core/page-sizes.ts';
import { invalid } from '../../errors.ts';

/**
 * What a cgroup may use before its memory is throttled: its request and a share of what is above it, in whole pages: `floor(request +
 * (limit - request) × factor) / 4096`, truncated, × 4096, in float64 and then int64.
 *
 * Upstream: `pkg/kubelet/cm/helpers_linux.go`, `memoryHighForPod`, and `pkg/kubelet/kuberuntime/kuberuntime_container_linux.go`,
 * `generateLinuxContainerResources`, since 1.27.
 */
export function throttledMemory(request: bigint, limit: bigint, factor: number): bigint {
  const bytes = Math.floor(Number(request) + (Number(limit) - Number(request)) * factor);
  return BigInt.asIntN(64, int64OfFloat(bytes / pageSize) * BigInt(pageSize));
}

/** A throttling factor that is a number; absent where it is `undefined` or `null`. */
export function throttlingFactor(value: number | null | undefined, path: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw invalid('a number', path, value);
}
