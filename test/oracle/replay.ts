import { isRight } from './divergences.ts';
import { ourAnswer, takesNoMinor, type AnyTopic } from './topic.ts';
import { readVectors, wantAt } from './vectors.ts';

/** A row on which the library differs from what upstream answered. */
export interface Mismatch {
  readonly minor: string;
  readonly in: unknown;
  readonly want: unknown;
  readonly got: unknown;
}

/**
 * Puts every row of a topic's vectors to the library; answers with the rows that differ, at most ten. Needs no Go.
 *
 * A row is replayed at both ends of each of its runs and at every fourth minor between, another fourth for each row, so that every minor is
 * asked thousands of times; `npm run oracle` compares every row at every minor.
 */
export function replay(topic: AnyTopic): { readonly rows: number; readonly mismatches: readonly Mismatch[] } {
  const vectors = readVectors(topic);
  if (vectors === undefined) throw new Error(`there are no vectors of ${topic.folder}/${topic.name}`);
  const mismatches: Mismatch[] = [];
  const all = vectors.minors.map((text) => Number(text.slice(2)));
  const isAskedOnce = takesNoMinor(topic);
  for (const [i, row] of vectors.rows.entries()) {
    const ends = new Set(
      row.runs === undefined ? [all[0], all.at(-1)] : row.runs.flatMap(({ from, to }) => [Number(from.slice(2)), Number(to.slice(2))]),
    );
    const once = isAskedOnce ? ourAnswer(topic, row.in, 0) : undefined;
    for (const minor of all) {
      if (!ends.has(minor) && (isAskedOnce || (i + minor) % 4 !== 0)) continue;
      const want = wantAt(row, minor);
      const got = isAskedOnce ? once : ourAnswer(topic, row.in, minor);
      if (mismatches.length < 10 && !isRight(topic, row.in, got, want)) mismatches.push({ minor: `1.${minor}`, in: row.in, want, got });
    }
  }
  return { rows: vectors.rows.length, mismatches };
}
