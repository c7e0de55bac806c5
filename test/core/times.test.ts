import { describe, expect, it } from 'vitest';
import { millisecondsOf } from '../../src/core/times.ts';

describe('millisecondsOf', () => {
  it.each([
    ['1970-01-01T00:00:01Z', 1000],
    ['1970-01-01T00:00:01.25Z', 1250],
    ['1970-01-01T01:00:00+01:00', 0],
    [new Date(5), 5],
    [7, 7],
    [0, 0],
    ['0001-01-01T00:00:00Z', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('%s', (time, expected) => expect(millisecondsOf(time, 'x')).toBe(expected));

  it.each(['yesterday', '2026-01-01', '', new Date(Number.NaN), Number.NaN])('refuses %s', (time) => {
    expect(() => millisecondsOf(time, 'node.fs.time')).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'node.fs.time' }));
  });
});
