const decimal = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?$/;
const hexadecimal = /^([+-]?)0[xX](?:([\da-fA-F]+)(?:\.([\da-fA-F]*))?|\.([\da-fA-F]+))[pP]([+-]?\d+)$/;
const special = /^(?:[+-]?(?:inf|infinity)|nan)$/i;

/**
 * The float32 that a text stands for; `undefined` where Go refuses it: it is not a number, or beyond float32. `inf` and `nan` are understood,
 * hexadecimal numbers and underscores between digits too.
 *
 * The number is rounded once, to the nearest float32, ties to even: a detour over float64 would round twice.
 *
 * Upstream: Go's `strconv.ParseFloat(text, 32)`.
 */
export function parseFloat32(text: string): number | undefined {
  if (special.test(text)) return /nan/i.test(text) ? NaN : text.startsWith('-') ? -Infinity : Infinity;
  const isHexadecimal = /^[+-]?0[xX]/.test(text);
  const match = (isHexadecimal ? hexadecimal : decimal).exec(withoutUnderscores(text, isHexadecimal));
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = match[4] ?? '', , exponent = '0'] = match;
  const digits = BigInt(`${isHexadecimal ? '0x' : ''}${whole}${fraction}`);
  const places = fraction.length * (isHexadecimal ? 4 : 1);
  const value = nearestFloat32(digits, isHexadecimal ? 2n : 10n, Number(exponent) - places);
  if (!Number.isFinite(value)) return undefined;
  return sign === '-' ? -value : value;
}

/** The text without underscores that stand between two digits, or after a base prefix; empty where one stands elsewhere. */
function withoutUnderscores(text: string, isHexadecimal: boolean): string {
  const misplaced = isHexadecimal ? /(?:^|[^\da-fA-FxX])_|_(?:$|[^\da-fA-F])/ : /(?:^|\D)_|_(?:$|\D)/;
  return misplaced.test(text) ? '' : text.replaceAll('_', '');
}

/** The float32 next to `digits × base^exponent`; infinite where that is too large for one. */
function nearestFloat32(digits: bigint, base: bigint, exponent: number): number {
  if (digits === 0n) return 0;
  // A power that is far beyond float32 is not written out.
  const size = digits.toString(Number(base)).length + exponent;
  if (Math.abs(size) > 300) return size > 0 ? Infinity : 0;
  const power = base ** BigInt(Math.abs(exponent));
  const [above, below] = exponent < 0 ? [digits, power] : [digits * power, 1n];
  // 24 bits are kept, and fewer of what is less than the least normal float32.
  const bits = bitsOf(above) - bitsOf(below);
  const shift = Math.min(149, 24 - bits - (hasOneBitMore(above, below, bits) ? 1 : 0));
  return Math.fround(roundedQuotient(above << BigInt(Math.max(0, shift)), below << BigInt(Math.max(0, -shift))) * 2 ** -shift);
}

function bitsOf(value: bigint): number {
  return value.toString(2).length;
}

/** Whether a quotient has one bit more than its parts differ by. */
function hasOneBitMore(above: bigint, below: bigint, bits: number): boolean {
  return bits < 0 ? above << BigInt(-bits) >= below : above >= below << BigInt(bits);
}

/** A quotient as a whole number, ties to even. */
function roundedQuotient(above: bigint, below: bigint): number {
  const [quotient, twice] = [above / below, (above % below) * 2n];
  return Number(twice > below || (twice === below && quotient % 2n === 1n) ? quotient + 1n : quotient);
}
