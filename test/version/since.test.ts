import { expect, it } from 'vitest';
import { since } from '../../src/version/since.ts';

it('answers with the entry of the last version at or before the minor', () => {
  const rule = since({ '1.15': 'a', '1.23': 'b', '1.37': 'c' });
  const table: [number, string][] = [
    [15, 'a'],
    [22, 'a'],
    [23, 'b'],
    [36, 'b'],
    [37, 'c'],
  ];
  expect(table.map(([minor]) => rule(minor))).toEqual(table.map(([, expected]) => expected));
});

it('does not depend on the order of the table', () => {
  const rule = since({ '1.28': 2, '1.15': 1 });
  expect([rule(27), rule(28)]).toEqual([1, 2]);
});
