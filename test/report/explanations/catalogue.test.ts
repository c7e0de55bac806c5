import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/report/explanations/catalogue.ts';
import { sources } from '../../repo/sources.ts';

/** A reason is its sentence; a rule has a title and a place upstream. */
type Text = string | { readonly title: string; readonly upstream: string };

const tables: Record<string, Record<string, Text>> = {};
const wordsOf = (text: Text): string => (typeof text === 'string' ? text : text.title);
for (const { path } of sources.filter((source) => source.path.endsWith('/explanation.ts'))) {
  const texts = (await import(`../../../${path}`)) as Record<string, unknown>;
  for (const [name, table] of Object.entries(texts))
    if (typeof table === 'object') tables[`${path} ${name}`] = table as Record<string, Text>;
}

const introduction = `# Explanations

An explanation is the computation, recorded: a list of the rules that were looked at, in order, each with the inputs it saw, whether it applied, and the reason. Rules and
reasons are ids, so that a program can act on them; \`renderExplanation\` turns them into the words of this page. What stands in braces is an input. The page is written
from the library's own texts by \`npx vitest run --config test/vitest.config.ts test/report/explanations/catalogue -u\`.
`;

function page(): string {
  const section = (id: string, text: string): string => `#### \`${id}\`\n\n${text}\n`;
  const list = (texts: Readonly<Record<string, Text | { readonly title: string }>>): string[] =>
    Object.entries(texts).map(([id, text]) => section(id, wordsOf(text as Text)));
  const topics = catalogue().map(({ title, rules, reasons }) =>
    [`## ${title}\n`, '### Rules\n', list(rules), '### Reasons\n', list(reasons)].flat(),
  );
  return [introduction, ...topics.flat()].join('\n');
}

describe('the catalogue', () => {
  it('has every text of every folder', () => {
    const known = new Set<unknown>(catalogue().flatMap(({ rules, reasons }) => [rules, reasons]));
    expect(Object.keys(tables).filter((name) => !known.has(tables[name]))).toEqual([]);
    expect(known.size).toBe(Object.keys(tables).length);
  });

  it('has each id once, in kebab-case, with a text', () => {
    const ids = Object.values(tables).flatMap((table) => Object.keys(table));
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id))).toEqual([]);
    const texts = Object.values(tables).flatMap((table) => Object.values(table));
    expect(texts.filter((text) => wordsOf(text).trim() === '')).toEqual([]);
  });

  it('is what docs/explanations.md says', async () => {
    await expect(page()).toMatchFileSnapshot('../../../docs/explanations.md');
  });
});
