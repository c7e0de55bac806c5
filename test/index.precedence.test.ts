import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as sizing from '../src/index.ts';
import { calls } from './calls.ts';
import { precedenceOf } from './precedence.ts';

/** Observed from release 0.1.0: for each function the wrong values that it refuses, in the order in which it reports them. */
const observed = JSON.parse(readFileSync(new URL('fixtures/precedence.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, readonly string[]>
>;

/** Faults whose place release 0.1.0 told wrongly, as they are told now. */
const mended: Readonly<Record<string, string>> = {
  'machine.capacity.memory: ErrFormatWrong memory': 'machine.capacity.memory: ErrFormatWrong capacity.memory',
};

/** Whether a fault is one of the version or of the gates, which most functions resolve before they read anything else. */
const isOfRelease = (fault: string): boolean => /^options\.(kubernetesVersion|featureGates) =/.test(fault);

/** The order with version and gates first; where a function once looked at gates for some pods only, it now refuses wrong ones for every pod. */
function releaseFirst(order: readonly string[], now: readonly string[]): readonly string[] {
  return [...now.filter(isOfRelease), ...order.filter((fault) => !isOfRelease(fault))];
}

describe('of two wrong inputs the same one as ever is reported', () => {
  it.each(Object.entries(observed))('by %s, version and gates apart, which may come first', (name, told) => {
    const order = told.map((fault) => mended[fault] ?? fault);
    const now = precedenceOf(sizing, name);
    if (now.join() !== order.join()) expect(now).toEqual(releaseFirst(order, now));
  });

  it('by every function that refuses more than one', () => {
    const others = Object.keys(calls).filter((name) => !Object.hasOwn(observed, name));
    expect(others.filter((name) => precedenceOf(sizing, name).length > 1)).toEqual([]);
  });
});

describe('the calls', () => {
  it('are one of every function that takes two arguments', () => {
    const several = Object.entries(sizing).filter(([, value]) => typeof value === 'function' && value.length > 1);
    const names = several.map(([name]) => name).filter((name) => /^[a-z]/.test(name));
    expect(names.filter((name) => !Object.hasOwn(calls, name))).toEqual([]);
  });
});
