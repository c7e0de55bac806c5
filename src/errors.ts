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

/** What a {@link SizingError} carries besides its code and message. */
export interface SizingErrorDetails {
  /** Where the input stood, such as `spec.containers[1].resources.limits.memory`. */
  readonly path?: string | undefined;
  /** The input itself; a long text is cut. */
  readonly input?: unknown;
  /** What the author probably meant, when the slip is a known one. */
  readonly hint?: string | undefined;
}

const errorMark = /* @__PURE__ */ Symbol.for('kube-sizing.SizingError');
const longestText = 200;
const longestDescription = 40;

/**
 * The error of every refused input: `code` says why, `path` where it stood and `hint` how a known slip is mended.
 *
 * The message is for people and may change between releases; branch on `code`. Path, input, hint and the sentence between path and hint are
 * cut after 200 characters each, so that an error never holds a whole hostile text.
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
    const path = details.path === undefined ? undefined : cut(details.path);
    const hint = details.hint === undefined ? undefined : cut(details.hint);
    const sentence = cut(message);
    super(`${path === undefined || path === '' ? '' : `${path}: `}${sentence}${hint === undefined ? '' : ` (${hint})`}`);
    this.code = code;
    if (path !== undefined) this.path = path;
    if (details.input !== undefined) this.input = shortened(details.input);
    if (hint !== undefined) this.hint = hint;
    Object.defineProperty(this, errorMark, { value: true });
  }
}

/** A text that is cut where it is long; a bigint, which JSON cannot hold, as text; anything else as it is. */
function shortened(input: unknown): unknown {
  return typeof input === 'string' || typeof input === 'bigint' ? cut(String(input)) : input;
}

/** At most so many characters of a text, and a mark where some are missing; no surrogate pair is cut in two. Internal. */
export function cut(text: string, most = longestText): string {
  return text.length > most ? `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
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

/** The error with a place in front of its own path; other errors, and those without a place, as they are. Internal. */
export function atPath(error: unknown, place: string): unknown {
  if (!isSizingError(error) || place === '') return error;
  const { code, message, path, input, hint } = error;
  const own = path ?? '';
  const from = own === '' ? 0 : own.length + 2;
  const to = hint === undefined ? message.length : message.length - hint.length - 3;
  const full = own === '' ? place : own.startsWith('[') ? `${place}${own}` : `${place}.${own}`;
  return new SizingError(code, message.slice(from, to), { path: full, input, hint });
}

/**
 * The error of an input of the wrong kind: "got X, expected Y". Internal.
 *
 * @param expected what should have stood there, such as `a list of pods`
 */
export function invalid(expected: string, path: string | undefined, input: unknown, hint?: string): SizingError {
  return new SizingError('InvalidInput', `got ${described(input)}, expected ${expected}`, { path, input, hint });
}

/** A value in a few words: what it is, and the value itself where that is short. Internal. */
export function described(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(cut(value, longestDescription));
  if (typeof value === 'bigint') return cut(String(value), longestDescription);
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  if (typeof value !== 'object' || value === null) return String(value);
  const kind = kindOf(value);
  if (kind === 'Array') return 'a list';
  return kind === 'Object' ? 'an object' : `a ${cut(kind, longestDescription)}`;
}

/** What an object is by its own account, such as `Array`, `Map` or `Promise`. */
function kindOf(value: object): string {
  try {
    return Object.prototype.toString.call(value).slice(8, -1);
  } catch {
    // A revoked proxy.
    return 'Object';
  }
}

/** Objects that hold their values elsewhere than in fields. */
const withoutFields =
  /^(Promise|Map|Set|Weak(Map|Set)|Response|Request|Date|RegExp|Error|Boolean|Number|String|\w*Array|ArrayBuffer|DataView|(Async)?Generator|.*Iterator)$/;

/**
 * Whether a value is an object with fields. A list is not, and neither is an object that holds its values elsewhere, such as a promise or a
 * Map: every field of it would be absent. Internal.
 */
export function hasFields(value: unknown): value is object {
  return typeof value === 'object' && value !== null && (Object.getPrototypeOf(value) === Object.prototype || isWithFields(value));
}

function isWithFields(value: object): boolean {
  const kind = kindOf(value);
  return kind === 'Object' || !withoutFields.test(kind);
}

/** How the caller gets from a value of another kind to the object or list that is asked for. Internal. */
export function wayFrom(value: unknown, to: 'object' | 'list' = 'object'): string | undefined {
  const kind = typeof value === 'object' && value !== null ? kindOf(value) : '';
  if (kind === 'Promise') return 'await it first';
  if (kind === 'Response') return 'await its json() first';
  if (kind === 'Map') return `pass ${to === 'list' ? '[...map.values()]' : 'one of its values, or Object.fromEntries(map)'}`;
  if (kind === 'Array') return 'pass its items one by one';
  if (kind === 'Set') return `pass ${to === 'list' ? '[...set]' : 'one of its values'}`;
  return to === 'list' && kind === 'Object' && Array.isArray((value as { readonly items?: unknown }).items) ? 'pass its items' : undefined;
}

/** The outcome of a call that does not throw, such as `Quantity.tryParse`. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: SizingError };
