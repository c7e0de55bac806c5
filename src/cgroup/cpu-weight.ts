import type { IntegerLike } from '../core/index.ts';
import { oneOf } from '../core/checks.ts';
import { integerArgument, safeNumber } from '../core/int64.ts';
import { objectAt } from '../core/pod-fields.ts';
import { SizingError } from '../errors.ts';
import { maxShares } from './cpu-conversions.ts';

/**
 * How CPU shares become a CPU weight: `linear` is what the kubelet does for pods and what runc before 1.3.2 and crun before 1.23 do for
 * containers; `log` is what later runtimes do for containers. Upstream: `opencontainers/cgroups`, `ConvertCPUSharesToCgroupV2Value`.
 */
export type CPUWeightConversion = 'linear' | 'log';

/** The option of {@link cpuSharesToCPUWeight}. */
export interface CPUWeightOptions {
  readonly conversion: CPUWeightConversion;
}

const maxWeight = 10000;

/**
 * The CPU weight of CPU shares, from [2, 262144] to [1, 10000]; 0 shares mean unset and give 0.
 *
 * Linear: `1 + (shares − 2) × 9999 / 262142`, truncated; more than 262144 shares give 10000. The subtraction is unsigned and wraps for 1
 * share, which the kubelet never sets. Logarithmic: `10^((l² + 125 l) / 612 − 7/34)` with `l = log2(shares)`, rounded up, which keeps the
 * default: 1024 shares are a weight of 100.
 *
 * Upstream: `pkg/kubelet/cm/cgroup_manager_linux.go`, `getCPUWeight` (`getCpuWeight` before 1.27), since 1.19, and runc's
 * `ConvertCPUSharesToCgroupV2Value`. The kubelet's gives a wrapped number for 0 shares, which it never sets; runc's gives 0.
 *
 * @param shares CPU shares
 * @throws {SizingError} `OutOfRange` when `shares` is negative or not a safe integer; `InvalidInput` for another conversion
 * @example
 * cpuSharesToCPUWeight(1024, { conversion: 'linear' }) // => 39
 * cpuSharesToCPUWeight(1024, { conversion: 'log' }) // => 100
 * cpuSharesToCPUWeight(262144, { conversion: 'linear' }) // => 10000
 */
export function cpuSharesToCPUWeight(shares: IntegerLike, options: CPUWeightOptions): number {
  const conversion = objectAt(options, 'options')?.conversion;
  const whole = integerArgument(shares, 'shares');
  if (whole < 0n) throw new SizingError('OutOfRange', 'CPU shares are not negative', { path: 'shares', input: String(shares) });
  const isLinear = oneOf(conversion, ['linear', 'log'], 'conversion') === 'linear';
  return isLinear ? getCPUWeight(whole) : convertCPUSharesToCgroupV2Value(Number(whole));
}

function getCPUWeight(shares: bigint): number {
  if (shares === 0n) return 0;
  if (shares >= maxShares) return maxWeight;
  return safeNumber(1n + BigInt.asUintN(64, BigInt.asUintN(64, shares - 2n) * 9999n) / 262142n, 'shares');
}

function convertCPUSharesToCgroupV2Value(shares: number): number {
  if (shares === 0) return 0;
  if (shares <= 2) return 1;
  if (shares >= maxShares) return maxWeight;
  const l = Math.log2(shares);
  return Math.ceil(10 ** ((l * l + 125 * l) / 612 - 7 / 34));
}
