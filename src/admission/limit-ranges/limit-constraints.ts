import { amountOf, type ResourceLists } from '../../core/resource-lists.ts';
import type { Quantity } from '../../quantity/index.ts';

/** A rule of a LimitRange. Upstream: the fields of `LimitRangeItem` of these names. */
export type LimitConstraint = 'min' | 'max' | 'maxLimitRequestRatio';

/** 2^63 / 1000: amounts up to here are compared in thousandths, greater ones in whole units. */
const maxMilliValue = 9_223_372_036_854_775n;

/**
 * Upstream's message where an amount breaks a rule, else `undefined`. Amounts are compared in thousandths, or in whole units, rounded up,
 * where one of them is too large for that.
 */
export function broken(
  constraint: LimitConstraint,
  type: string,
  name: string,
  enforced: Quantity,
  observed: ResourceLists,
): string | undefined {
  const request = amountOf(observed.requests, name);
  const limit = amountOf(observed.limits, name);
  const fine = [request, limit, enforced].every((amount) => amount === undefined || amount.value() <= maxMilliValue);
  const valueOf = (amount: Quantity | undefined): bigint => (amount === undefined ? 0n : fine ? amount.milliValue() : amount.value());
  if (constraint === 'maxLimitRequestRatio') {
    const text = `${name} max limit to request ratio per ${type} is ${enforced.toString()}, but`;
    return limitRequestRatioConstraint(text, valueOf(request), valueOf(limit), enforced);
  }
  const text = `${constraint}imum ${name} usage per ${type} is ${enforced.toString()}`;
  const amounts = [
    ['request', request],
    ['limit', limit],
  ] as const;
  const [first, second] = constraint === 'max' && type !== 'PersistentVolumeClaim' ? [amounts[1], amounts[0]] : amounts;
  if (first[1] === undefined) return `${text}.  No ${first[0]} is specified`;
  const bound = valueOf(enforced);
  for (const [word, amount] of [first, second]) {
    if (amount === undefined) continue;
    const value = valueOf(amount);
    if (constraint === 'min' ? value < bound : value > bound) return `${text}, but ${word} is ${amount.toString()}`;
  }
  return undefined;
}

function limitRequestRatioConstraint(text: string, request: bigint, limit: bigint, enforced: Quantity): string | undefined {
  if (request === 0n) return `${text} no request is specified or request is 0`;
  if (limit === 0n) return `${text} no limit is specified or limit is 0`;
  const ratio = Number(limit) / Number(request);
  const fine = enforced.value() <= maxMilliValue;
  const tooHigh = fine ? ratio * 1000 > Number(enforced.milliValue()) : ratio > Number(enforced.value());
  return tooHigh ? `${text} provided ratio is ${sixDecimals(ratio)}` : undefined;
}

/** As Go's `%f`: of two equally near texts the one that ends in an even digit, where `toFixed` takes the greater. */
function sixDecimals(ratio: number): string {
  const isTie = Math.abs((ratio * 128) % 2) === 1;
  const down = ratio.toFixed(7).slice(0, -1);
  return isTie && Number(down.at(-1)) % 2 === 0 ? down : ratio.toFixed(6);
}
