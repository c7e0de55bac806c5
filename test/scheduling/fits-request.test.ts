import { describe, expect, it } from 'vitest';
import { emptyResource, type Resource } from '../../src/scheduling/resource.ts';
import { differenceOrZero, fitsRequest, insufficientReason } from '../../src/scheduling/fits-request.ts';

const amounts = (more: Partial<Resource>): Resource => ({ ...emptyResource(), ...more });
const names = (...args: Parameters<typeof fitsRequest>): string[] => fitsRequest(...args).map(({ name }) => name);

describe('fitsRequest', () => {
  const scalars = (a: number, b: number) =>
    new Map([
      ['b.c/d', b],
      ['a.b/c', a],
    ]);
  const full = {
    allocatable: amounts({ milliCPU: 1, memory: 1, ephemeralStorage: 1, allowedPodNumber: 1, scalarResources: scalars(1, 1) }),
    requested: amounts({ milliCPU: 1, memory: 1, ephemeralStorage: 1, scalarResources: scalars(1, 1) }),
    pods: 1,
  };

  it('names what is lacking, in one order', () => {
    const all = amounts({ milliCPU: 1, memory: 1, ephemeralStorage: 1, scalarResources: scalars(1, 1) });
    expect(names(all, full, 37)).toEqual(['pods', 'cpu', 'memory', 'ephemeral-storage', 'a.b/c', 'b.c/d']);
  });

  it('needs only a place for a pod that requests nothing', () => {
    expect(names(emptyResource(), { ...full, requested: amounts({ milliCPU: 9 }) }, 15)).toEqual(['pods']);
  });

  it.each([
    [25, ['cpu', 'memory', 'a.b/c']],
    [26, ['cpu', 'memory']],
    [27, ['cpu', 'memory']],
    [28, ['memory']],
  ])('takes requests of 0 on an overcommitted node by the rule of 1.%i', (minor, lacking) => {
    const over = {
      allocatable: amounts({ allowedPodNumber: 9, milliCPU: 1, memory: 5, scalarResources: new Map([['a.b/c', 0]]) }),
      requested: amounts({ milliCPU: 2, memory: 5, scalarResources: new Map([['a.b/c', 1]]) }),
      pods: 0,
    };
    expect(names(amounts({ memory: 1, scalarResources: new Map([['a.b/c', 0]]) }), over, minor)).toEqual(lacking);
  });

  it.each([
    [20, []],
    [21, ['memory']],
  ])('wraps up to 1.20: 1.%i', (minor, lacking) => {
    const near = { allocatable: amounts({ allowedPodNumber: 9, memory: 10 }), requested: amounts({ memory: 9 }), pods: 0 };
    expect(names(amounts({ memory: 2n ** 63n - 1n }), near, minor)).toEqual(lacking);
  });

  it('tells since 1.34 whether an empty node would do', () => {
    const request = amounts({ milliCPU: 2, scalarResources: scalars(0, 3) });
    expect(
      fitsRequest(request, full, 34)
        .filter(({ unresolvable }) => unresolvable)
        .map(({ name }) => name),
    ).toEqual(['cpu', 'b.c/d']);
    expect(fitsRequest(request, full, 33).some(({ unresolvable }) => unresolvable)).toBe(false);
  });

  it('compares what is added, and tells what is requested', () => {
    const request = amounts({ milliCPU: 5 });
    const node = { allocatable: amounts({ milliCPU: 5, allowedPodNumber: 9 }), requested: amounts({ milliCPU: 4 }), pods: 1 };
    expect(fitsRequest(request, node, 37, amounts({ milliCPU: 1 }))).toEqual([]);
    expect(fitsRequest(request, node, 37, amounts({ milliCPU: 2 }))).toEqual([
      { name: 'cpu', requested: 5, used: 4, capacity: 5, unresolvable: false },
    ]);
  });
});

it.each([
  ['pods', 17, 'Insufficient pods'],
  ['pods', 18, 'Too many pods'],
  ['a.b/c', 37, 'Insufficient a.b/c'],
])('%s is lacking in the words of 1.%i', (name, minor, text) => expect(insufficientReason(name, minor)).toBe(text));

it('atLeastZero', () =>
  expect([differenceOrZero(3, 1), differenceOrZero(1, 3), differenceOrZero(2n ** 60n, 0)]).toEqual([2, 0, 2n ** 60n]));
