import { readFileSync } from 'node:fs';

/** What a rule says, and the function of upstream that it is from. */
export interface RuleText {
  readonly text: string;
  readonly upstream: string;
}

/** The texts of the rules that changed, by id: they are the comments in the source, so that no program carries them. */
export function versionRuleTexts(): Readonly<Record<string, RuleText>> {
  const source = readFileSync(new URL('../../../src/report/versions/version-rules.ts', import.meta.url), 'utf8').replace(/\n +\* ?/g, ' ');
  const found = source.matchAll(/\/\*\* +([^\n]+?) Upstream: `(\S+)`, `(\w+)`\. *(?:\*)?\/\n {2}'([\w-]+)': \{/g);
  return Object.fromEntries([...found].map(([, text = '', file, symbol, id = '']) => [id, { text, upstream: `${file} ${symbol}` }]));
}
