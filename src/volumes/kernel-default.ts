import { quantityAt, within } from '../core/at-path.ts';
import { pageSize } from '../core/page-sizes.ts';
import { SizingError } from '../errors.ts';
import { eraSince } from '../quantity/era.ts';
import { Quantity, type QuantityLike } from '../quantity/index.ts';
import { newest } from '../version/newest.ts';

/**
 * How large Linux makes a tmpfs that is mounted without a size: half of the RAM, in whole pages of 4096 bytes.
 *
 * Upstream: none in Kubernetes; Linux, `mm/shmem.c`, `shmem_default_max_blocks`.
 *
 * @param hostMemory the RAM of the machine in bytes (`MemTotal` of `/proc/meminfo`)
 * @throws {SizingError} `OutOfRange` for less than 0 or more than an int64 holds; as `Quantity.from`
 * @example
 * kernelDefaultTmpfsSize('16Gi') // => '8Gi'
 * kernelDefaultTmpfsSize('32986188Ki') // => '16493092Ki'
 */
export function kernelDefaultTmpfsSize(hostMemory: QuantityLike): Quantity {
  return halfOf(hostMemory, newest);
}

/** The same, as a quantity of a minor. Internal. */
export function halfOf(hostMemory: QuantityLike, minor: number): Quantity {
  const bytes = quantityAt(hostMemory, 'hostMemory', minor);
  const whole = bytes.toBigInt();
  if (whole < 0n) throw new SizingError('OutOfRange', 'memory is not negative', { path: 'hostMemory', input: bytes.toString() });
  const page = BigInt(pageSize);
  return Quantity.fromInt64((whole / page / 2n) * page, 'BinarySI', eraSince(minor));
}

/** The same of the option `hostMemory`; `undefined` where it is not given. Internal. */
export function kernelDefaultAt(hostMemory: QuantityLike | undefined, minor: number): Quantity | undefined {
  return hostMemory === undefined ? undefined : within('options', () => halfOf(hostMemory, minor));
}
