/** A value that is computed when it is first asked for, and once. What the computation throws is thrown again each time. */
export function lazily<T>(compute: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => (found ??= { value: compute() }).value;
}
