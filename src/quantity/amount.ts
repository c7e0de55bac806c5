import { isInt64, multiplyInt64, scaleDownInt64, scaleUpInt64 } from './int64.ts';

/** An int64 at a decimal scale: upstream's fast form of a quantity. */
export interface Amount {
  readonly value: bigint;
  readonly scale: number;
}

/** The sum at the finer of the two scales, or `undefined` where it leaves the int64. Adding zero leaves the other as it is. */
export function addAmounts(a: bigint, aScale: number, b: bigint, bScale: number): Amount | undefined {
  if (b === 0n) return { value: a, scale: aScale };
  if (a === 0n) return { value: b, scale: bScale };
  const left = aScale > bScale ? scaleUpInt64(a, aScale - bScale) : a;
  const right = aScale < bScale ? scaleUpInt64(b, bScale - aScale) : b;
  if (left === undefined || right === undefined || !isInt64(left + right)) return undefined;
  return { value: left + right, scale: Math.min(aScale, bScale) };
}

/** The product, or `undefined` where upstream gives up the fast form: on overflow at scale 0 too, and where a fraction would remain. */
export function multiplyAmount(value: bigint, scale: number, factor: bigint): Amount | undefined {
  if (value === 0n) return { value, scale };
  if (factor === 0n) return { value: factor, scale: 0 };
  const product = multiplyInt64(value, factor);
  if (product === undefined) return undefined;
  if (scale > 0 && scaleUpInt64(product, scale) === undefined) return undefined;
  if (scale < 0 && !scaleDownInt64(product, -scale).exact) return undefined;
  return { value: product, scale };
}
