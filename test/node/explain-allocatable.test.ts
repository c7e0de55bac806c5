import { assert, boolean, constantFrom, dictionary, integer, oneof, option, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeAllocatable } from '../../src/node/allocatable.ts';
import {
  explainNodeAllocatable,
  explainNodeAllocatableFromConfig,
  type NodeAllocatableExplained,
} from '../../src/node/explain-allocatable.ts';
import { nodeAllocatableFromConfig } from '../../src/node/from-config.ts';
import { supportedMinors } from '../../src/version/minors.ts';

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

describe('an explanation gives what its function gives', () => {
  const amount = oneof(integer({ min: 0, max: 2 ** 50 }), constantFrom('1500u', '1.5Gi', '100m', '1e3', '0'));
  const list = dictionary(constantFrom('cpu', 'memory', 'ephemeral-storage', 'pid'), amount);
  const capacity = dictionary(constantFrom('cpu', 'memory', 'pods', 'hugepages-2Mi', 'ephemeral-storage', 'example.com/x'), amount);
  const evictionHard = option(
    dictionary(
      constantFrom('memory.available', 'nodefs.available', 'pid.available', 'imagefs.available'),
      constantFrom('10%', '1Gi', '0%'),
    ),
  );
  const config = record({
    kubeReserved: list,
    systemReserved: list,
    evictionHard,
    reservedSystemCPUs: constantFrom(null, '', '0-3'),
    mergeDefaultEvictionSettings: boolean(),
    enforceNodeAllocatable: constantFrom(undefined, ['pods'], ['none']),
  });
  const withoutPods = ({ allocatable, reservation, enforced }: NodeAllocatableExplained): string =>
    JSON.stringify({ allocatable, reservation, enforced });

  it('of inputs and of a configuration, for every minor', () =>
    assert(
      property(capacity, config, constantFrom(...supportedMinors), (has, settings, kubernetesVersion) => {
        const options = { kubernetesVersion };
        const inputs = { capacity: has, ...settings };
        expect(withoutPods(explainNodeAllocatable(inputs, options).result)).toBe(JSON.stringify(nodeAllocatable(inputs, options)));
        const explained = explainNodeAllocatableFromConfig(has, settings, options);
        expect(withoutPods(explained.result)).toBe(JSON.stringify(nodeAllocatableFromConfig(has, settings, options)));
        const { allocatable } = explained.result;
        for (const { because, inputs: told } of explained.steps)
          if (because === 'node-left' && told['resource'] !== 'memory')
            expect(told['allocatable']).toBe(allocatable[told['resource'] as string]);
      }),
    ));
});
