import { isSizingError } from '../../../src/errors.ts';
import { firstFreeProjectID, formatProjects, formatProjid, parseProjects, parseProjid } from '../../../src/volumes/index.ts';
import { minors } from '../minors.ts';
import type { Random } from '../random.ts';
import type { AnyTopic, Case, Topic } from '../topic.ts';

interface In {
  readonly projects: string;
  readonly projid: string;
  readonly inUse: readonly number[];
}

const first = 1048577;
const ids = [
  '1',
  '7',
  '0',
  '00012',
  '4294967296',
  '4295015873',
  '2147483648',
  '9223372036854775807',
  '9223372036854775808',
  '-1',
  '',
  'x',
  '١',
];
const ends = ['\n', '\n', '\n', '\r\n', '\r\r\n', '\n\n', ' \n'];

function randomID(random: Random): string {
  return random.chance(0.6) ? String(first + random.below(6)) : random.pick(ids);
}

function randomLine(random: Random, isProjects: boolean): string {
  const odd = [
    '# reserved',
    '#a:1',
    '',
    ':',
    ':5:7',
    '::',
    'a:b:3',
    ' 1:/a',
    '1 :/a',
    'ü:8',
    '😀:9',
    '\u2028:3',
    'a\rb:4',
    '\0:5',
    'no colon',
  ];
  if (random.chance(0.25)) return random.pick(odd);
  if (random.chance(0.004)) return `${randomID(random)}:${'é'.repeat(32766 + random.below(5))}`;
  if (random.chance(0.004)) return 'x'.repeat(65530 + random.below(10));
  const path = random.pick(['/a', '/var/lib/kubelet/pods/1', '', 'a:b', '/ü', ' ', '\t']);
  const id = randomID(random);
  return isProjects ? `${id}:${path}` : `${random.pick(['volume', 'p', '#p', 'p q', ''])}${id}:${id}`;
}

function randomFile(random: Random, isProjects: boolean): string {
  const text = random.many(8, () => randomLine(random, isProjects) + random.pick(ends)).join('');
  return random.chance(0.2) ? text.replace(/\n$/, '') : text;
}

function randomFiles(random: Random): In {
  const many = random.chance(0.1) ? Array.from({ length: 120 + random.below(15) }, (_, i) => first + i) : [];
  return {
    projects: randomFile(random, true),
    projid: randomFile(random, false),
    inUse: [...many, ...random.many(5, () => first + random.below(8))],
  };
}

/** Reads both files, adds a directory to a new project and writes them back. */
function added({ projects, projid, inUse }: In): unknown {
  const [paths, names] = [parseProjects(projects), parseProjid(projid)];
  try {
    const id = firstFreeProjectID(paths, names, { inUse });
    const text = formatProjects([...paths, { id, data: '/new', line: `${id}:/new` }]);
    const name = `volume${id}`;
    return {
      id,
      projects: { Entries: paths, Text: text },
      projid: { Entries: names, Text: formatProjid([...names, { id, data: name, line: `${name}:${id}` }]) },
    };
  } catch (error) {
    if (!isSizingError(error)) throw error;
    return {
      error: error.code,
      projects: { Entries: paths, Text: formatProjects(paths) },
      projid: { Entries: names, Text: formatProjid(names) },
    };
  }
}

const files: Topic<In> = {
  folder: 'volumes',
  area: 'quota',
  name: 'projectFiles',
  upstream: 'pkg/volume/util/fsquota parseProjFile, addDirToProject, writeProjectFile',
  fn: 'projectFiles',
  minors,
  *cases(random): Iterable<Case<In>> {
    for (const line of ['x'.repeat(65535), 'x'.repeat(65536)])
      yield { name: `a line of ${line.length} bytes`, in: { projects: `1:/a\n${line}\n2:/b\n`, projid: `a:1\n${line}`, inUse: [] } };
    for (let i = 0; i < 600; i++) yield { in: randomFiles(random) };
  },
  random: randomFiles,
  ours: added,
};

export const projectTopics: readonly AnyTopic[] = [files];
