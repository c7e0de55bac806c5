import { canonicalDecimal, decimalToBigInt, isExactAt, type Decimal } from './decimal.ts';
import { binarySuffix, decimalSuffix, type Format } from './format.ts';
import { minInt64, scaleDownInt64, scaleUpInt64 } from './int64.ts';

/*
 * The canonical form: no fractional digits, the exponent or suffix as large as possible. A binary format is used only for whole numbers of
 * at least 1024 in magnitude; others are written with decimal suffixes, so that no precision is lost.
 */

/** The canonical form of a small mantissa at a decimal scale. */
export function canonicalSmall(value: number, scale: number, format: Format): string {
  if (value === 0) return '0';
  if (format === 'BinarySI') {
    const whole = wholeSmall(value, scale);
    if (whole === undefined) return canonicalWide(BigInt(value), scale, format);
    if (whole >= 1024 || whole <= -1024) return binary1024(whole);
    return decimal1000(value, scale, 'DecimalSI');
  }
  return decimal1000(value, scale, format);
}

/** The mantissa at scale 0, NaN-free: 0 where it is a fraction, `undefined` where it leaves the safe integers. */
function wholeSmall(value: number, scale: number): number | undefined {
  if (scale === 0) return value;
  if (scale > 0) {
    const whole = scale > 15 ? Number.POSITIVE_INFINITY : value * 10 ** scale;
    return Number.isSafeInteger(whole) ? whole : undefined;
  }
  if (scale < -15) return 0;
  const divisor = 10 ** -scale;
  return value % divisor === 0 ? value / divisor : 0;
}

function binary1024(whole: number): string {
  let times = 0;
  let rest = whole;
  while (rest % 1024 === 0) {
    rest /= 1024;
    times++;
  }
  return rest + binarySuffix(times);
}

function decimal1000(value: number, scale: number, format: Format): string {
  let rest = value;
  let exponent = scale;
  while (rest % 10 === 0) {
    rest /= 10;
    exponent++;
  }
  const over = exponent % 3;
  if (over === 0) return rest + decimalSuffix(exponent, format);
  const zeros = over < 0 ? over + 3 : over;
  return `${rest}${zeros === 1 ? '0' : '00'}${decimalSuffix(exponent - zeros, format)}`;
}

/** The canonical form of an int64 mantissa at a decimal scale. */
export function canonicalWide(value: bigint, scale: number, format: Format): string {
  if (format === 'BinarySI') {
    const whole = scale >= 0 ? scaleUpInt64(value, scale) : scaleDownInt64(value, -scale);
    const known =
      typeof whole === 'object' ? (whole.exact ? whole.value : undefined) : (whole ?? value * 10n ** BigInt(Math.min(scale, 400)));
    if (known !== undefined && (known >= 1024n || known <= -1024n)) return bigBinary(known, value === minInt64 && scale === 0);
    return canonicalText(value.toString(), scale, 'DecimalSI');
  }
  return canonicalText(value.toString(), scale, format);
}

function bigBinary(whole: bigint, keepFactors: boolean): string {
  if (keepFactors) return whole.toString();
  const digits = (whole < 0n ? -whole : whole).toString(2);
  const times = Math.floor((digits.length - digits.lastIndexOf('1') - 1) / 10);
  return (whole >> BigInt(times * 10)) + binarySuffix(times);
}

function canonicalText(digits: string, scale: number, format: Format): string {
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === 48) end--;
  const exponent = scale + digits.length - end;
  const zeros = ((exponent % 3) + 3) % 3;
  return digits.slice(0, end) + '0'.repeat(zeros) + decimalSuffix(exponent - zeros, format);
}

/** The canonical form of a decimal. */
export function canonicalOfDecimal(decimal: Decimal, format: Format): string {
  if (format === 'BinarySI' && isExactAt(decimal, 0) && decimal.big.abs().gte(1024)) return bigBinary(decimalToBigInt(decimal, 0), false);
  const { mantissa, exponent } = canonicalDecimal(decimal);
  return mantissa + decimalSuffix(exponent, format === 'BinarySI' ? 'DecimalSI' : format);
}
