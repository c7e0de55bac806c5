import { readFileSync } from 'node:fs';
import { isSame, type AnyTopic } from './topic.ts';

/** A question to which the library's answer differs from upstream's on purpose. */
export interface Divergence {
  /** Folder and name of the topic, as `quantity/parse`. */
  readonly topic: string;
  /** Absent: every question that upstream answers so. */
  readonly in?: unknown;
  /** The minors, both included; without them all that the topic has. */
  readonly from?: string;
  readonly to?: string;
  readonly upstream: unknown;
  /** Absent: any answer but upstream's. */
  readonly ours?: unknown;
  /** The first cell of the row of docs/divergences.md that gives the reason. */
  readonly reason: string;
}

/** Every listed divergence. */
export const divergences = JSON.parse(
  readFileSync(new URL('../vectors/divergences.json', import.meta.url), 'utf8'),
) as readonly Divergence[];

const byTopic = new Map<string, Divergence[]>();
for (const divergence of divergences) byTopic.set(divergence.topic, [...(byTopic.get(divergence.topic) ?? []), divergence]);

const minorOf = (text: string): number => Number(text.slice(2));

/** Whether a divergence is about a minor. */
export function covers({ from, to }: Divergence, minor: number): boolean {
  return (from === undefined || minorOf(from) <= minor) && (to === undefined || minor <= minorOf(to));
}

/**
 * Whether the two answers to a question are equal or, where a divergence is listed, exactly the two that are listed: one that begins to
 * agree with upstream is no longer expected.
 */
export function isExpected(topic: AnyTopic, input: unknown, minor: number, want: unknown, got: unknown): boolean {
  const listed = byTopic
    .get(`${topic.folder}/${topic.name}`)
    ?.find(
      (divergence) => covers(divergence, minor) && ('in' in divergence ? isSame(divergence.in, input) : isSame(divergence.upstream, want)),
    );
  if (listed === undefined) return isSame(want, got);
  return isSame(want, listed.upstream) && ('ours' in listed ? isSame(got, listed.ours) : !isSame(got, want));
}
