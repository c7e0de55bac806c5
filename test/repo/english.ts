/** A way of writing that stops a reader, and what to write instead. */
interface Phrase {
  readonly pattern: RegExp;
  readonly instead: string;
  /** How often it may stand in one file; never when absent. */
  readonly atMost?: number;
}

const people =
  'people|person|users?|readers?|callers?|authors?|operators?|teachers?|contributors?|maintainers?|everyone|someone|anyone|those|nobody';

const phrases: readonly Phrase[] = [
  {
    pattern:
      /(?<!\bthere )\b(?:is|are|was|were|be|being|been|'s) no (?!longer\b|more\b|less\b|fewer\b|later\b|earlier\b|slower\b|faster\b)/gi,
    instead: 'X is not a Y',
  },
  { pattern: /(?<!\bthere )\b(?:is|are|was|were) none\b(?! of\b)/gi, instead: 'X is not a Y, or: there are none' },
  { pattern: /(?:[.!?:] |^\W*|['"`])Of [a-z{]/gm, instead: 'the subject first' },
  { pattern: new RegExp(String.raw`(?<!\b(?:${people}),? )\bwho\b|\bwhom\b`, 'gi'), instead: 'which, that; who is for people' },
  { pattern: /No upstream counterpart/g, instead: 'say it once in a file', atMost: 1 },
];

/** Each phrase that a text has too often, with the line of the first one too many. */
export function phrasesIn(text: string): readonly string[] {
  return phrases.flatMap(({ pattern, instead, atMost = 0 }) => {
    const found = [...text.matchAll(pattern)][atMost];
    if (found === undefined) return [];
    const before = text.slice(0, found.index + found[0].length).split('\n');
    return [`line ${before.length}: ${found[0].trim()} (write: ${instead})`];
  });
}
