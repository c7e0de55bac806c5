import { filled, recorded } from '../explanation.ts';
import type { VersionOptions } from '../version/minors.ts';
import { quantityReasons, quantityRules, type QuantityExplanation, type QuantityNote, type QuantityReason } from './explanation.ts';
import { eraOf, type Era } from './era.ts';
import { Scale, type Format } from './format.ts';
import { cmp, makeAmount } from './amount.ts';
import type { DecimalRead, TextRead } from './parse-quantity.ts';
import { internals, Quantity, readText } from './quantity.ts';

/** What {@link explainQuantity} finds: texts and booleans only, so that it survives JSON. */
export interface QuantityExplained {
  /** As Kubernetes writes it: the spelling that was read where it is kept, otherwise the canonical one. */
  readonly text: string;
  readonly canonical: string;
  readonly format: Format;
  /** The exact amount in decimal notation, such as `966367641.6`; with an exponent, such as `1e5000`, where more than 1000 zeros would be appended. */
  readonly exact: string;
  /** Whether the amount is an integer. */
  readonly whole: boolean;
  /** What upstream's `Value` gives: the next integer away from zero; wrong beyond 64 bits where upstream is. */
  readonly value: string;
  /** What upstream's `MilliValue` gives: the same in thousandths. */
  readonly milliValue: string;
  /** What the API server keeps of it in a list of resources, such as the requests of a container. */
  readonly stored: string;
  /** What the author may not have expected, in sentences; empty where nothing is surprising. */
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
 * @param options the Kubernetes version whose rules count
 * @throws {SizingError} as `Quantity.parse`, with a hint for a known slip
 * @example
 * const { result } = explainQuantity('0.30000000000000004');
 * [result.exact, result.text, result.stored] // => ['0.300000001', '300000001n', '301m']
 * explainQuantity('0.9Gi').result.stored // => '966367641600m'
 * explainQuantity('3145728e3').result.value // => '3145728000'
 * explainQuantity('500mi') // throws ErrSuffix
 */
export function explainQuantity(text: string, options?: VersionOptions): QuantityExplanation<QuantityExplained> {
  const era = eraOf(options);
  const { result, steps } = recorded(quantityRules, (note: QuantityNote) => explained(text, era, note));
  const surprises = steps.filter(({ because }) => surprising.has(because));
  const hints = surprises.map(({ because, inputs }) => filled(quantityReasons[because], inputs));
  const { exact, whole } = result;
  if (text.endsWith('m') && !whole && Quantity.parse(exact, era).cmp(1000) < 0)
    hints.push(`m stands for thousandths, so ${text} is ${exact}. Write ${text.slice(0, -1)}Mi for mebibytes.`);
  return { result: { ...result, hints }, steps };
}

/** The reasons that the author of a text may not have expected. */
const surprising: ReadonlySet<QuantityReason> = /* @__PURE__ */ new Set<QuantityReason>([
  'quantity-digits-none',
  'quantity-suffix-exponent-cut',
  'quantity-precision-rounded',
  'quantity-nano-rounded',
  'quantity-cap-reached',
  'quantity-integer-overflow',
  'quantity-stored-rounded',
]);

function explained(text: string, era: Era, note: QuantityNote): Omit<QuantityExplained, 'hints'> {
  const { q, exact } = readNoted(text, era, note);
  const isInt64 = internals(q).infScale === undefined;
  note('quantity-form', isInt64 ? 'quantity-form-int64' : 'quantity-form-decimal', {}, 'applied');
  const shown = q.toString();
  const isKept = shown === text;
  note(
    'quantity-spelling',
    isKept ? 'quantity-spelling-kept' : 'quantity-spelling-rewritten',
    { text: shown },
    isKept ? 'skipped' : 'applied',
  );
  const value = integerOf(q, exact, 'Value', 0, note);
  const milliValue = integerOf(q, exact, 'MilliValue', Scale.Milli, note);
  const kept = q.roundUp(Scale.Milli);
  const isRounded = !kept.equals(q);
  const stored = isRounded ? kept.toString() : shown;
  note(
    'quantity-stored',
    isRounded ? 'quantity-stored-rounded' : 'quantity-stored-as-it-is',
    { stored },
    isRounded ? 'applied' : 'skipped',
  );
  // Only an int64 keeps its spelling.
  const canonical = isInt64 ? q.canonical() : shown;
  return { text: shown, canonical, format: q.format, exact, whole: q.roundUp(0).equals(q), value, milliValue, stored };
}

/** The quantity that was read and its amount in digits, which the notes about its bounds name. */
function readNoted(text: string, era: Era, note: QuantityNote): { readonly q: Quantity; readonly exact: string } {
  let isBinary = false;
  let bounds: DecimalRead | undefined;
  const q = readText(text, era, {
    text: (read) => {
      isBinary = read.factor > 1;
      noteText(read, note);
    },
    decimal: (read) => (bounds = read),
  });
  if (!(q instanceof Quantity)) throw q;
  const { coefficient, exponent } = internals(q);
  const exact = exponent > 1000 ? `${coefficient}e${exponent}` : q.toBig().toFixed();
  noteBounds(q, exact, isBinary, bounds, note);
  return { q, exact };
}

function noteText({ number, suffix, power, factor }: TextRead, note: QuantityNote): void {
  if (!/\d/.test(number)) note('quantity-digits', 'quantity-digits-none', {}, 'applied');
  const isExponent = suffix.length > 1 && factor === 1;
  const isCut = isExponent && BigInt(suffix.slice(1)) !== BigInt(power);
  const kind = suffix === '' ? 'none' : factor > 1 ? 'binary' : isCut ? 'exponent-cut' : isExponent ? 'exponent' : 'decimal';
  const inputs = { suffix, power: factor > 1 ? Math.log2(factor) : power };
  note('quantity-suffix', `quantity-suffix-${kind}`, inputs, suffix === '' ? 'skipped' : 'applied');
}

/** Only a decimal is rounded or cut when it is read. */
function noteBounds(q: Quantity, exact: string, isBinary: boolean, decimal: DecimalRead | undefined, note: QuantityNote): void {
  const { dropped = '', written = 0, exponent = 0, isCapped = false } = decimal ?? {};
  if (/[1-9]/.test(dropped)) note('quantity-precision', 'quantity-precision-rounded', { exact }, 'applied');
  const size = q.sign() < 0 ? q.neg() : q;
  const isRounded = decimal !== undefined && !isCapped && cmp(internals(size), makeAmount(BigInt(written), exponent, 0)) !== 0;
  note('quantity-nano', isRounded ? 'quantity-nano-rounded' : 'quantity-nano-exact', { exact }, isRounded ? 'applied' : 'skipped');
  if (isBinary) note('quantity-cap', isCapped ? 'quantity-cap-reached' : 'quantity-cap-below', { exact }, isCapped ? 'applied' : 'skipped');
}

/** What a conversion gives, and whether that is the amount, the amount rounded or neither. */
function integerOf(q: Quantity, exact: string, method: string, scale: Scale, note: QuantityNote): string {
  const integer = q.scaledValue(scale);
  const given = Quantity.fromScaled(integer, scale);
  const two = Quantity.fromScaled(2, scale);
  const isExact = q.equals(given);
  // Upstream rounds a negative decimal up, and one further.
  const isNear = q.cmp(given.add(two)) < 0 && q.cmp(given.sub(two)) > 0;
  const because = isExact ? 'quantity-integer-exact' : isNear ? 'quantity-integer-rounded' : 'quantity-integer-overflow';
  note('quantity-integer', because, { method, integer: String(integer), exact }, isExact ? 'skipped' : 'applied');
  return String(integer);
}
