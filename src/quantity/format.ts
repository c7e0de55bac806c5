/**
 * How a quantity is written: with decimal suffixes (`500m`, `1G`), binary suffixes (`1Gi`) or an exponent (`1e3`).
 *
 * Upstream: `apimachinery/pkg/api/resource/quantity.go`, `Format`.
 */
export type Format = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

const decimalSuffixes: Readonly<Record<number, string>> = {
  [-9]: 'n',
  [-6]: 'u',
  [-3]: 'm',
  0: '',
  3: 'k',
  6: 'M',
  9: 'G',
  12: 'T',
  15: 'P',
  18: 'E',
};

const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;

/** The suffix of `10^exponent`; upstream leaves it out where it has none, so that `2000E` prints as `2`. */
export function decimalSuffix(exponent: number, format: Format): string {
  if (format === 'DecimalExponent') return exponent === 0 ? '' : `e${exponent}`;
  return decimalSuffixes[exponent] ?? '';
}

/** The suffix of `1024^times`; empty where there is none. */
export function binarySuffix(times: number): string {
  return binarySuffixes[times] ?? '';
}
