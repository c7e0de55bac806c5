import { int64OfFloat, narrowed, type Int64 } from '../../core/int64.ts';
import { SizingError } from '../../errors.ts';
import { since } from '../../version/since.ts';

/** The best score of a node. Upstream: `pkg/scheduler/framework/interface.go`, `MaxNodeScore`. */
export const maxNodeScore = /* @__PURE__ */ since({ '1.15': 10, '1.17': 100 });

/** A score cut to an int64. */
export function truncated(value: number): Int64 {
  return narrowed(int64OfFloat(value));
}

/**
 * A score as a number.
 *
 * @throws {SizingError} `OutOfRange` beyond the safe integers
 */
export function scoreOf(score: Int64): number {
  if (typeof score === 'number') return score;
  throw new SizingError('OutOfRange', 'the score is beyond the safe integers', { input: score });
}
