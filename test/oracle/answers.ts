import { upstreamAnswer, type AnyTopic } from './topic.ts';
import { startUpstream } from './upstream.ts';

/** Puts the questions of topics to upstream of a minor, in one process for all topics that set the same gates. */
export async function answersAt(
  minor: number,
  questions: ReadonlyMap<AnyTopic, readonly unknown[]>,
): Promise<ReadonlyMap<AnyTopic, readonly unknown[]>> {
  const byGates = new Map<string, AnyTopic[]>();
  for (const topic of questions.keys()) {
    const gates = topic.gates?.(minor) ?? '';
    byGates.set(gates, [...(byGates.get(gates) ?? []), topic]);
  }
  const answers = new Map<AnyTopic, readonly unknown[]>();
  for (const [gates, group] of byGates) {
    const upstream = await startUpstream(minor, gates);
    for (const topic of group) {
      const inputs = questions.get(topic) ?? [];
      const fn = typeof topic.fn === 'string' ? topic.fn : topic.fn(minor);
      const args = inputs.map((input): unknown => (topic.ask === undefined ? input : topic.ask(input as never, minor)));
      const outcomes = await upstream.call(fn, args);
      answers.set(
        topic,
        outcomes.map((outcome, i) => upstreamAnswer(topic, outcome, inputs[i], minor)),
      );
    }
    upstream.close();
  }
  return answers;
}
