import type { Result } from '../errors.ts';
import { eraSince } from '../quantity/era.ts';
import { Quantity } from '../quantity/index.ts';

/** The bytes of an ordinary page of memory. */
export const pageSize = 4096;

/**
 * The page size in the name of a hugepage resource: `hugepages-2Mi` has pages of 2Mi.
 *
 * Upstream: `pkg/apis/core/v1/helper/helpers.go`, `HugePageSizeFromResourceName`, every supported minor.
 */
export function hugePageSizeFromResourceName(name: string, minor: number): Result<Quantity> {
  return Quantity.tryParse(name.slice('hugepages-'.length), eraSince(minor));
}
