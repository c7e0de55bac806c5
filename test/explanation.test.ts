import { expect, it } from 'vitest';
import { recorded, type Note, type RuleTexts } from '../src/explanation.ts';

const rules: RuleTexts<'size' | 'limit'> = {
  size: { title: 'size', upstream: 'pkg/a.go size' },
  limit: { title: 'limit', upstream: 'pkg/b.go limit' },
};

function sized(bytes: number, note?: Note<'size' | 'limit', 'given' | 'none'>): number {
  note?.('size', 'given', { bytes }, 'applied');
  note?.('limit', 'none', {}, 'skipped');
  return bytes * 2;
}

it('gives the result of the computation with its steps in order, each with the place upstream', () => {
  expect(recorded(rules, (note) => sized(2, note))).toEqual({
    result: 4,
    steps: [
      { rule: 'size', upstream: 'pkg/a.go size', inputs: { bytes: 2 }, outcome: 'applied', because: 'given' },
      { rule: 'limit', upstream: 'pkg/b.go limit', inputs: {}, outcome: 'skipped', because: 'none' },
    ],
  });
});

it('computes the same where nobody listens', () => expect(sized(2)).toBe(4));
