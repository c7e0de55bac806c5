import { describe, expect, it } from 'vitest';
import { claimsOf, cpuAndMemory, resourcesRemoved, sameLists } from '../../../src/resize/validation/resource-changes.ts';
import { readList, type Totals } from '../../../src/core/resource-lists.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const list = (amounts: object): Totals => deepFreeze(readList(amounts, 'list', 37) ?? {});

describe('resourcesRemoved', () => {
  it.each([
    [{}, {}, false],
    [{ cpu: 1 }, {}, false],
    [{}, { cpu: 0 }, true],
    [{ cpu: 1 }, { memory: 1 }, true],
  ])('%j of %j: %s', (now, before, is) => expect(resourcesRemoved(list(now), list(before))).toBe(is));
});

describe('sameLists', () => {
  it.each([
    [{ memory: '1Gi' }, { memory: '1024Mi' }, true, true],
    [{ memory: '1Gi' }, { memory: '2Gi' }, false, true],
    [{ gpu: 1 }, { gpu: 2 }, false, false],
    [{ gpu: 1 }, {}, false, false],
    [{}, { cpu: 1 }, false, true],
    [JSON.parse('{"__proto__":1}') as object, {}, false, false],
  ])('%j and %j: %s, beside cpu and memory %s', (now, before, all, others) => {
    expect(sameLists(list(now), list(before), [])).toBe(all);
    expect(sameLists(list(now), list(before), cpuAndMemory)).toBe(others);
  });
});

describe('claimsOf', () => {
  it('tells claims apart', () => {
    const texts = [undefined, [], [{ name: 'a' }], [{ name: 'a', request: 'b' }], [{ name: 'b' }, { name: 'a' }]].map((claims) =>
      claimsOf({ resources: { claims } }),
    );
    expect(new Set(texts).size).toBe(4);
    expect(texts[0]).toBe(texts[1]);
    expect(claimsOf({})).toBe('');
  });
});
