import { describe, expect, it } from 'vitest';
import { machineOf, osOf } from '../../../src/report/subject/machine.ts';

describe('machineOf', () => {
  it('reads the memory of a node', () => {
    const read = (status: object): unknown => JSON.parse(JSON.stringify(machineOf({ status }, 37)));
    expect(read({ allocatable: { memory: '14Gi' }, capacity: { memory: '16Gi' } })).toEqual({
      allocatable: '14Gi',
      memory: '16Gi',
      hugePageSizes: [],
    });
    expect(read({ allocatable: { memory: '14Gi' } })).toEqual({ allocatable: '14Gi', memory: '14Gi', hugePageSizes: [] });
    expect(read({ allocatable: { memory: '1Gi' }, capacity: { 'hugepages-2Mi': '0', 'hugepages-1Gi': '2Gi', pods: '110' } })).toMatchObject(
      { hugePageSizes: ['2MB', '1GB'] },
    );
    expect(machineOf(undefined, 37)).toBeUndefined();
  });
  it.each([
    [{}, 'MissingField', 'node.status.allocatable.memory'],
    [{ status: { capacity: { memory: '1Gi' } } }, 'MissingField', 'node.status.allocatable.memory'],
    [{ status: { allocatable: { memory: '1gib' } } }, 'ErrFormatWrong', 'node.status.allocatable.memory'],
    [{ status: [] }, 'InvalidInput', 'node.status'],
  ])('refuses %j', (node, code, path) => expect(() => machineOf(node as never, 37)).toThrow(expect.objectContaining({ code, path })));
});

it('asks the options, the node, the pod, and takes Linux', () => {
  const node = { status: { nodeInfo: { operatingSystem: 'windows' } } };
  const pod = { spec: { containers: [], os: { name: 'windows' } } };
  expect([osOf(pod, node, 'linux'), osOf({}, node, undefined), osOf(pod, undefined, undefined), osOf({}, undefined, undefined)]).toEqual([
    'linux',
    'windows',
    'windows',
    'linux',
  ]);
  expect(osOf({}, { status: { nodeInfo: { operatingSystem: 'plan9' } } }, undefined)).toBe('windows');
  expect(() => osOf(pod, node, 'Linux')).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'options.os' }));
});
