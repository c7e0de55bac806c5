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

/**
 * The error of an input of the wrong kind: "got X, expected Y". Internal.
 *
 * @param expected what should have stood there, such as `a list of pods`
 */
export function invalid(expected: string, path: string | undefined, input: unknown, hint?: string): SizingError {
  return new SizingError('InvalidInput', `got ${described(input)}, expected ${expected}`, { path, input, hint });
}

const longestDescription = 40;

/** A value in a few words: what it is, and the value itself where that is short. Internal. */
export function described(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(cut(value));
  if (typeof value === 'bigint') return cut(String(value));
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return String(value);
}

function cut(text: string): string {
  return text.length > longestDescription ? `${text.slice(0, longestDescription)}…` : text;
}

/** The outcome of a call that does not throw, such as `Quantity.tryParse`. No upstream counterpart. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: SizingError };
