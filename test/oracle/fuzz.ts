// Puts fresh random questions to upstream and to the library, side by side, until the time is up; a difference is made small and shown.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Listr } from 'listr2';
import { topics } from './areas/index.ts';
import { hasGo } from './go.ts';
import { isRight } from './divergences.ts';
import { Random } from './random.ts';
import { smaller } from './shrink.ts';
import { canonicalJSON, isChosen, ourAnswer, upstreamAnswer, type AnyTopic } from './topic.ts';
import { startUpstream, type Upstream } from './upstream.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    area: { type: 'string' },
    topic: { type: 'string' },
    minor: { type: 'string' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean' },
  },
});
if (values.help === true) {
  const areas = new Set(topics.flatMap(({ folder, area = folder }) => [folder, area]));
  console.log(`npm run fuzz -- --minutes N [--area ${[...areas].join('|')}] [--topic T] [--minor 1.37] [--seed S]`);
  process.exit(0);
}
if (!(await hasGo())) {
  console.log('Go is not on this machine: nothing was compared.');
  process.exit(0);
}

const onlyMinor = values.minor === undefined ? undefined : Number(values.minor.replace(/^1\./, ''));
const chosen = topics.filter((topic) => isChosen(topic, values));
const pairs = chosen.flatMap((topic) =>
  topic.minors.filter((minor) => onlyMinor === undefined || minor === onlyMinor).map((minor) => ({ topic, minor })),
);
const deadline = Date.now() + Number(values.minutes) * 60_000;
const batch = 500;
const counts = new Map<AnyTopic, number>();
const problems: string[] = [];
const running = new Map<string, Promise<Upstream>>();
let stopped = false;
process.on('SIGINT', () => (stopped = true));

async function upstreamOf(topic: AnyTopic, minor: number): Promise<Upstream> {
  const gates = topic.gates?.(minor) ?? '';
  const key = `${minor} ${gates}`;
  const known = running.get(key) ?? startUpstream(minor, gates);
  running.set(key, known);
  return known;
}

async function answersOf(topic: AnyTopic, minor: number, inputs: readonly unknown[]): Promise<readonly unknown[]> {
  const upstream = await upstreamOf(topic, minor);
  const args = inputs.map((input): unknown => (topic.ask === undefined ? input : topic.ask(input as never, minor)));
  const outcomes = await upstream.call(typeof topic.fn === 'string' ? topic.fn : topic.fn(minor), args);
  return outcomes.map((outcome, i) => upstreamAnswer(topic, outcome, inputs[i], minor));
}

/** Whether an answer is a result, a refusal or a panic. */
function kindOf(answer: unknown): string {
  if (typeof answer !== 'object' || answer === null) return 'result';
  return 'panic' in answer ? 'panic' : 'error' in answer ? 'error' : 'result';
}

/** Whether the sides differ on a smaller question, and upstream still answers in the same kind. */
async function differs(topic: AnyTopic, minor: number, input: unknown, kind: string): Promise<boolean> {
  const [want] = await answersOf(topic, minor, [input]);
  return kindOf(want) === kind && !isRight(topic, input, ourAnswer(topic, input, minor), want);
}

interface Round {
  readonly topic: AnyTopic;
  readonly minor: number;
  readonly inputs: readonly unknown[];
  readonly wants: Promise<readonly unknown[]>;
}

/** Puts a batch of fresh questions to upstream, which answers while the library works on the batch before. */
function startRound({ topic, minor }: (typeof pairs)[number], random: Random): Round {
  const inputs = Array.from({ length: batch }, () => topic.random(random) as unknown);
  return { topic, minor, inputs, wants: answersOf(topic, minor, inputs) };
}

async function finishRound({ topic, minor, inputs, wants }: Round): Promise<void> {
  const answers = await wants;
  counts.set(topic, (counts.get(topic) ?? 0) + inputs.length);
  for (const [i, input] of inputs.entries()) {
    if (isRight(topic, input, ourAnswer(topic, input, minor), answers[i])) continue;
    const kind = kindOf(answers[i]);
    const small = await smaller(input, async (candidate) => differs(topic, minor, candidate, kind).catch(() => false));
    const [want] = await answersOf(topic, minor, [small]);
    problems.push(
      `1.${minor} ${topic.folder}/${topic.name}\n  in       ${canonicalJSON(small)}\n  upstream ${canonicalJSON(want)}\n  ours     ${canonicalJSON(ourAnswer(topic, small, minor))}`,
    );
    if (problems.length >= 20) stopped = true;
    return;
  }
}

const random = new Random(Number(values.seed), true);
await new Listr(
  [
    {
      title: `seed ${values.seed}, ${values.minutes} min`,
      task: async (_context: unknown, task: { output: string }) => {
        let at = 0;
        let running: Round | undefined;
        while (!stopped && Date.now() < deadline && pairs.length > 0) {
          const next = startRound(pairs[at++ % pairs.length] as (typeof pairs)[number], random);
          if (running !== undefined) await finishRound(running);
          running = next;
          if (at % 50 === 0) task.output = `${[...counts.values()].reduce((a, b) => a + b, 0)} cases, ${problems.length} differences`;
        }
        if (running !== undefined) await finishRound(running);
      },
    },
  ],
  process.stdout.isTTY ? {} : { renderer: 'simple' },
).run();

for (const [topic, count] of counts) console.log(`${topic.folder}/${topic.name}: ${count} cases`);
for (const problem of problems) console.log(problem);
console.log(`${[...counts.values()].reduce((a, b) => a + b, 0)} cases, ${problems.length} differences, ${availableParallelism()} cores`);
for (const upstream of running.values()) (await upstream).close();
process.exit(problems.length === 0 ? 0 : 1);
