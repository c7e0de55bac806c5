import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as sizing from '../src/index.ts';
import { calls } from './calls.ts';
import { precedenceOf } from './precedence.ts';

/** Observed from release 0.1.0, or from the first call of a later function: for each function the wrong values that it refuses, in the order in which it reports them. */
const observed = JSON.parse(readFileSync(new URL('fixtures/precedence.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, readonly string[]>
>;

/** Faults whose place release 0.1.0 told wrongly, as they are told now. */
const mended: Readonly<Record<string, string>> = {
  'machine.capacity.memory: ErrFormatWrong memory': 'machine.capacity.memory: ErrFormatWrong capacity.memory',
  'object.spec.volumes.0.emptyDir.sizeLimit: ErrFormatWrong newPod.spec.volumes[0].emptyDir.sizeLimit':
    'object.spec.volumes.0.emptyDir.sizeLimit: ErrFormatWrong spec.volumes[0].emptyDir.sizeLimit',
  'options.swapCapacity: ErrFormatWrong spec.containers[0].machine.swapCapacity':
    'options.swapCapacity: ErrFormatWrong machine.swapCapacity',
};

/** Functions that read their input without a look in release 0.1.0, and refuse what is wrong with it now. */
const refusing: ReadonlySet<string> = new Set(['explainQuantity', 'renderExplanation']);

/** Whether a fault is one of the version or of the gates, which most functions resolve before they read anything else. */
const isOfRelease = (fault: string): boolean => /^options\.(kubernetesVersion|featureGates) =/.test(fault);

/** How many faults that are not of the release are reported before one. */
const reportedBefore = (fault: string, order: readonly string[]): number =>
  order.slice(0, order.indexOf(fault)).filter((other) => !isOfRelease(other)).length;

describe('of two wrong inputs the same one as ever is reported', () => {
  it.each(Object.entries(observed))('by %s, version and gates apart, which may come earlier', (name, told) => {
    const order = told.map((fault) => mended[fault] ?? fault);
    // What release 0.1.0 took and is refused now has no order to keep.
    const now = precedenceOf(sizing, name).filter((fault) => fault.includes(' & ') || order.includes(fault));
    expect(now.filter((fault) => !isOfRelease(fault))).toEqual(order.filter((fault) => !isOfRelease(fault)));
    const later = order.filter(
      (fault) => isOfRelease(fault) && now.includes(fault) && reportedBefore(fault, now) > reportedBefore(fault, order),
    );
    expect(later).toEqual([]);
  });

  it('by every function that refuses more than one', () => {
    const others = Object.keys(calls).filter((name) => !Object.hasOwn(observed, name) && !refusing.has(name));
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
