import { describe, expect, it } from 'vitest';
import { nodeAllocatable } from '../../src/node/allocatable.ts';
import { explainNodeAllocatable, explainNodeAllocatableFromConfig } from '../../src/node/explain-allocatable.ts';

const inputs = {
  capacity: { memory: '4Gi', pods: '10', 'hugepages-2Mi': '1Gi', cpu: '1' },
  kubeReserved: { memory: '1Gi', pid: '10', cpu: '2' },
  evictionHard: { 'memory.available': '100Mi', 'pid.available': '10%' },
};
const reasons = (steps: readonly { readonly because: string }[]): string[] => steps.map(({ because }) => because);

describe('explainNodeAllocatable', () => {
  it('gives what nodeAllocatable gives', () => {
    const { podsCgroup, ...result } = explainNodeAllocatable(inputs).result;
    expect(JSON.stringify(result)).toBe(JSON.stringify(nodeAllocatable(inputs)));
    expect(podsCgroup).toEqual(result.enforced);
  });

  it('tells every rule, also those that do not apply', () => {
    expect(reasons(explainNodeAllocatable(inputs).steps)).toEqual([
      'node-threshold-withheld',
      'node-threshold-elsewhere',
      'node-reservation-added',
      'node-reservation-ignored',
      'node-reservation-added',
      'node-left',
      'node-nothing-left',
      'node-hugepages-taken',
      'node-enforced-without-thresholds',
      'node-enforced-without-thresholds',
      'node-enforced-without-thresholds',
    ]);
    const skipped = explainNodeAllocatable(inputs).steps.filter(({ outcome }) => outcome === 'skipped');
    expect(reasons(skipped)).toEqual(['node-threshold-elsewhere', 'node-reservation-ignored']);
  });

  it('holds the pods to the capacity where nothing is enforced', () => {
    const { result, steps } = explainNodeAllocatable({ ...inputs, enforceNodeAllocatable: [] });
    expect(JSON.stringify(result.podsCgroup)).toBe('{"memory":"4Gi","hugepages-2Mi":"1Gi","cpu":"1"}');
    expect(steps.at(-1)).toMatchObject({ because: 'node-not-enforced', outcome: 'skipped' });
  });
});

it.each([
  [{}, ['node-thresholds-defaulted']],
  [{ evictionHard: {} }, ['node-thresholds-own']],
  [{ evictionHard: {}, mergeDefaultEvictionSettings: true }, ['node-thresholds-merged']],
  [{ reservedSystemCPUs: '0' }, ['node-thresholds-defaulted', 'node-cpus-counted']],
])('explainNodeAllocatableFromConfig tells what became of %j', (config, wanted) => {
  const { steps, result } = explainNodeAllocatableFromConfig({ cpu: '2', memory: '4Gi' }, config);
  expect(reasons(steps).slice(0, wanted.length)).toEqual(wanted);
  expect(result.allocatable.cpu?.toString()).toBe('reservedSystemCPUs' in config ? '1' : '2');
});

it.each([
  [() => explainNodeAllocatable(null as never), 'inputs'],
  [() => explainNodeAllocatable({ capacity: {}, enforceNodeAllocatable: 'pods' as never }), 'enforceNodeAllocatable'],
  [() => explainNodeAllocatableFromConfig({}, null as never), 'config'],
])('refuses %s', (call, path) => expect(call).toThrow(expect.objectContaining({ code: 'InvalidInput', path })));
