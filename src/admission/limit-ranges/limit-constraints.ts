import { amountOf, type ResourceLists } from '../../core/resource-lists.ts';
import type { Quantity } from '../../quantity/index.ts';
import { since } from '../../version/since.ts';

/** A rule of a LimitRange. Upstream: the fields of `LimitRangeItem` of these names. */
export type LimitConstraint = 'min' | 'max' | 'maxLimitRequestRatio';

/** How a minor compares the amounts of a rule. */
interface Comparison {
  readonly isLess: (a: Quantity, b: Quantity) => boolean;
  readonly isZero: (amount: Quantity) => boolean;
  /** The ratio of a limit to a request, where it is above the one allowed. */
  readonly tooHigh: (limit: Quantity, request: Quantity, allowed: Quantity) => number | undefined;
}

type Amounts = readonly (Quantity | undefined)[];

/** 2^63 / 1000: amounts up to here are compared in thousandths, greater ones in whole units. */
const maxMilliValue = 9_223_372_036_854_775n;

const isFine = (amount: Quantity | undefined): boolean => amount === undefined || amount.value() <= maxMilliValue;

/** In thousandths, or in whole units, rounded up, where one of the amounts is too large for that; ratios as doubles. */
function inUnits(amounts: Amounts): Comparison {
  const fine = amounts.every(isFine);
  const valueOf = (amount: Quantity): bigint => (fine ? amount.milliValue() : amount.value());
  return {
    isLess: (a, b) => valueOf(a) < valueOf(b),
    isZero: (amount) => valueOf(amount) === 0n,
    tooHigh: (limit, request, allowed) => {
      const ratio = Number(valueOf(limit)) / Number(valueOf(request));
      const tooHigh = isFine(allowed) ? ratio * 1000 > Number(allowed.milliValue()) : ratio > Number(allowed.value());
      return tooHigh ? ratio : undefined;
    },
  };
}

const exact: Comparison = {
  isLess: (a, b) => a.cmp(b) < 0,
  isZero: (amount) => amount.isZero(),
  tooHigh: (limit, request, allowed) =>
    limit.toBig().gt(request.toBig().times(allowed.toBig())) ? limit.asApproximateFloat64() / request.asApproximateFloat64() : undefined,
};

const comparison = /* @__PURE__ */ since<(amounts: Amounts) => Comparison>({ '1.15': inUnits, '1.38': () => exact });

/** Upstream's message where an amount breaks a rule, else `undefined`. */
export function broken(
  constraint: LimitConstraint,
  type: string,
  name: string,
  enforced: Quantity,
  observed: ResourceLists,
  minor: number,
): string | undefined {
  const request = amountOf(observed.requests, name);
  const limit = amountOf(observed.limits, name);
  const rules = comparison(minor)([request, limit, enforced]);
  if (constraint === 'maxLimitRequestRatio') {
    const text = `${name} max limit to request ratio per ${type} is ${enforced.toString()}, but`;
    if (request === undefined || rules.isZero(request)) return `${text} no request is specified or request is 0`;
    if (limit === undefined || rules.isZero(limit)) return `${text} no limit is specified or limit is 0`;
    const ratio = rules.tooHigh(limit, request, enforced);
    return ratio === undefined ? undefined : `${text} provided ratio is ${sixDecimals(ratio)}`;
  }
  const text = `${constraint}imum ${name} usage per ${type} is ${enforced.toString()}`;
  const amounts = [
    ['request', request],
    ['limit', limit],
  ] as const;
  const [first, second] = constraint === 'max' && type !== 'PersistentVolumeClaim' ? [amounts[1], amounts[0]] : amounts;
  if (first[1] === undefined) return `${text}.  No ${first[0]} is specified`;
  for (const [word, amount] of [first, second]) {
    if (amount === undefined) continue;
    if (constraint === 'min' ? rules.isLess(amount, enforced) : rules.isLess(enforced, amount))
      return `${text}, but ${word} is ${amount.toString()}`;
  }
  return undefined;
}

/**
 * As Go's `%f`. `toFixed` differs: of two equally near texts it takes the greater, not the even one; it drops the sign of -0; and from 10^21 on
 * it writes an exponent.
 */
function sixDecimals(ratio: number): string {
  if (!Number.isFinite(ratio)) return Number.isNaN(ratio) ? 'NaN' : ratio > 0 ? '+Inf' : '-Inf';
  if (Object.is(ratio, -0)) return '-0.000000';
  if (Math.abs(ratio) >= 1e21) return `${BigInt(ratio)}.000000`;
  const isTie = Math.abs((ratio * 128) % 2) === 1;
  const down = ratio.toFixed(7).slice(0, -1);
  return isTie && Number(down.at(-1)) % 2 === 0 ? down : ratio.toFixed(6);
}
