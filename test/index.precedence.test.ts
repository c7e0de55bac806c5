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
  'object.spec.volumes.0.emptyDir.sizeLimit: ErrFormatWrong newPod.spec.volumes[0].emptyDir.sizeLimit':
    'object.spec.volumes.0.emptyDir.sizeLimit: ErrFormatWrong spec.volumes[0].emptyDir.sizeLimit',
};

/** Faults that release 0.1.0 took. */
const taken: ReadonlySet<string> = new Set(['facts.cpuManagerPolicy: InvalidInput cpuManagerPolicy']);

/** Whether a fault is one of the version or of the gates, which most functions resolve before they read anything else. */
const isOfRelease = (fault: string): boolean => /^options\.(kubernetesVersion|featureGates) =/.test(fault);

/** Whether a fault hides the version of a node, so that it is reported before the gates of that version are looked at. */
const hidesVersion = (fault: string, order: readonly string[]): boolean =>
  fault.startsWith('node.status:') && order.indexOf(fault) < order.findIndex((other) => other.startsWith('options.featureGates'));

/** The order with version and gates first; where a function once looked at gates for some pods only, it now refuses wrong ones for every pod. */
function releaseFirst(order: readonly string[], now: readonly string[]): readonly string[] {
  const isFirst = (fault: string): boolean => isOfRelease(fault) || hidesVersion(fault, order);
  return [...now.filter(isFirst), ...order.filter((fault) => !isFirst(fault))];
}

describe('of two wrong inputs the same one as ever is reported', () => {
  it.each(Object.entries(observed))('by %s, version and gates apart, which may come first', (name, told) => {
    const order = told.map((fault) => mended[fault] ?? fault);
    const now = precedenceOf(sizing, name).filter((fault) => !taken.has(fault));
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
