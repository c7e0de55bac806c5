/** A run of neighbouring minors, first and last included. */
interface Span {
  first: number;
  last: number;
}

/** A value, and the run of minors at which it would be the same. Internal. */
export interface Spanned<T> {
  readonly value: T;
  readonly span: Readonly<Span>;
}

/** What is watched now: the run of minors to which all answers since the beginning apply. */
let watched: Span | undefined;

/** Whether anybody wants to know at which minors an answer is the same. Internal. */
export function isWatched(): boolean {
  return watched !== undefined;
}

/** Tells whoever watches that an answer is the same from one minor to another, and perhaps not beyond. Internal. */
export function sameFrom(first: number, last: number): void {
  if (watched === undefined) return;
  if (first > watched.first) watched.first = first;
  if (last < watched.last) watched.last = last;
}

/**
 * What a computation at a minor gives, with the run of minors at which it gives the same. A computation learns about its minor by nothing but
 * the tables of `since` and feature gates; they tell how far each of their answers reaches, so that no list of changes is kept by hand. Internal.
 */
export function spanned<T>(compute: () => T): Spanned<T> {
  const outer = watched;
  const span: Span = { first: -Infinity, last: Infinity };
  watched = span;
  try {
    return { value: compute(), span };
  } finally {
    watched = outer;
    sameFrom(span.first, span.last);
  }
}

/** The value, about whose run of minors whoever watches now is told. Internal. */
export function spannedValue<T>({ value, span }: Spanned<T>): T {
  sameFrom(span.first, span.last);
  return value;
}

/** The same where somebody watches; else every run of minors will do. Internal. */
export function spannedIfWatched<T>(compute: () => T): Spanned<T> {
  return watched === undefined ? { value: compute(), span: everywhere } : spanned(compute);
}

const everywhere: Readonly<Span> = { first: -Infinity, last: Infinity };
