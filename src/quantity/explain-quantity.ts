import { amountOf, compare, minus, type Amount } from './amount.ts';
import type { QuantityExplanation, QuantityReason, QuantityRule, QuantityStep } from './explanation.ts';
import { binarySuffixes, decimalSuffixes, Scale, type Format } from './format.ts';
import { maxInt64 } from './int64.ts';
import { internals, Quantity } from './quantity.ts';

/** What {@link explainQuantity} finds: texts and booleans only, so that it survives JSON. No upstream counterpart. */
export interface QuantityExplained {
  /** As Kubernetes writes it: the spelling that was read where it is kept, otherwise the canonical one. */
  readonly text: string;
  readonly canonical: string;
  readonly format: Format;
  /** The exact amount in decimal notation, such as `966367641.6`; with an exponent, such as `1e5000`, where more than 1000 zeros would be appended. */
  readonly exact: string;
  /** Whether the amount is an integer. */
  readonly whole: boolean;
  /** What upstream's `Value` gives: the integer away from zero, wrapped beyond 64 bits. */
  readonly value: string;
  /** What upstream's `MilliValue` gives: thousandths, likewise. */
  readonly milliValue: string;
  /** What the API server keeps of it in a list of resources, such as the requests of a container. */
  readonly stored: string;
  /** What the author may not have expected, in sentences; empty where there is nothing to tell. */
  readonly hints: readonly string[];
}

/**
 * What a text means as a quantity, what Kubernetes makes of it, and by which rules.
 *
 * The API server rounds every amount in every list of resources (requests, limits, capacity, overhead, hard limits of a quota) away from
 * zero to thousandths, whatever the resource, and keeps the spelling where nothing is to be rounded. An amount that stands elsewhere,
 * such as the `sizeLimit` of a volume, is stored as it was read.
 *
 * Upstream: `apimachinery/pkg/api/resource/quantity.go`, `ParseQuantity`; `pkg/apis/core/v1/defaults.go`, `SetDefaults_ResourceList`,
 * every supported minor.
 *
 * @param text a quantity, as `Quantity.parse` reads it
 * @throws {SizingError} as `Quantity.parse`, with a hint for a known slip
 * @example
 * const { result } = explainQuantity('0.30000000000000004');
 * [result.exact, result.text, result.stored] // => ['0.300000001', '300000001n', '301m']
 * explainQuantity('0.9Gi').result.stored // => '966367641600m'
 * explainQuantity('3145728e3').result.value // => '3145728000'
 * explainQuantity('500mi') // throws ErrSuffix
 */
export function explainQuantity(text: string): QuantityExplanation<QuantityExplained> {
  const q = Quantity.parse(text);
  const notes: Notes = { steps: [], hints: [] };
  const exact = plainText(internals(q));
  explainNumber(text, q, exact, notes);
  const isInt64 = internals(q).infScale === undefined;
  note(notes, 'quantity-form', isInt64 ? 'quantity-form-int64' : 'quantity-form-decimal', true, {}, parsing);
  const shown = q.toString();
  const isKept = shown === text;
  note(notes, 'quantity-spelling', isKept ? 'quantity-spelling-kept' : 'quantity-spelling-rewritten', !isKept, { text: shown }, printing);
  const value = explainInteger(q, exact, 'Value', 0, notes);
  const milliValue = explainInteger(q, exact, 'MilliValue', Scale.Milli, notes);
  const kept = q.roundUp(Scale.Milli);
  const isRounded = !kept.equals(q);
  const stored = isRounded ? kept.toString() : shown;
  const because = isRounded ? 'quantity-stored-rounded' : 'quantity-stored-as-it-is';
  note(notes, 'quantity-stored', because, isRounded, { stored }, defaulting);
  if (isRounded) notes.hints.push(`in a list of resources the API server keeps ${stored}`);
  const whole = q.roundUp(0).equals(q);
  if (text.endsWith('m') && !whole && q.cmp(1000) < 0)
    notes.hints.push(`m stands for thousandths, so ${text} is ${exact}; mebibytes are written ${text.slice(0, -1)}Mi`);
  const { steps, hints } = notes;
  // Only an int64 keeps its spelling.
  const canonical = isInt64 ? q.canonical() : shown;
  return { result: { text: shown, canonical, format: q.format, exact, whole, value, milliValue, stored, hints }, steps };
}

interface Notes {
  readonly steps: QuantityStep[];
  readonly hints: string[];
}

const parsing = 'apimachinery/pkg/api/resource/quantity.go ParseQuantity';
const printing = 'apimachinery/pkg/api/resource/quantity.go String';
const converting = 'apimachinery/pkg/api/resource/quantity.go ScaledValue';
const defaulting = 'pkg/apis/core/v1/defaults.go SetDefaults_ResourceList';

function note(
  { steps }: Notes,
  rule: QuantityRule,
  because: QuantityReason,
  isApplied: boolean,
  inputs: QuantityStep['inputs'],
  upstream: string,
): void {
  steps.push({ rule, upstream, inputs, outcome: isApplied ? 'applied' : 'skipped', because });
}

