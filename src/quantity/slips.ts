import { SizingError, type SizingErrorCode } from '../errors.ts';

const messages: Readonly<Record<string, string>> = {
  ErrFormatWrong: "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  ErrNumeric: 'unable to parse numeric part of quantity',
  ErrSuffix: "unable to parse quantity's suffix",
};

/** The error of a text that is no quantity, with a hint when the slip is a known one. Made on the error path only. */
export function refusal(code: SizingErrorCode, text: string): SizingError {
  return new SizingError(code, messages[code] ?? code, { input: text, hint: hintFor(text) });
}

/** Suffixes that people write, in lower case, and what they mean; two meanings where both are common. */
const meant: Readonly<Record<string, string>> = {
  b: '',
  byte: '',
  bytes: '',
  c: '',
  core: '',
  cores: '',
  cpu: '',
  cpus: '',
  ms: 'm',
  milli: 'm',
  k: 'k or @Ki',
  kb: 'k',
  mb: 'M',
  gb: 'G',
  tb: 'T',
  pb: 'P',
  eb: 'E',
  g: 'G or @Gi',
  t: 'T or @Ti',
  p: 'P or @Pi',
  kib: 'Ki',
  mib: 'Mi',
  gib: 'Gi',
  tib: 'Ti',
  pib: 'Pi',
  eib: 'Ei',
  ki: 'Ki',
  mi: 'Mi',
  gi: 'Gi',
  ti: 'Ti',
  pi: 'Pi',
  ei: 'Ei',
  ik: 'Ki',
  im: 'Mi',
  ig: 'Gi',
  it: 'Ti',
  kii: 'Ki',
  mii: 'Mi',
  gii: 'Gi',
  tii: 'Ti',
  ttt: 'T',
  gu: 'G',
  dl: '',
  a: '',
};

/** A proposal for a text that was refused, or `undefined` where the slip is not a known one. */
export function hintFor(text: string): string | undefined {
  if (text.length > 64) return undefined;
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const [, number, unit] = /^([+-]?[\d.,_]+)\s*([A-Za-z]*)$/.exec(trimmed) ?? [];
  const exponent = exponentSlip(trimmed);
  if (exponent !== undefined || number === undefined || unit === undefined) return exponent;
  const clean = number.replaceAll(/[,_]/g, '');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(clean)) return undefined;
  const suffix = properSuffix(unit);
  if (suffix === undefined) return undefined;
  return `did you mean ${clean}${suffix.replace('@', clean)}?`;
}

function properSuffix(unit: string): string | undefined {
  if (/^([numkMGTPE]|[KMGTPE]i)?$/.test(unit)) return unit;
  const key = unit.toLowerCase();
  return Object.hasOwn(meant, key) ? meant[key] : undefined;
}

function exponentSlip(text: string): string | undefined {
  if (/^[+-]?[\d.]+[eE][-+]?\d+[A-Za-z]+$/.test(text)) return 'an exponent and a suffix exclude each other';
  if (/^[+-]?[\d.]+[eE][-+]?$/.test(text)) return 'the exponent has no digits';
  return undefined;
}
