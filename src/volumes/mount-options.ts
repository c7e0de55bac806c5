import { quantityAt } from '../core/at-path.ts';
import { flagAt } from '../core/checks.ts';
import { objectAt } from '../core/pod-fields.ts';
import type { Quantity, QuantityLike } from '../quantity/index.ts';
import { minorOf, type VersionOptions } from '../version/minors.ts';
import { since } from '../version/since.ts';

/** What the machine offers to a tmpfs. Upstream asks the kernel. */
export interface TmpfsSupport {
  /** Whether the kernel takes `noswap`: since Linux 6.4, outside user namespaces. */
  readonly noswapSupported: boolean;
}

/** What a kubelet of a minor hands to the mount of a tmpfs. */
const given = /* @__PURE__ */ since({
  '1.15': { size: false, noswap: false },
  '1.20': { size: true, noswap: false },
  '1.31': { size: true, noswap: true },
});

/**
 * The mount options of a memory-backed volume: `size=<bytes>` when the size is above 0, then `noswap` where the kernel supports it.
 *
 * The size is rounded up to whole bytes; without it the kernel's default of half the RAM holds. Up to 1.19 there are no options, `noswap` is
 * given since 1.31.
 *
 * Upstream: `pkg/volume/emptydir/empty_dir.go`, `generateTmpfsMountOptions`, since 1.31; `setupTmpfs` before.
 *
 * @param size the volume's size as `calculateEmptyDirMemorySize` gives it
 * @throws {SizingError} `ErrFormatWrong`, `ErrNumeric` or `ErrSuffix` for a size that is not a quantity
 * @example
 * generateTmpfsMountOptions('1Gi', { noswapSupported: true }) // => ['size=1073741824', 'noswap']
 * generateTmpfsMountOptions(0, { noswapSupported: false }) // => []
 * generateTmpfsMountOptions('1.5', { noswapSupported: true }, { kubernetesVersion: '1.30' }) // => ['size=2']
 */
export function generateTmpfsMountOptions(size: QuantityLike, support: TmpfsSupport, options?: VersionOptions): string[] {
  const minor = minorOf(options);
  const amount = quantityAt(size, 'size', minor);
  const noswapSupported = flagAt(objectAt(support, 'support')?.noswapSupported, 'support.noswapSupported') === true;
  return tmpfsMountOptions(amount, { noswapSupported }, minor);
}

/** The same of a size that is read, on a machine whose kernel supports `noswap` or not. Internal. */
export function tmpfsMountOptions(size: Quantity, { noswapSupported }: TmpfsSupport, minor: number): string[] {
  const known = given(minor);
  const bytes = size.value();
  return [...(known.size && bytes > 0n ? [`size=${bytes}`] : []), ...(known.noswap && noswapSupported ? ['noswap'] : [])];
}
