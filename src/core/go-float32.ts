/** The exact value of a number read from text: `±digits × 10^exponent`, or `× 2^exponent`. */
interface Written {
  readonly negative: boolean;
  readonly digits: bigint;
  readonly exponent: number;
  readonly base: 2 | 10;
}

const decimal = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?$/;
const hexadecimal = /^([+-]?)0[xX](?:([\da-fA-F]+)(?:\.([\da-fA-F]*))?|\.([\da-fA-F]+))[pP]([+-]?\d+)$/;
const special = /^(?:[+-]?(?:inf|infinity)|nan)$/i;

/**
 * The float32 that a text stands for; `undefined` where Go refuses it: no number, or beyond float32. `inf` and `nan` are understood,
 * hexadecimal numbers and underscores between digits too.
 *
 * The number is rounded once, to the nearest float32, ties to even: a detour over float64 would round twice.
 *
 * Upstream: Go's `strconv.ParseFloat(text, 32)`.
 */
export function parseFloat32(text: string): number | undefined {
  if (special.test(text)) return /nan/i.test(text) ? NaN : text.startsWith('-') ? -Infinity : Infinity;
  const plain = withoutUnderscores(text);
  const written = plain === undefined ? undefined : read(plain);
  if (written === undefined || plain === undefined) return undefined;
  const value = round(written, written.base === 10 ? Number(plain) : toDouble(written));
  return Number.isFinite(value) ? value : undefined;
}

/** The text without underscores that stand between two digits, or after a base prefix; `undefined` where one stands elsewhere. */
function withoutUnderscores(text: string): string | undefined {
  if (!text.includes('_')) return text;
  const misplaced = /^[+-]?0[xX]/.test(text) ? /(?:^|[^\da-fA-FxX])_|_(?:$|[^\da-fA-F])/ : /(?:^|\D)_|_(?:$|\D)/;
  return misplaced.test(text) ? undefined : text.replaceAll('_', '');
}

function read(text: string): Written | undefined {
  const base = /^[+-]?0[xX]/.test(text) ? 2 : 10;
  const match = (base === 2 ? hexadecimal : decimal).exec(text);
  if (match === null) return undefined;
  const fraction = match[3] ?? match[4] ?? '';
  const digits = `${match[2] ?? ''}${fraction}`;
  const exponent = Math.max(-100_000, Math.min(100_000, Number(match[5] ?? '0')));
  const perDigit = base === 2 ? 4 : 1;
  return {
    negative: match[1] === '-',
    digits: BigInt(base === 2 ? `0x${digits}` : digits),
    exponent: exponent - fraction.length * perDigit,
    base,
  };
}

/** A float64 near the value, for a hexadecimal text, which `Number` does not read. */
function toDouble({ negative, digits, exponent }: Written): number {
  const excess = Math.max(0, digits.toString(2).length - 64);
  const sticky = excess > 0 && BigInt.asUintN(excess, digits) !== 0n ? 1n : 0n;
  const value = scale(Number((digits >> BigInt(excess)) | sticky), exponent + excess);
  return negative ? -value : value;
}

/** `value × 2^exponent`, in steps that do not overflow on the way. */
function scale(value: number, exponent: number): number {
  let result = value;
  for (let left = exponent; left !== 0 && result !== 0 && Number.isFinite(result);) {
    const step = Math.max(-1000, Math.min(1000, left));
    result *= 2 ** step;
    left -= step;
  }
  return result;
}

/** The nearest float32. Only where the float64 lies exactly between two of them does the written number decide. */
function round(written: Written, double: number): number {
  const nearest = Math.fround(double);
  if (nearest === double || !Number.isFinite(double)) return nearest;
  const other = neighbour(nearest, double);
  if ((finite(nearest) + finite(other)) / 2 !== double) return nearest;
  const side = compare(written, double);
  if (side === 0) return nearest;
  return side > 0 === nearest > other ? nearest : other;
}

/** Infinity as the float32 that would come after the largest one, if there were more exponents. */
function finite(value: number): number {
  return Number.isFinite(value) ? value : Math.sign(value) * 2 ** 128;
}

/** The float32 next to one, on the side of a float64. */
function neighbour(nearest: number, double: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, nearest);
  const bits = view.getInt32(0);
  if (nearest === 0) view.setInt32(0, double > 0 ? 1 : -0x7fffffff);
  else view.setInt32(0, double > nearest === nearest > 0 ? bits + 1 : bits - 1);
  return view.getFloat32(0);
}

/** Compares a written number with a float64, exactly. */
function compare({ negative, digits, exponent, base }: Written, double: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(double));
  const bits = view.getBigUint64(0);
  const power = Number(bits >> 52n) - 1075;
  const significand = (bits & 0xfffffffffffffn) | 0x10000000000000n;
  const factor = base === 10 ? 10n ** BigInt(Math.abs(exponent)) : 1n << BigInt(Math.abs(exponent));
  const left = (exponent >= 0 ? digits * factor : digits) * (power < 0 ? 1n << BigInt(-power) : 1n);
  const right = significand * (power >= 0 ? 1n << BigInt(power) : 1n) * (exponent < 0 ? factor : 1n);
  const side = left === right ? 0 : left > right ? 1 : -1;
  return negative ? -side : side;
}
