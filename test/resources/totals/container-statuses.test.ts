import { describe, expect, it } from 'vitest';
import { isResizeInfeasible, podStatusAmounts, statusAmounts, statusRule } from '../../../src/resources/totals/container-statuses.ts';

const pod = {
  status: {
    resize: 'Infeasible',
    containerStatuses: [
      { name: 'a', allocatedResources: { cpu: '1' } },
      { name: 'a', resources: {}, allocatedResources: {} },
    ],
    initContainerStatuses: [{ name: 'a', resources: { requests: { cpu: '3' } } }, { name: 'i' }],
  },
};

describe('statusAmounts', () => {
  it.each([
    [27, ['a'], { actuated: true, allocated: {} }],
    [33, ['a', 'i'], { actuated: true, requests: { cpu: '3' } }],
    [37, ['a', 'i'], { actuated: false, allocated: { cpu: '1' } }],
  ])('finds in 1.%i the status that counts', (minor, names, first) => {
    const found = statusAmounts(pod, minor);
    expect([...found.keys()]).toEqual(names);
    expect(JSON.parse(JSON.stringify(found.get('a')))).toEqual(first);
  });
  it('names the place of a malformed amount', () => {
    const status = { initContainerStatuses: [{ name: 'i', resources: { limits: { memory: '1GB' } } }] };
    expect(() => statusAmounts({ status }, 37)).toThrow(
      expect.objectContaining({ path: 'status.initContainerStatuses[0].resources.limits.memory' }),
    );
    expect(() => podStatusAmounts({ status: { allocatedResources: { cpu: 'x' } } }, 37)).toThrow(
      expect.objectContaining({ path: 'status.allocatedResources.cpu' }),
    );
    expect(() => podStatusAmounts({ status: { resources: { requests: { cpu: 'x' } } } }, 37)).toThrow(
      expect.objectContaining({ path: 'status.resources.requests.cpu' }),
    );
  });
});

describe('isResizeInfeasible', () => {
  const condition = (type: string, reason: string): object => ({ type, status: 'True', reason });
  it.each([
    [32, { resize: 'Infeasible' }, true],
    [32, { conditions: [condition('PodResizePending', 'Infeasible')] }, false],
    [33, { resize: 'Infeasible' }, false],
    [33, { conditions: [condition('Ready', 'Infeasible')] }, false],
    [33, { conditions: [condition('Ready', ''), condition('PodResizePending', 'Infeasible')] }, true],
    [37, { conditions: [condition('PodResizePending', 'Deferred'), condition('PodResizePending', 'Infeasible')] }, false],
  ])('in 1.%i of %j is %s', (minor, status, infeasible) => expect(isResizeInfeasible(minor)({ status } as never)).toBe(infeasible));
});

it('totals in 1.37 each way for itself, before one effective way', () => {
  expect(statusRule(36).requests.map(({ source }) => source)).toEqual(['effective']);
  expect(statusRule(37).requests.map(({ source }) => source)).toEqual(['spec', 'actuated', 'allocated']);
  expect(statusRule(31).limits.map(({ source }) => source)).toEqual(['spec']);
});
