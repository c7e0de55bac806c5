import { readFileSync } from 'node:fs';
import { agrees, canonicalJSON, type AnyTopic } from './topic.ts';

/** A question that the library answers otherwise than upstream, on purpose; docs/divergences.md tells the same in words. */
export interface Divergence {
  /** Folder and name of the topic, such as `eviction/thresholds`. */
  readonly topic: string;
  /** Absent: every question that upstream answers as `upstream` says. */
  readonly in?: unknown;
  readonly upstream?: unknown;
  /** The library's answer; absent: any but upstream's. */
  readonly ours?: unknown;
  readonly reason: string;
}

/** Every listed divergence. */
export const divergences = JSON.parse(
  readFileSync(new URL('../vectors/divergences.json', import.meta.url), 'utf8'),
) as readonly Divergence[];

const byTopic = new Map<string, { questions: Map<string, Divergence>; answers: Divergence[] }>();
for (const divergence of divergences) {
  const { questions, answers } = byTopic.get(divergence.topic) ?? { questions: new Map<string, Divergence>(), answers: [] };
  byTopic.set(divergence.topic, { questions, answers });
  if ('in' in divergence) questions.set(canonicalJSON(divergence.in), divergence);
  else answers.push(divergence);
}

/**
 * Whether the library answers as it should: as upstream did or, where the question is listed as a divergence, otherwise, and as is listed
 * there. A divergence that begins to agree with upstream is not right any more.
 */
export function isRight(topic: AnyTopic, input: unknown, got: unknown, want: unknown): boolean {
  const listed = divergenceOf(topic, input, want);
  if (listed === undefined) return agrees(got, want);
  return (
    !agrees(got, want) && (!('upstream' in listed) || agrees(listed.upstream, want)) && (!('ours' in listed) || agrees(got, listed.ours))
  );
}

function divergenceOf(topic: AnyTopic, input: unknown, want: unknown): Divergence | undefined {
  const ofTopic = byTopic.get(`${topic.folder}/${topic.name}`);
  return ofTopic?.questions.get(canonicalJSON(input)) ?? ofTopic?.answers.find(({ upstream }) => agrees(upstream, want));
}
