import { canonicalJSON, ourAnswer, type AnyTopic } from './topic.ts';
import { readVectors, wantAt } from './vectors.ts';

/** A row on which the library differs from what upstream answered. */
export interface Mismatch {
  readonly minor: string;
  readonly in: unknown;
  readonly want: unknown;
  readonly got: unknown;
}

/** Puts every row of a topic's vectors to the library, at every minor; answers with the rows that differ, at most ten. Needs no Go. */
export function replay(topic: AnyTopic): { readonly rows: number; readonly mismatches: readonly Mismatch[] } {
  const vectors = readVectors(topic);
  if (vectors === undefined) throw new Error(`there are no vectors of ${topic.folder}/${topic.name}`);
  const mismatches: Mismatch[] = [];
  for (const row of vectors.rows) {
    for (const text of vectors.minors) {
      const minor = Number(text.slice(2));
      const want = wantAt(row, minor);
      const got = ourAnswer(topic, row.in, minor);
      if (canonicalJSON(got) !== canonicalJSON(want) && mismatches.length < 10) mismatches.push({ minor: text, in: row.in, want, got });
    }
  }
  return { rows: vectors.rows.length, mismatches };
}
