/** The values that one step of simplification makes of a JSON value: a part less, or a part simpler. */
function* simpler(value: unknown): Generator {
  if (Array.isArray(value)) {
    for (const i of value.keys()) yield value.toSpliced(i, 1);
    for (const [i, inner] of value.entries()) for (const less of simpler(inner)) yield value.with(i, less);
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    for (const [key, inner] of Object.entries(value)) for (const less of simpler(inner)) yield { ...value, [key]: less };
  } else if (typeof value === 'string' && value.length > 1) {
    for (let i = 0; i < Math.min(value.length, 40); i++) yield value.slice(0, i) + value.slice(i + 1);
  }
}

/** The smallest value found that still fails, by taking one simpler step as long as there is one; at most 400 tries. */
export async function smaller<T>(failing: T, fails: (candidate: T) => Promise<boolean>): Promise<T> {
  let current = failing;
  let tries = 0;
  for (let found = true; found && tries < 400;) {
    found = false;
    for (const candidate of simpler(current)) {
      if (tries++ >= 400) break;
      if (await fails(candidate as T)) {
        current = candidate as T;
        found = true;
        break;
      }
    }
  }
  return current;
}
