import { readFileSync } from 'node:fs';
import { agrees, canonicalJSON, type AnyTopic } from './topic.ts';

/** A question that the library answers otherwise than upstream, on purpose; docs/divergences.md tells the same in words. */
interface Divergence {
  /** Folder and name of the topic, such as `eviction/thresholds`. */
  readonly topic: string;
  readonly in: unknown;
  readonly reason: string;
}

const listed = JSON.parse(readFileSync(new URL('../vectors/divergences.json', import.meta.url), 'utf8')) as readonly Divergence[];
const keys = new Set(listed.map(({ topic, in: input }) => `${topic} ${canonicalJSON(input)}`));
const topics = new Set(listed.map(({ topic }) => topic));

/** Whether the library answers as it should: as upstream did, or otherwise where the question is listed as a divergence. */
export function isRight(topic: AnyTopic, input: unknown, got: unknown, want: unknown): boolean {
  const name = `${topic.folder}/${topic.name}`;
  const differs = topics.has(name) && keys.has(`${name} ${canonicalJSON(input)}`);
  return agrees(got, want) !== differs;
}
