import { isExpected } from './divergences.ts';
import { ourAnswer, takesNoMinor, type AnyTopic } from './topic.ts';
import { readVectors, wantAt } from './vectors.ts';

/** A row on which the library differs from what upstream answered. */
export interface Mismatch {
  readonly minor: string;
  readonly in: unknown;
  readonly want: unknown;
  readonly got: unknown;
}

/** Puts every row of a topic's vectors to the library, at every minor; answers with the rows that differ other than `divergences.json` says, at most ten. Needs no Go. */
export function replay(topic: AnyTopic): { readonly rows: number; readonly mismatches: readonly Mismatch[] } {
  const vectors = readVectors(topic);
  if (vectors === undefined) throw new Error(`there are no vectors of ${topic.folder}/${topic.name}`);
  const mismatches: Mismatch[] = [];
  const minors = vectors.minors.map((text) => Number(text.slice(2)));
  const isAskedOnce = takesNoMinor(topic);
  for (const row of vectors.rows) {
    let got: unknown;
    for (const [i, minor] of minors.entries()) {
      const want = wantAt(row, minor);
      if (i === 0 || !isAskedOnce) got = ourAnswer(topic, row.in, minor);
      if (!isExpected(topic, row.in, minor, want, got) && mismatches.length < 10)
        mismatches.push({ minor: `1.${minor}`, in: row.in, want, got });
    }
  }
  return { rows: vectors.rows.length, mismatches };
}
