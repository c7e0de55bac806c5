/**
 * The scales that have a suffix.
 *
 * Upstream: `apimachinery/pkg/api/resource/amount.go`, constants `Nano` to `Exa`.
 *
 * @example
 * Scale.Milli // => -3
 * Quantity.parse('1500m').scaledValue(Scale.Milli) === 1500n // => true
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
