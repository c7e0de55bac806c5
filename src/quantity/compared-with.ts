import { infScaleOf } from './amount.ts';
import { internals, make, type Quantity } from './quantity.ts';

/**
 * A quantity as upstream holds it once it has been compared with another. Up to 1.37 an int64 that is compared with a decimal becomes a decimal
 * for good; its spelling stays. Internal.
 */
export function comparedWith(q: Quantity, y: Quantity): Quantity {
  const { coefficient, exponent, infScale, text, era } = internals(q);
  const isChanged = !era.comparesOnly && infScale === undefined && internals(y).infScale !== undefined;
  return isChanged ? make(coefficient, exponent, infScaleOf(internals(q)), q.format, text, era) : q;
}