/** From the text to the amount: digits, suffix, and the bounds on both sides. */
function explainNumber(text: string, q: Quantity, exact: string, notes: Notes): void {
  const [, number = '', suffix = ''] = /^([+-]?\d*\.?\d*)(.*)$/.exec(text) ?? [];
  if (!/\d/.test(number)) {
    note(notes, 'quantity-digits', 'quantity-digits-none', true, {}, parsing);
    notes.hints.push('there are no digits, which counts as 0');
  }
  const unit = unitOf(suffix);
  note(notes, 'quantity-suffix', unit.because, suffix !== '', { suffix, power: unit.power }, parsing);
  if (unit.because === 'quantity-suffix-exponent-cut') notes.hints.push(`the exponent is cut to 32 bits and becomes ${unit.power}`);
  const isBinary = unit.because === 'quantity-suffix-binary';
  const written = amountWritten(number, unit.power, isBinary);
  const isChanged = written !== undefined && compare(internals(q), written) !== 0;
  const isCapped = isChanged && isBinary && compare(absolute(written), largest) > 0;
  const isFiner = isChanged && !isCapped;
  note(notes, 'quantity-nano', isFiner ? 'quantity-nano-rounded' : 'quantity-nano-exact', isFiner, { exact }, parsing);
  if (isFiner) notes.hints.push(`it is finer than 10^-9 and rounded to ${exact}`);
  if (!isBinary) return;
  note(notes, 'quantity-cap', isCapped ? 'quantity-cap-reached' : 'quantity-cap-below', isCapped, { exact }, parsing);
  if (isCapped) notes.hints.push(`amounts in powers of 1024 end at 2^63 − 1, so it becomes ${exact}`);
}

/** What a suffix stands for: a power of two or of ten. */
function unitOf(suffix: string): { readonly because: QuantityReason; readonly power: number } {
  if (suffix === '') return { because: 'quantity-suffix-none', power: 0 };
  const binary = binarySuffixes.indexOf(suffix);
  if (binary > 0) return { because: 'quantity-suffix-binary', power: 10 * binary };
  const decimal = decimalSuffixes.indexOf(suffix);
  if (decimal >= 0) return { because: 'quantity-suffix-decimal', power: 3 * decimal - 9 };
  const written = BigInt(suffix.slice(1));
  const power = BigInt.asIntN(32, written);
  return { because: power === written ? 'quantity-suffix-exponent' : 'quantity-suffix-exponent-cut', power: Number(power) };
}

function explainInteger(q: Quantity, exact: string, method: string, scale: Scale, notes: Notes): string {
  const integer = q.scaledValue(scale);
  const limit = Quantity.fromScaled(maxInt64, scale);
  const fits = q.cmp(limit) <= 0 && q.cmp(limit.neg()) >= 0;
  const wanted = fits ? q.toBigInt(scale) : undefined;
  const isRounded = !q.roundUp(scale).equals(q);
  // Upstream rounds a negative decimal up, and one further.
  const isRight = wanted !== undefined && integer - wanted >= 0n && integer - wanted <= (isRounded ? 2n : 0n);
  const because = !isRight ? 'quantity-integer-overflow' : isRounded ? 'quantity-integer-rounded' : 'quantity-integer-exact';
  note(notes, 'quantity-integer', because, because !== 'quantity-integer-exact', { method, integer: String(integer), exact }, converting);
  if (!isRight) notes.hints.push(`${method} gives ${integer}: ${exact} does not fit 64 bits there`);
  return String(integer);
}

const largest: Amount = { coefficient: maxInt64, exponent: 0, infScale: undefined };

function absolute({ coefficient, exponent }: Amount): Amount {
  return { coefficient: coefficient < 0 ? minus(coefficient) : coefficient, exponent, infScale: undefined };
}

/** The amount that a text says, before anything is rounded or cut; undefined where nothing can be. */
function amountWritten(number: string, power: number, isBinary: boolean): Amount | undefined {
  const [whole = '', broken = ''] = number.replace(/^[+-]/, '').split('.');
  if (!isBinary && power - broken.length >= -9) return undefined;
  const digits = BigInt(whole + broken);
  const integer = (number.startsWith('-') ? -digits : digits) << BigInt(isBinary ? power : 0);
  return amountOf(integer, (isBinary ? 0 : power) - broken.length, undefined);
}

/** In decimal notation, unless more than 1000 zeros would be appended. */
function plainText({ coefficient, exponent }: Amount): string {
  if (coefficient === 0) return '0';
  if (exponent > 1000) return `${coefficient}e${exponent}`;
  if (exponent >= 0) return coefficient + '0'.repeat(exponent);
  const digits = String(coefficient < 0 ? minus(coefficient) : coefficient).padStart(1 - exponent, '0');
  const broken = digits.slice(exponent).replace(/0+$/, '');
  return `${coefficient < 0 ? '-' : ''}${digits.slice(0, exponent)}${broken === '' ? '' : `.${broken}`}`;
}
