// Lists where upstream of two minors answers the same questions differently. The library is not asked, so it need not know the minors.
import { parseArgs } from 'node:util';
import { answersAt } from './answers.ts';
import { topics } from './areas/index.ts';
import { hasGo } from './go.ts';
import { minors, upstreamMinors } from './minors.ts';
import { Random } from './random.ts';
import { agrees, canonicalJSON, isChosen, type AnyTopic } from './topic.ts';

const usage = 'npm run oracle:compare -- 1.37 1.38 [--area resources] [--topic totals] [--random 1000] [--seed 1] [--examples 3]';
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    area: { type: 'string' },
    topic: { type: 'string' },
    random: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    examples: { type: 'string', default: '3' },
  },
});
const [older = 0, newer = 0] = positionals.map((text) => Number(text.replace(/^v?1\./, '')));
if (!upstreamMinors.includes(older) || !upstreamMinors.includes(newer)) {
  console.log(usage);
  process.exit(1);
}
if (!(await hasGo())) {
  console.log('Go is not on this machine: nothing was compared.');
  process.exit(0);
}

/** Whether a topic is asked at both: a minor that the library does not know yet counts as the newest that it knows. */
function isAsked(topic: AnyTopic): boolean {
  return isChosen(topic, values) && [older, newer].every((minor) => topic.minors.includes(Math.min(minor, minors.at(-1) ?? minor)));
}

function questionsOf(topic: AnyTopic): readonly unknown[] {
  const random = new Random(Number(values.seed), true);
  const fresh = Array.from({ length: Number(values.random) }, (): unknown => topic.random(random) as unknown);
  return [...[...topic.cases(new Random(1))].map((row): unknown => row.in), ...fresh];
}

const questions = new Map(topics.filter(isAsked).map((topic) => [topic, questionsOf(topic)]));
const before = await answersAt(older, questions);
const after = await answersAt(newer, questions);
let total = 0;
for (const [topic, inputs] of questions) {
  const [was, is] = [before.get(topic) ?? [], after.get(topic) ?? []];
  const changed = inputs.flatMap((input, i) => (agrees(was[i], is[i]) || agrees(is[i], was[i]) ? [] : [{ input, was: was[i], is: is[i] }]));
  console.log(`${topic.folder}/${topic.name}: ${changed.length} of ${inputs.length} differ`);
  // The shortest questions say most.
  const shortest = changed.map((row) => ({ ...row, text: canonicalJSON(row.input) })).sort((a, b) => a.text.length - b.text.length);
  for (const { text, was, is } of shortest.slice(0, Number(values.examples)))
    console.log(`  ${text}\n    1.${older} ${canonicalJSON(was)}\n    1.${newer} ${canonicalJSON(is)}`);
  total += changed.length;
}
console.log(`${questions.size} topics, ${total} answers differ`);
