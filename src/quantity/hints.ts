import { decimalOf } from './decimal.ts';
import { eraOf } from './era.ts';
import { parseQuantity } from './parse-quantity.ts';

/** The longest text that is looked at: no known slip is longer. */
const longestText = 64;

/** Units, in lower case, that are not a suffix: bytes and cores, thousandths, `us` and `ns`, and powers with too much or too little behind them. */
const knownUnit = /^(?:b|bytes?|c|cores?|v?cpus?|(m)(?:illi)?(?:s|c|cores?|cpus?)?|([un])s|(i?)([kmgtpe])\4*(i*)(b?))$/;

/**
 * What the author of a text that is not a quantity probably meant, or undefined where the slip is not a known one. Every proposal is a
 * quantity.
 */
export function hintFor(text: string): string | undefined {
  if (text.length > longestText) return undefined;
  const plain = text.normalize('NFKC').trim().replaceAll('μ', 'u');
  if (plain !== text && isQuantity(plain)) return propose(text.trim() === plain ? `${plain}, without white space` : plain);
  return exponentSlip(plain) ?? numberSlip(plain);
}

function exponentSlip(plain: string): string | undefined {
  const [, mantissa = '', exponent = '', unit = ''] = /^([+-]?(?:\d+\.?\d*|\.\d+))e([+-]?\d{0,2})([a-z]*)$/i.exec(plain) ?? [];
  if (mantissa === '') return undefined;
  if (!/\d/.test(exponent)) return unit === '' ? `an exponent needs digits, as in ${mantissa}e3; for 10^18 write ${mantissa}E` : undefined;
  const written = decimalOf(mantissa.replace('+', ''), Number(exponent)).toFixed() + unit;
  return isQuantity(written) ? `an exponent and a suffix cannot stand together: ${propose(written)}` : undefined;
}

function numberSlip(plain: string): string | undefined {
  if (/^0x[\da-f]{1,12}$/i.test(plain)) return propose(String(Number(plain)));
  if (/^--\d/.test(plain)) return numberSlip(plain.slice(1));
  const [, number, unit] = /^([+-]?[\d.,_' ]*[\d.])\s*([A-Za-z%]*)$/.exec(plain) ?? [];
  if (number === undefined || unit === undefined) return undefined;
  if (unit === '%') return 'a percentage is not a quantity';
  const digits = withoutSeparators(number);
  const proposals = suffixesFor(unit).map((suffix) => digits + suffix);
  return proposals.length > 0 && proposals.every(isQuantity) ? propose(...proposals) : undefined;
}

/** Without what groups digits; a single comma that does not group three is a decimal one. */
function withoutSeparators(number: string): string {
  const joined = number.replace(/[_' ]/g, '');
  return /^[+-]?\d+,(?!\d{3}$)\d+$/.test(joined) ? joined.replace(',', '.') : joined.replace(/,/g, '');
}

/** The suffixes that a unit stands for; two where both are common. */
function suffixesFor(unit: string): readonly string[] {
  if (isQuantity(`1${unit}`)) return [unit];
  const match = knownUnit.exec(unit.toLowerCase());
  if (match === null) return [];
  const [, milli, fine, before, letter, behind, byte] = match;
  if (letter === undefined) return [milli ?? fine ?? ''];
  const capital = letter.toUpperCase();
  const decimal = letter === 'k' ? letter : capital;
  if (before !== '' || behind !== '') return [`${capital}i`];
  return byte === '' ? [decimal, `${capital}i`] : [decimal];
}

function propose(...texts: readonly string[]): string {
  return `did you mean ${texts.join(' or ')}?`;
}

function isQuantity(text: string): boolean {
  return typeof parseQuantity(text, () => ({}), eraOf(undefined)) === 'object';
}
