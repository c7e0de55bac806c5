import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeAllocatable } from '../../src/node/allocatable.ts';
import type { NodeAllocatableInputs } from '../../src/node/inputs.ts';
import { Quantity } from '../../src/quantity/index.ts';
import { deepFreeze } from '../deep-freeze.ts';

const texts = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('nodeAllocatable', () => {
  it('withholds reservations and the two thresholds that count', () => {
    const inputs = deepFreeze({
      capacity: { cpu: '4', memory: '16Gi', 'ephemeral-storage': '100Gi', pods: '110', 'nvidia.com/gpu': '2', 'hugepages-2Mi': '1Gi' },
      kubeReserved: { cpu: '100m', memory: '1Gi', pid: '1000' },
      systemReserved: { memory: '512Mi', 'ephemeral-storage': '1Gi', 'nvidia.com/gpu': '1' },
      evictionHard: { 'memory.available': '512Mi', 'nodefs.available': '10%', 'imagefs.available': '50%', 'pid.available': '10%' },
    });
    expect(texts(nodeAllocatable(inputs))).toEqual({
      allocatable: {
        cpu: '3900m',
        memory: '13Gi',
        'ephemeral-storage': '95563022176',
        pods: '110',
        'nvidia.com/gpu': '2',
        'hugepages-2Mi': '1Gi',
      },
      reservation: { cpu: '100m', memory: '2Gi', 'ephemeral-storage': '11811160224' },
      enforced: { cpu: '3900m', memory: '14848Mi', 'ephemeral-storage': '99Gi', 'hugepages-2Mi': '1Gi' },
    });
  });

  it('is never negative', () => {
    const { allocatable, enforced } = nodeAllocatable({
      capacity: { cpu: '1', memory: '1Gi', 'hugepages-1Gi': '2Gi' },
      kubeReserved: { cpu: '2' },
    });
    expect(texts({ allocatable, enforced })).toEqual({
      allocatable: { cpu: '0', memory: '0', 'hugepages-1Gi': '2Gi' },
      enforced: { cpu: '0', memory: '1Gi', 'hugepages-1Gi': '2Gi' },
    });
  });

  it('reserves hugepages, too', () => {
    const { reservation } = nodeAllocatable({
      capacity: { memory: '4Gi', 'hugepages-2Mi': '1Gi' },
      systemReserved: { 'hugepages-2Mi': '2Mi' },
    });
    expect(texts(reservation)).toEqual({ 'hugepages-2Mi': '2Mi' });
  });

  it('takes names such as __proto__ as data', () => {
    const capacity = JSON.parse('{ "__proto__": "1", "constructor": "2", "memory": "1Gi" }') as Record<string, string>;
    const { allocatable } = nodeAllocatable({
      capacity,
      kubeReserved: JSON.parse('{ "__proto__": "1", "memory": "1Mi" }') as Record<string, string>,
    });
    expect(Object.entries(allocatable).map(([name, amount]) => [name, String(amount)])).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
      ['memory', '1023Mi'],
    ]);
  });

  it('wants what memory managers are told to agree with what is reserved', () => {
    const inputs = { capacity: { memory: '4Gi' }, kubeReserved: { memory: '1Gi' }, evictionHard: { 'memory.available': '100Mi' } };
    const told = (...amounts: string[]): NodeAllocatableInputs => ({
      ...inputs,
      reservedMemory: amounts.map((memory, numaNode) => ({ numaNode, limits: { memory } })),
    });
    expect(texts(nodeAllocatable(told('1Gi', '100Mi')).allocatable)).toEqual({ memory: '2972Mi' });
    expect(() => nodeAllocatable(told('1Gi'))).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'reservedMemory' }));
    expect(() => nodeAllocatable(told())).toThrow(expect.objectContaining({ path: 'reservedMemory' }));
    expect(() => nodeAllocatable({ ...inputs, reservedMemory: [{ limits: { 'hugepages-2Mi': '2Mi' } }] })).toThrow(/2Mi of hugepages-2Mi/);
    expect(texts(nodeAllocatable(told('1Gi'), { kubernetesVersion: '1.21' }).allocatable)).toEqual({ memory: '2972Mi' });
  });

  it.each([
    [null, 'InvalidInput', 'inputs'],
    [undefined, 'InvalidInput', 'inputs'],
    [{ capacity: null }, 'MissingField', 'capacity'],
    [{ capacity: { memory: '1Gb' } }, 'ErrFormatWrong', 'capacity.memory'],
    [{ capacity: [] }, 'InvalidInput', 'capacity'],
    [{ capacity: {}, kubeReserved: { cpu: 'x' } }, 'ErrFormatWrong', 'kubeReserved.cpu'],
    [{ capacity: {}, kubeReserved: 'none' }, 'InvalidInput', 'kubeReserved'],
    [{ capacity: {}, systemReserved: { memory: '-1Gi' } }, 'InvalidInput', 'systemReserved.memory'],
    [{ capacity: {}, evictionHard: { 'memory.available': '-1' } }, 'InvalidThreshold', 'evictionHard.memory.available'],
    [{ capacity: {}, reservedMemory: [{ limits: { memory: '1x' } }] }, 'ErrFormatWrong', 'reservedMemory[0].limits.memory'],
    [{ capacity: {}, reservedMemory: {} }, 'InvalidInput', 'reservedMemory'],
  ])('refuses %j', (inputs, code, path) => {
    expect(() => nodeAllocatable(inputs as never)).toThrow(expect.objectContaining({ code, path }));
  });

  it('leaves the whole capacity beside what is withheld, unless that is more', () => {
    const bytes = integer({ min: 0, max: 2 ** 40 });
    assert(
      property(bytes, bytes, bytes, bytes, (capacity, kube, system, threshold) => {
        const { allocatable, reservation, enforced } = nodeAllocatable({
          capacity: { memory: capacity },
          kubeReserved: { memory: kube },
          systemReserved: { memory: system },
          evictionHard: threshold === 0 ? {} : { 'memory.available': String(threshold) },
        });
        const zero = Quantity.fromInt64(0);
        const withheld = reservation.memory ?? zero;
        expect(withheld.value()).toBe(BigInt(kube) + BigInt(system) + BigInt(threshold));
        expect(allocatable.memory?.value()).toBe(BigInt(Math.max(0, capacity - kube - system - threshold)));
        expect(enforced.memory?.cmp(allocatable.memory ?? zero)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
