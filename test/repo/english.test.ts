import { describe, expect, it } from 'vitest';
import { phrasesIn } from './english.ts';
import { filesUnder, read } from './sources.ts';

const written = [
  ...filesUnder('src'),
  ...filesUnder('docs'),
  ...filesUnder('examples'),
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
];
const texts = written.filter((path) => /\.([cm]?[jt]s|md)$/.test(path)).map((path) => ({ path, phrases: phrasesIn(read(path)) }));

describe('what is written', () => {
  it('keeps to plain English', () => {
    const broken = texts.filter(({ phrases }) => phrases.length > 0);
    expect(broken.map(({ path, phrases }) => `${path}: ${phrases.join('; ')}`)).toEqual([]);
  });

  it.each([
    ['"abc" is no quantity', 'line 1: is no'],
    ['a\nlist of things that are none.', 'line 2: are none'],
    ['Whom the kubelet evicts', 'line 1: Whom'],
    ['the pod who asks', 'line 1: who'],
    [' * Of two names the last counts.', 'line 1: * Of t'],
    ['No upstream counterpart.\nNo upstream counterpart.', 'line 2: No upstream counterpart'],
  ])('may not say %j', (text, complaint) => expect(phrasesIn(text).join()).toContain(complaint));

  it.each([
    'There is no limit, and there are none elsewhere.',
    'A gate that is no longer there is none of these.',
    'people who run it, and a reader, who asks',
    'The last of two names counts. A list of pods',
    'No upstream counterpart.',
  ])('may say %j', (text) => expect(phrasesIn(text)).toEqual([]));
});
