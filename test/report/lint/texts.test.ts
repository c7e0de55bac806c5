import { readFileSync, readdirSync } from 'node:fs';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { findPods, lintPod, type SizingWarning } from '../../../src/report/index.ts';
import { lintTexts } from '../../../src/report/lint/texts.ts';
import { lintCases, type LintCase } from './lint-cases.ts';

interface Finding {
  readonly file: string;
  readonly warning: SizingWarning;
}

const folder = new URL('../../fixtures/pods/', import.meta.url);
const real = readdirSync(folder)
  .filter((file) => !file.endsWith('.md'))
  .map((file) => {
    const documents = parseAllDocuments(readFileSync(new URL(file, folder), 'utf8')).map((document) => document.toJS() as object | null);
    return { file, objects: documents.filter((object) => object !== null && findPods(object).length > 0) as object[] };
  });
const findings: readonly Finding[] = real.flatMap(({ file, objects }) =>
  objects.flatMap((object) => lintPod(object).map((warning) => ({ file, warning }))),
);
const pods = real.flatMap(({ objects }) => objects.flatMap((object) => findPods(object)));
const codes = Object.keys(lintTexts) as (keyof typeof lintTexts)[];
const cases: readonly LintCase[] = Object.values(lintCases).flat();

const introduction = `# Known mistakes

What \`lintPod\` finds, one section per code. A mistake is an \`error\` if the API server refuses the pod or the pod cannot run, a \`warning\` if the pod runs in another way than
its author thinks, and an \`info\` if it is worth knowing. What the API server refuses is checked against upstream's own validation, for every supported minor. The page is
written from the library's own texts and test cases by \`npx vitest run --config test/vitest.config.ts test/report/lint/texts -u\`.
`;

function example({ object, node, options, code }: LintCase): string {
  const subject = { pod: object, node, options };
  const given = Object.entries(subject).filter(([, value]) => value !== undefined);
  const warning = lintPod(object, node, options).find((one) => one.code === code);
  const args =
    options !== undefined ? `pod, ${node === undefined ? 'undefined' : 'node'}, options` : node !== undefined ? 'pod, node' : 'pod';
  return [
    '```ts',
    ...given.map(([name, value]) => `const ${name} = ${JSON.stringify(value)};`),
    `const warning = lintPod(${args}).find(({ code }) => code === '${code}');`,
    `warning?.path; // => ${quoted(warning?.path)}`,
    `warning?.message; // => ${quoted(warning?.message)}`,
    `warning?.suggestion.text; // => ${quoted(warning?.suggestion.text)}`,
    ...(warning?.suggestion.patch.length === 0 ? [] : [`warning?.suggestion.patch; // => ${JSON.stringify(warning?.suggestion.patch)}`]),
    '```',
  ].join('\n');
}

function quoted(text: string | undefined): string {
  return `'${(text ?? '').replaceAll("'", String.raw`\'`)}'`;
}

function section(code: keyof typeof lintTexts): string {
  const one = cases.find((candidate) => candidate.code === code);
  if (one === undefined) throw new Error(`no case shows ${code}`);
  const silent = one.silent.map(([why]) => why).join('; ');
  const seen = findings.filter(({ warning }) => warning.code === code);
  const first = seen[0] === undefined ? '' : `\n\nIn real manifests: ${seen.length} times, such as in \`${seen[0].file}\`.`;
  return `## \`${code}\`\n\nSeverity: ${lintTexts[code][0]}. ${one.about}\n\n${example(one)}\n\nNot reported: ${silent}.${first}\n`;
}

function table(): string {
  const rows = new Map<string, string[]>();
  for (const { file, warning } of findings) {
    const key = `${file} | \`${warning.code}\``;
    rows.set(key, [...(rows.get(key) ?? []), `\`${warning.path}\``]);
  }
  const lines = [...rows].map(
    ([key, paths]) =>
      `| ${key} | ${paths.length > 4 ? `${paths.slice(0, 3).join(', ')} and ${paths.length - 3} more` : paths.join(', ')} |`,
  );
  return `## In real manifests\n\nEverything that is found in the ${pods.length} pods and templates of \`test/fixtures/pods\`, at the newest version and without a node.\n\n| manifest | code | path |\n| --- | --- | --- |\n${lines.join('\n')}\n`;
}

describe('the mistakes', () => {
  it('are those of the table, each with its case', () => {
    expect([...new Set(cases.map(({ code }) => code))].toSorted()).toEqual(codes.toSorted());
    expect(cases).toHaveLength(codes.length);
    expect(codes.filter((code) => !/^[a-z]+(-[a-z]+)+$/.test(code))).toEqual([]);
  });

  it('are told in whole sentences', () => {
    for (const [severity, message, advice] of Object.values(lintTexts)) {
      expect(['error', 'warning', 'info']).toContain(severity);
      expect(message).toMatch(/^[A-Z{/].*\.$/);
      expect(advice).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('in real manifests are counted', () => {
    const counts: Record<string, number> = {};
    for (const { warning } of findings) counts[warning.code] = (counts[warning.code] ?? 0) + 1;
    expect({ pods: pods.length, ...counts }).toMatchInlineSnapshot(`
      {
        "ephemeral-limit-open-volume": 2,
        "ephemeral-request-zero": 14,
        "guaranteed-lost": 2,
        "memory-in-milli": 2,
        "memory-volume-unbounded": 7,
        "pod-memory-unlimited": 11,
        "pods": 186,
        "request-above-limit": 1,
        "request-from-limit": 4,
        "requests-missing": 62,
        "total-limit-lost": 10,
      }
    `);
  });

  it('are what docs/lint.md says', async () => {
    const page = [introduction, ...codes.map(section), table()].join('\n');
    const written = await format(page, { parser: 'markdown', printWidth: 140, singleQuote: true });
    await expect(written).toMatchFileSnapshot('../../../docs/lint.md');
  });
});
