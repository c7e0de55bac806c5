// Puts every case to upstream and compares the answers with the committed vectors; with --write, keeps them.
import { Listr } from 'listr2';
import { parseArgs } from 'node:util';
import { answersAt } from './answers.ts';
import { topics } from './areas/index.ts';
import { hasGo } from './go.ts';
import { isRight } from './divergences.ts';
import { Random } from './random.ts';
import { agrees, canonicalJSON, isChosen, ourAnswer, type AnyTopic, type Case } from './topic.ts';
import { joinRuns, readVectors, wantAt, writeVectors, type Row, type Vectors } from './vectors.ts';

const { values } = parseArgs({
  options: {
    minor: { type: 'string' },
    area: { type: 'string' },
    topic: { type: 'string' },
    write: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
if (values.help === true) {
  console.log('npm run oracle -- [--minor 1.37] [--area resources] [--topic totals] [--write]');
  process.exit(0);
}
if (!(await hasGo())) {
  console.log('Go is not on this machine: the vectors were not checked against upstream.');
  process.exit(0);
}

const onlyMinor = values.minor === undefined ? undefined : Number(values.minor.replace(/^1\./, ''));
const chosen = topics.filter((topic) => isChosen(topic, values) && (onlyMinor === undefined || topic.minors.includes(onlyMinor)));
const cases = new Map<AnyTopic, readonly Case[]>(chosen.map((topic) => [topic, [...topic.cases(new Random(1))]]));
const answers = new Map<AnyTopic, Map<number, readonly unknown[]>>(chosen.map((topic) => [topic, new Map()]));
const asked = [...new Set(chosen.flatMap(({ minors }) => minors))]
  .sort((a, b) => b - a)
  .filter((minor) => onlyMinor === undefined || minor === onlyMinor);

async function ask(minor: number): Promise<number> {
  const at = chosen.filter(({ minors }) => minors.includes(minor));
  const questions = new Map(at.map((topic) => [topic, (cases.get(topic) ?? []).map((row) => row.in)]));
  const found = await answersAt(minor, questions);
  for (const [topic, results] of found) answers.get(topic)?.set(minor, results);
  return [...found.values()].reduce((count, results) => count + results.length, 0);
}

function vectorsOf(topic: AnyTopic): Vectors {
  const byMinor = answers.get(topic) ?? new Map<number, readonly unknown[]>();
  const rows = (cases.get(topic) ?? []).map(({ name, in: input, why }, i): Row => {
    const joined = joinRuns(new Map([...byMinor].map(([minor, results]) => [minor, results[i]])));
    return { ...(name === undefined ? {} : { name }), in: input, ...joined, ...(why === undefined ? {} : { why }) };
  });
  return { upstream: topic.upstream, minors: [...byMinor.keys()].sort((a, b) => a - b).map((minor) => `1.${minor}`), rows };
}

/** The lines that say how the committed vectors of a topic, or the library, differ from what upstream answered now. */
function compare(topic: AnyTopic): string[] {
  const title = `${topic.folder}/${topic.name}`;
  const committed = readVectors(topic);
  const now = vectorsOf(topic);
  if (committed === undefined) return [`${title}: no vectors are committed; run with --write`];
  const head = ({ upstream, minors, rows }: Vectors): string => JSON.stringify([upstream, onlyMinor ?? minors, rows.length]);
  if (head(committed) !== head(now)) return [`${title}: other minors, or another number of rows`];
  return now.rows.flatMap((row, i) => {
    const kept = committed.rows[i];
    const minors = onlyMinor === undefined ? topic.minors : [onlyMinor];
    const same = kept !== undefined && canonicalJSON(kept.in) === canonicalJSON(row.in);
    return same && minors.every((minor) => alike(wantAt(kept, minor), wantAt(row, minor)))
      ? []
      : [`${title} row ${i}: ${canonicalJSON(row)}`];
  });
}

/** Whether two answers of upstream are equal, but for what only one of them shows to vary: luck that strikes seldom may be missed. */
function alike(one: unknown, other: unknown): boolean {
  return agrees(one, other) || agrees(other, one);
}

function differences(topic: AnyTopic): string[] {
  const lines: string[] = [];
  for (const [minor, results] of answers.get(topic) ?? []) {
    for (const [i, row] of (cases.get(topic) ?? []).entries()) {
      const got = ourAnswer(topic, row.in, minor);
      if (isRight(topic, row.in, got, results[i])) continue;
      const title = `1.${minor} ${topic.folder}/${topic.name} ${canonicalJSON(row.in)}`;
      lines.push(`${title}\n  upstream ${canonicalJSON(results[i])}\n  ours     ${canonicalJSON(got)}`);
    }
  }
  return lines;
}

await new Listr(
  asked.map((minor) => ({
    title: `1.${minor}`,
    task: async (_context: unknown, task: { title: string }) => {
      task.title = `1.${minor}: ${await ask(minor)} answers`;
    },
  })),
  { concurrent: false, ...(process.stdout.isTTY ? {} : { renderer: 'simple' as const }) },
).run();

const problems: string[] = [];
for (const topic of chosen) {
  if (values.write === true && onlyMinor === undefined)
    console.log(`wrote ${topic.folder}/${topic.name}`, writeVectors(topic, vectorsOf(topic)).length > 0);
  else problems.push(...compare(topic));
  problems.push(...differences(topic));
}
for (const problem of problems.slice(0, 40)) console.log(problem);
console.log(`${chosen.length} topics at ${asked.length} minors, ${problems.length} differences`);
process.exit(problems.length === 0 ? 0 : 1);
