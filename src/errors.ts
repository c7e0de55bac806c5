/**
 * Why an input was refused. `ErrFormatWrong`, `ErrNumeric` and `ErrSuffix` are upstream's three quantity errors; the rest are ours.
 *
 * Upstream: `apimachinery/pkg/api/resource/quantity.go`, the sentinel errors of `ParseQuantity`.
 */
export type SizingErrorCode =
  | 'ErrFormatWrong'
  | 'ErrNumeric'
  | 'ErrSuffix'
  | 'OutOfRange'
  | 'InvalidInput'
  | 'MissingField'
  | 'NotFound'
  | 'UnsupportedVersion'
  | 'UnknownFeatureGate'
  | 'LockedFeatureGate'
  | 'InvalidThreshold'
  | 'UpstreamPanics'
  | 'NoFreeProjectID';

/** What a {@link SizingError} carries besides its code and message. No upstream counterpart. */
export interface SizingErrorDetails {
  /** Where the input stood, such as `spec.containers[1].resources.limits.memory`. */
  readonly path?: string | undefined;
  /** The input itself, shortened when it is long. */
  readonly input?: unknown;
  /** What the author probably meant, when the slip is a known one. */
  readonly hint?: string | undefined;
}

const errorMark = /* @__PURE__ */ Symbol.for('kube-sizing.SizingError');
const longestInput = 200;

/**
 * The error of every refused input: `code` says why, `path` where it stood and `hint` how a known slip is mended.
 *
 * The message is for people and may change between releases; branch on `code`. An input text longer than 200 characters is cut in
 * `input`, so that an error never holds a hostile text.
 *
 * Upstream: none; Go returns plain errors.
 *
 * @param code the reason, one of {@link SizingErrorCode}
 * @param message a sentence for people, without the path
 * @param details path, input and hint
 * @example
 * const error = new SizingError('OutOfRange', 'the exponent is too large', { path: 'spec.overhead.cpu' });
 * error.code // => 'OutOfRange'
 * error.message // => 'spec.overhead.cpu: the exponent is too large'
 */
export class SizingError extends Error {
  override readonly name: string = 'SizingError';
  readonly code: SizingErrorCode;
  declare readonly path?: string;
  declare readonly input?: unknown;
  declare readonly hint?: string;

  constructor(code: SizingErrorCode, message: string, details: SizingErrorDetails = {}) {
    const { path, input, hint } = details;
    super(`${path === undefined || path === '' ? '' : `${path}: `}${message}${hint === undefined ? '' : ` (${hint})`}`);
    this.code = code;
    if (path !== undefined) this.path = path;
    if (input !== undefined) this.input = shorten(input);
    if (hint !== undefined) this.hint = hint;
    Object.defineProperty(this, errorMark, { value: true });
  }
}

/** The text without a cut surrogate pair, at most {@link longestInput} characters; a bigint, which JSON cannot hold, as text; else as it is. */
function shorten(input: unknown): unknown {
  if (typeof input === 'bigint') return shorten(String(input));
  return typeof input === 'string' && input.length > longestInput ? `${input.slice(0, longestInput)}…` : input;
}

/**
 * Whether a caught value is a {@link SizingError}, also one thrown by another copy of this package (ESM beside CommonJS).
 *
 * Upstream: none.
 *
 * @param error any caught value
 * @example
 * isSizingError(new SizingError('NotFound', 'no such container')) // => true
 * isSizingError(new Error('something else')) // => false
 */
export function isSizingError(error: unknown): error is SizingError {
  return typeof error === 'object' && error !== null && Object.hasOwn(error, errorMark);
}

/** The outcome of a call that does not throw, such as `Quantity.tryParse`. No upstream counterpart. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: SizingError };

/** A value shown in an explanation: plain, and safe for `JSON.stringify`. No upstream counterpart. */
export type ExplanationInput = string | number | boolean | readonly ExplanationInput[] | { readonly toJSON: () => string };

/** One rule that was looked at, in the order in which the computation looked at it. No upstream counterpart. */
export interface ExplanationStep<Rule extends string = string, Because extends string = string> {
  /** A stable id with a doc anchor. */
  readonly rule: Rule;
  /** The upstream file and symbol that hold the rule. */
  readonly upstream: string;
  /** What the rule saw; amounts are quantities. */
  readonly inputs: Readonly<Record<string, ExplanationInput>>;
  readonly outcome: 'applied' | 'skipped';
  /** A stable id of the reason, with a doc anchor. */
  readonly because: Because;
}

/** A result together with the rules that led to it. The explanation is the computation itself, recorded. No upstream counterpart. */
export interface Explanation<T, Rule extends string = string, Because extends string = string> {
  readonly result: T;
  readonly steps: readonly ExplanationStep<Rule, Because>[];
}
