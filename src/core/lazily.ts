import { spannedIfWatched, spannedValue, type Spanned } from '../version/span.ts';

/** A value that is computed when it is first asked for, and once. What the computation throws is thrown again each time. */
export function lazily<T>(compute: () => T): () => T {
  let found: Spanned<T> | undefined;
  return () => spannedValue((found ??= spannedIfWatched(compute)));
}
