import { quantityAt } from '../core/at-path.ts';
import { objectOf } from '../core/checks.ts';
import { integerArgument } from '../core/int64.ts';
import type { Opt } from '../core/optional.ts';
import { objectAt } from '../core/pod-fields.ts';
import { invalid, SizingError } from '../errors.ts';
import type { QuantityLike } from '../quantity/index.ts';
import { cpuSharesToCPUWeight, type CPUWeightOptions } from './cpu-weight.ts';

/**
 * What is written to a cgroup: of a pod (`resourceConfigForPod`), whose hugepages are keyed by page size in bytes, or of a container
 * (`containerResourceConfig`), whose are keyed by unit name; also one that was written as JSON.
 */
export interface CgroupValues {
  readonly memory?: Opt<QuantityLike>;
  readonly memoryLimit?: Opt<QuantityLike>;
  readonly memorySwapLimit?: Opt<QuantityLike>;
  readonly cpuShares?: Opt<number>;
  readonly cpuQuota?: Opt<number>;
  readonly cpuPeriod?: Opt<number>;
  readonly hugePageLimit?: Opt<{ readonly [pageSize: string]: QuantityLike }>;
  readonly hugepageLimits?: Opt<{ readonly [pageSize: string]: QuantityLike }>;
  readonly unified?: Opt<{ readonly [file: string]: string }>;
}

/**
 * The files of cgroup v1 and what is written to them.
 *
 * A value of 0 is not written, as for the runtime 0 means unset; -1 means no limit. Hugepage sizes without a name of their own are left out. The
 * kubelet also sets every page size of the machine that the pod does not name to 0.
 *
 * Upstream: `opencontainers/cgroups`, `fs/cpu.go`, `fs/memory.go` and `fs/hugetlb.go`; `pkg/kubelet/cm/cgroup_manager_linux.go`,
 * `toResources`, every supported minor. Read, not run: upstream writes files.
 *
 * @param config what `resourceConfigForPod` or `containerResourceConfig` returned
 * @throws {SizingError} `InvalidInput` for anything but a config
 * @example
 * const app = { name: 'app', resources: { requests: { cpu: '250m' }, limits: { cpu: '500m', memory: '512Mi' } } };
 * const config = resourceConfigForPod({ spec: { containers: [app] } });
 * config && cgroupV1Files(config)
 * // => {
 * //   'cpu.shares': '256',
 * //   'cpu.cfs_period_us': '100000',
 * //   'cpu.cfs_quota_us': '50000',
 * //   'memory.limit_in_bytes': '536870912',
 * // }
 */
export function cgroupV1Files(config: CgroupValues): { readonly [file: string]: string } {
  const files: Record<string, string> = {};
  const { cpuShares, cpuPeriod, cpuQuota, memory, swap } = numbersOf(config);
  if (cpuShares !== 0n) files['cpu.shares'] = String(cpuShares);
  if (cpuPeriod !== 0n) files['cpu.cfs_period_us'] = String(cpuPeriod);
  if (cpuQuota !== 0n) files['cpu.cfs_quota_us'] = String(cpuQuota);
  if (memory !== 0n) files['memory.limit_in_bytes'] = String(memory);
  if (swap !== 0n) files['memory.memsw.limit_in_bytes'] = String(swap);
  for (const [size, bytes] of hugePages(config)) files[`hugetlb.${size}.limit_in_bytes`] = bytes;
  return files;
}

/**
 * The files of cgroup v2 and what is written to them.
 *
 * A value of 0 is not written, as for the runtime 0 means unset; no limit is `max`. The kubelet converts the shares of pods linearly,
 * the runtime those of containers: linearly up to runc 1.3.1 and crun 1.22, logarithmically later. Hugepage sizes without a name of their
 * own are left out. The kubelet also sets every page size of the machine that the pod does not name to 0.
 *
 * Upstream: `opencontainers/cgroups`, `fs2/cpu.go`, `fs2/memory.go` and `fs2/hugetlb.go`; `pkg/kubelet/cm/cgroup_manager_linux.go`,
 * `toResources`, since 1.19. Read, not run: upstream writes files.
 *
 * @param config what `resourceConfigForPod` or `containerResourceConfig` returned
 * @param options how shares become a weight
 * @throws {SizingError} `InvalidInput` for another conversion, and for anything but a config
 * @example
 * const app = { name: 'app', resources: { requests: { cpu: '250m' }, limits: { cpu: '500m', memory: '512Mi' } } };
 * const config = resourceConfigForPod({ spec: { containers: [app] } });
 * config && cgroupV2Files(config, { conversion: 'linear' })
 * // => { 'cpu.weight': '10', 'cpu.max': '50000 100000', 'memory.max': '536870912' }
 */
