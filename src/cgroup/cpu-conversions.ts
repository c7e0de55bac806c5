import type { IntegerLike } from '../core/index.ts';
import { divInt64, integerArgument, mulInt64, narrowed, safeNumber, type Int64 } from '../core/int64.ts';
import { SizingError } from '../errors.ts';
import type { Quantity } from '../quantity/index.ts';
import type { GateOptions } from '../version/feature-gates.ts';
import { minorOf, type VersionOptions } from '../version/minors.ts';
import { releaseOf } from '../version/release.ts';
import { since } from '../version/since.ts';

/** Shares of a cgroup without a CPU request. */
export const minShares = 2;
/** The most shares that the kernel takes. */
export const maxShares = 262144;
const sharesPerCPU = 1024;
const milliPerCPU = 1000;
/** The period of CPU quotas, in microseconds, unless another is configured. */
export const defaultPeriod = 100_000;
const minQuota = 1000;

/** The most shares of a pod. Internal. */
export const mostPodShares = /* @__PURE__ */ since({ '1.15': Infinity, '1.19': maxShares });

/**
 * The CPU shares of a CPU request: `milliCPU × 1024 / 1000`, truncated, at least 2 and, since 1.19, at most 262144.
 *
 * The product is an int64 and wraps. Before 1.24 containers got their shares without the upper bound; pods have it since 1.19.
 *
 * Upstream: `pkg/kubelet/cm/helpers_linux.go`, `MilliCPUToShares`, every supported minor.
 *
 * @param milliCPU thousandths of a core; 0 means no request and gives 2
 * @throws {SizingError} `OutOfRange` when `milliCPU` or the result is not a safe integer
 * @example
 * milliCPUToShares(250) // => 256
 * milliCPUToShares(1_000_000) // => 262144
 * milliCPUToShares(1_000_000, { kubernetesVersion: '1.18' }) // => 1024000
 * milliCPUToShares(0) // => 2
 */
export function milliCPUToShares(milliCPU: IntegerLike, options?: VersionOptions): number {
  return safeNumber(sharesOf(narrowed(integerArgument(milliCPU, 'milliCPU')), mostPodShares, minorOf(options)), 'milliCPU');
}

/** Thousandths of a core, an int64; 0 where there is none. Internal. */
export function milliOf(cpu: Quantity | undefined): Int64 {
  return cpu === undefined ? 0 : narrowed(cpu.milliValue());
}

/** The shares of a pod's or container's CPU as int64 arithmetic gives them. Internal. */
export function sharesOf(milliCPU: Int64, mostOf: (minor: number) => number, minor: number): Int64 {
  const shares = divInt64(mulInt64(milliCPU, sharesPerCPU), milliPerCPU);
  if (shares < minShares) return minShares;
  const most = shares > maxShares ? mostOf(minor) : maxShares;
  return shares > most ? most : shares;
}

/**
 * The CPU quota of a CPU limit: `milliCPU × period / 1000` microseconds, truncated, at least 1000; 0 for a limit of 0.
 *
 * The period counts only with the gate CustomCPUCFSQuotaPeriod (off by default up to 1.35); else it is 100000. The product is an int64 and
 * wraps.
 *
 * Upstream: `pkg/kubelet/cm/helpers_linux.go`, `MilliCPUToQuota`, every supported minor.
 *
 * @param milliCPU thousandths of a core; 0 means no limit
 * @param period microseconds
 * @throws {SizingError} `OutOfRange` when an argument or the result is not a safe integer
 * @example
 * milliCPUToQuota(250, 100000) // => 25000
 * milliCPUToQuota(250, 10000) // => 2500
 * milliCPUToQuota(250, 10000, { kubernetesVersion: '1.35' }) // => 25000
 * milliCPUToQuota(1, 100000) // => 1000
 */
export function milliCPUToQuota(milliCPU: IntegerLike, period: IntegerLike, options?: GateOptions): number {
  const own = narrowed(integerArgument(period, 'period'));
  const custom = releaseOf(options).gate('CustomCPUCFSQuotaPeriod');
  return safeNumber(quotaOf(narrowed(integerArgument(milliCPU, 'milliCPU')), custom ? own : defaultPeriod), 'milliCPU');
}

/** The quota of a CPU limit as int64 arithmetic gives it. Internal. */
export function quotaOf(milliCPU: Int64, period: Int64): Int64 {
  if (milliCPU === 0) return 0;
  const quota = divInt64(mulInt64(milliCPU, period), milliPerCPU);
  return quota < minQuota ? minQuota : quota;
}

/**
 * The CPU request that CPU shares stand for: `shares × 1000 / 1024` thousandths of a core, rounded up; 0 for less than 2 shares.
 *
 * Upstream: `pkg/kubelet/cm/helpers_linux.go`, `SharesToMilliCPU` (`pkg/kubelet/kuberuntime/helpers_linux.go` before 1.35), since 1.27.
 *
 * @param shares CPU shares
 * @throws {SizingError} `OutOfRange` when `shares` or the result is not a safe integer
 * @example
 * sharesToMilliCPU(256) // => 250
 * sharesToMilliCPU(2) // => 2
 * sharesToMilliCPU(1) // => 0
 */
export function sharesToMilliCPU(shares: IntegerLike): number {
  const own = integerArgument(shares, 'shares');
  if (own < minShares) return 0;
  return safeNumber(Math.ceil(Number(mulInt64(narrowed(own), milliPerCPU)) / sharesPerCPU) + 0, 'shares');
}

/**
 * The CPU limit that a CPU quota stands for: `quota × 1000 / period` thousandths of a core, truncated; 0 for a quota of -1, which means no
 * limit.
 *
 * Upstream: `pkg/kubelet/cm/helpers_linux.go`, `QuotaToMilliCPU` (`pkg/kubelet/kuberuntime/helpers_linux.go` before 1.35), since 1.27.
 *
 * @param quota microseconds
 * @param period microseconds
 * @throws {SizingError} `OutOfRange` when an argument or the result is not a safe integer; `UpstreamPanics` for a period of 0, by which
 * upstream divides
 * @example
 * quotaToMilliCPU(25000, 100000) // => 250
 * quotaToMilliCPU(-1, 100000) // => 0
 * quotaToMilliCPU(25000, 0) // throws UpstreamPanics
 */
export function quotaToMilliCPU(quota: IntegerLike, period: IntegerLike): number {
  const microseconds = integerArgument(quota, 'quota');
  const divisor = integerArgument(period, 'period');
  if (microseconds === -1n) return 0;
  if (divisor === 0n) throw new SizingError('UpstreamPanics', 'upstream divides by the period', { path: 'period', input: period });
  return safeNumber(divInt64(mulInt64(narrowed(microseconds), milliPerCPU), narrowed(divisor)), 'quota');
}
