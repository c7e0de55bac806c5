const nanosecondsPer: { readonly [unit: string]: bigint } = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const largest = 0x8000_0000_0000_0000n;
const part = /(\d*)(?:\.(\d*))?([^\d.]+)/y;

/**
 * A Go duration, in nanoseconds; `undefined` when the text is not one. It is a sequence of decimal numbers, each with an optional fraction and a
 * unit (`1h30m`, `1.5s`), with an optional sign; `0` needs no unit. Fractions of a nanosecond are cut, and int64 bounds it.
 *
 * Upstream: Go's `time.ParseDuration`.
 */
export function parseGoDuration(text: string): bigint | undefined {
  const negative = text.startsWith('-');
  const body = negative || text.startsWith('+') ? text.slice(1) : text;
  if (body === '0') return 0n;
  if (body === '') return undefined;
  let total = 0n;
  part.lastIndex = 0;
  for (let at = 0; at < body.length; at = part.lastIndex) {
    part.lastIndex = at;
    const match = part.exec(body);
    const amount = match === null ? undefined : nanoseconds(match[1] ?? '', match[2] ?? '', match[3] ?? '');
    if (amount === undefined) return undefined;
    total += amount;
    if (total > largest) return undefined;
  }
  if (negative) return -total;
  return total === largest ? undefined : total;
}

function nanoseconds(whole: string, fraction: string, unit: string): bigint | undefined {
  const digits = whole.replace(/^0+/, '');
  if ((whole === '' && fraction === '') || digits.length > 19 || !Object.hasOwn(nanosecondsPer, unit)) return undefined;
  const scale = nanosecondsPer[unit] ?? 1n;
  const amount = BigInt(digits) * scale + fractionOf(fraction, Number(scale));
  return amount > largest ? undefined : amount;
}

/** What Go adds for the digits after the point: as many of them as fit an int64, times the unit, in floating point, cut. */
function fractionOf(fraction: string, scale: number): bigint {
  let value = 0n;
  let power = 1;
  for (const digit of fraction) {
    const next = value * 10n + BigInt(digit);
    if (next > largest) break;
    value = next;
    power *= 10;
  }
  return value === 0n ? 0n : BigInt(Math.trunc(Number(value) * (scale / power)));
}
