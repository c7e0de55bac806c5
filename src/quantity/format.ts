/**
 * How a quantity is written: with `n u m k M G T P E`, with `Ki Mi Gi Ti Pi Ei`, or with an exponent such as `e3`.
 *
 * Upstream: `apimachinery/pkg/api/resource/quantity.go`, `Format`.
 */
export type Format = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

/**
 * The powers of ten that have a name. Wherever a scale is asked for, any other integer is accepted as well.
 *
 * Upstream: `apimachinery/pkg/api/resource/amount.go`, `Scale`.
 *
 * @example
 * Quantity.parse('1500m').scaledValue(Scale.Micro) // => 1500000n
 * Quantity.fromScaled(5, Scale.Giga).toString() // => '5G'
 */
export const Scale = {
  Nano: -9,
  Micro: -6,
  Milli: -3,
  Kilo: 3,
  Mega: 6,
  Giga: 9,
  Tera: 12,
  Peta: 15,
  Exa: 18,
} as const;

/** A power of ten: one of `Scale`, or any integer of 32 bits. Upstream: `apimachinery/pkg/api/resource/amount.go`, `Scale`. */
export type Scale = number;

/** The suffixes of BinarySI by power of 1024. A power without one is written without a suffix, as upstream does. */
export const binarySuffixes: readonly string[] = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** The powers of 1024 up to Ei. */
export const binaryFactors: readonly number[] = [1, 1024, 1048576, 1073741824, 1099511627776, 1125899906842624, 1152921504606846976];

/** The suffixes of DecimalSI by power of 1000, from `n` (−3) on. A power without one is written without a suffix, as upstream does. */
export const decimalSuffixes: readonly string[] = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];

/** 10^0 to 10^22: the powers of ten that a double holds exactly. */
export const exactPowersOfTen: readonly number[] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];
