import { scanQuantity } from './scan.ts';

/** The longest text that is looked at: no known slip is longer. */
const longestText = 64;

/** Spellings of units, in lower case, and the suffixes that their authors mean; two where both are common. */
const meant: Readonly<Record<string, readonly string[]>> = {
  b: [''],
  byte: [''],
  bytes: [''],
  c: [''],
  core: [''],
  cores: [''],
  cpu: [''],
  cpus: [''],
  ms: ['m'],
  mcpu: ['m'],
  mcore: ['m'],
  mcores: ['m'],
  milli: ['m'],
  millis: ['m'],
  millicore: ['m'],
  millicores: ['m'],
  millicpu: ['m'],
  us: ['u'],
  ns: ['n'],
  k: ['k', 'Ki'],
  g: ['G', 'Gi'],
  t: ['T', 'Ti'],
  p: ['P', 'Pi'],
  kb: ['k'],
  mb: ['M'],
  gb: ['G'],
  tb: ['T'],
  pb: ['P'],
  eb: ['E'],
  ki: ['Ki'],
  mi: ['Mi'],
  gi: ['Gi'],
  ti: ['Ti'],
  pi: ['Pi'],
  ei: ['Ei'],
  kib: ['Ki'],
  mib: ['Mi'],
  gib: ['Gi'],
  tib: ['Ti'],
  pib: ['Pi'],
  eib: ['Ei'],
  ik: ['Ki'],
  im: ['Mi'],
  ig: ['Gi'],
  it: ['Ti'],
  kii: ['Ki'],
  mii: ['Mi'],
  gii: ['Gi'],
  tii: ['Ti'],
};

/**
 * What the author of a text that is no quantity probably meant, or undefined where the slip is not a known one. Every proposal is a
 * quantity.
 */
export function hintFor(text: string): string | undefined {
  if (text.length > longestText) return undefined;
  const plain = text.normalize('NFKC').trim().replaceAll('μ', 'u');
  return spacing(text, plain) ?? exponentSlip(plain) ?? numberSlip(plain);
}

/** White space around, or characters that only look like those of a quantity, such as full-width digits. */
function spacing(text: string, plain: string): string | undefined {
  if (plain === text || !isQuantity(plain)) return undefined;
  return text.trim() === plain ? `did you mean ${plain}, without white space?` : propose(plain);
}

function exponentSlip(plain: string): string | undefined {
  const [, number = '', exponent = '', unit = ''] =
    /^([+-]?(?:\d+\.?\d*|\.\d+))[eE]([+-]?\d{1,2})([numkMGTPE]|[KMGTPE]i)$/.exec(plain) ?? [];
  if (unit !== '') {
    const written = `${shiftPoint(number, Number(exponent))}${unit}`;
    return isQuantity(written) ? `an exponent and a suffix exclude each other: did you mean ${written}?` : undefined;
  }
  const [, mantissa] = /^([+-]?(?:\d+\.?\d*|\.\d+))e[+-]?$/i.exec(plain) ?? [];
  if (mantissa === undefined) return undefined;
  return `an exponent has digits, such as ${mantissa}e3; 10^18 is written ${mantissa}E`;
}

/** The number with its point moved, without an exponent. */
function shiftPoint(number: string, by: number): string {
  const [, sign = '', whole = '', broken = ''] = /^([+-]?)(\d*)\.?(\d*)$/.exec(number) ?? [];
  const digits = `${'0'.repeat(100)}${whole}${broken}${'0'.repeat(100)}`;
  const point = 100 + whole.length + by;
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  const right = digits.slice(point).replace(/0+$/, '');
  return `${sign}${left}${right === '' ? '' : `.${right}`}`;
}

function numberSlip(plain: string): string | undefined {
  if (/^0x[\da-f]{1,12}$/i.test(plain)) return propose(String(Number(plain)));
  if (/^--\d/.test(plain)) return propose(plain.slice(1));
  if (/^[+-]?[\d.]+\s*%$/.test(plain)) return 'a percentage is no quantity';
  const [, number, unit] = /^([+-]?[\d.,_' ]*[\d.])\s*([A-Za-z]*)$/.exec(plain) ?? [];
  if (number === undefined || unit === undefined) return undefined;
  const digits = withoutSeparators(number);
  const suffixes = /^([numkMGTPE]|[KMGTPE]i)?$/.test(unit) ? [unit] : (ownEntry(unit.toLowerCase()) ?? []);
  const proposals = suffixes.map((suffix) => `${digits}${suffix}`);
  return proposals.length > 0 && proposals.every(isQuantity) ? propose(...proposals) : undefined;
}

/** Without what groups digits; a single comma that does not group three is a decimal one. */
function withoutSeparators(number: string): string {
  const joined = number.replaceAll(/[_' ]/g, '');
  if (/^[+-]?\d+,\d+$/.test(joined) && !/,\d{3}$/.test(joined)) return joined.replace(',', '.');
  return joined.replaceAll(',', '');
}

function ownEntry(unit: string): readonly string[] | undefined {
  return Object.hasOwn(meant, unit) ? meant[unit] : undefined;
}

function propose(...texts: readonly string[]): string {
  return `did you mean ${texts.join(' or ')}?`;
}

function isQuantity(text: string): boolean {
  return typeof scanQuantity(text, () => ({})) === 'object';
}