export function cgroupV2Files(config: CgroupValues, options: CPUWeightOptions): { readonly [file: string]: string } {
  const files: Record<string, string> = {};
  const { cpuShares, cpuPeriod, cpuQuota, memory, swap: together } = numbersOf(config);
  const weight = cpuSharesToCPUWeight(cpuShares, options);
  if (weight !== 0) files['cpu.weight'] = String(weight);
  if (cpuQuota !== 0n || cpuPeriod !== 0n)
    files['cpu.max'] = `${cpuQuota > 0n ? cpuQuota : 'max'} ${cpuPeriod === 0n ? 100_000n : cpuPeriod}`;
  const swap = convertMemorySwapToCgroupV2Value(together, memory);
  if (swap !== undefined) files['memory.swap.max'] = numToStr(swap);
  if (memory !== 0n) files['memory.max'] = numToStr(memory);
  for (const [size, bytes] of hugePages(config)) files[`hugetlb.${size}.max`] = bytes;
  return { ...files, ...objectAt(config.unified, 'config.unified') };
}

/** The numbers of a config; 0 where it sets none. */
function numbersOf(config: CgroupValues): Readonly<Record<'cpuShares' | 'cpuPeriod' | 'cpuQuota' | 'memory' | 'swap', bigint>> {
  objectOf(config, 'config');
  const integer = (name: 'cpuShares' | 'cpuPeriod' | 'cpuQuota'): bigint => integerArgument(config[name] ?? 0, `config.${name}`);
  const bytes = (name: 'memory' | 'memoryLimit' | 'memorySwapLimit'): bigint =>
    quantityAt(config[name] ?? 0, `config.${name}`, undefined).value();
  return {
    cpuShares: integer('cpuShares'),
    cpuPeriod: integer('cpuPeriod'),
    cpuQuota: integer('cpuQuota'),
    memory: bytes((config.memory ?? undefined) === undefined ? 'memoryLimit' : 'memory'),
    swap: bytes('memorySwapLimit'),
  };
}

function numToStr(bytes: bigint): string {
  return bytes === -1n ? 'max' : String(bytes);
}

/** cgroup v1 limits memory and swap together, v2 swap alone; `undefined` where nothing is written. */
function convertMemorySwapToCgroupV2Value(together: bigint, memory: bigint): bigint | undefined {
  if (memory === -1n && together === 0n) return -1n;
  if (together === 0n) return undefined;
  if (together === -1n || memory === -1n) return together;
  if (memory <= 0n || together < memory)
    throw new SizingError('InvalidInput', 'memory and swap together are less than memory', {
      path: 'config.memorySwapLimit',
      input: String(together),
    });
  return together - memory;
}

function hugePages(config: CgroupValues): (readonly [unit: string, bytes: string])[] {
  return (['hugePageLimit', 'hugepageLimits'] as const).flatMap((name) =>
    Object.entries(objectAt(config[name], `config.${name}`) ?? {}).flatMap(([size, limit]) => {
      const unit = name === 'hugepageLimits' ? size : hugePageUnitSizeFromByteSize(pageSizeAt(size));
      const bytes = quantityAt(limit, `config.${name}.${size}`, undefined).toBigInt();
      return unit === undefined ? [] : [[unit, String(BigInt.asUintN(64, bytes))] as const];
    }),
  );
}

function pageSizeAt(size: string): bigint {
  if (/^-?\d+$/.test(size)) return BigInt(size);
  throw invalid('a page size in bytes', `config.hugePageLimit.${size}`, size);
}

const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** A page size as the kernel names it, such as `2MB`; `undefined` for one without a name. Upstream: `HugePageUnitSizeFromByteSize`. */
export function hugePageUnitSizeFromByteSize(bytes: bigint): string | undefined {
  let size = bytes;
  let unit = 0;
  while (size % 1024n === 0n && unit < units.length - 1) {
    size /= 1024n;
    unit++;
  }
  return size > 1024n && unit < units.length - 1 ? undefined : `${size}${units[unit]}`;
}
