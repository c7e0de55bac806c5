import { describe, expect, it } from 'vitest';
import { adjustForHugePages } from '../../../src/eviction/observations/hugepages.ts';

const node = Object.freeze({
  status: { capacity: { memory: '8Gi', 'hugepages-1Gi': '1Gi', 'hugepages-2Mi': '4Mi', 'hugepages-x': null } },
});
const memory = Object.freeze({ availableBytes: 2 ** 31, workingSetBytes: 5 });

describe('adjustForHugePages', () => {
  it('takes hugepages away', () => {
    expect(adjustForHugePages(memory, node)).toEqual({ availableBytes: 2 ** 31 - 2 ** 30 - 4 * 2 ** 20, workingSetBytes: 5 });
  });
  it('stops at zero', () => {
    expect(adjustForHugePages({ availableBytes: 2 ** 30 + 4 * 2 ** 20 }, node).availableBytes).toBe(0);
    expect(adjustForHugePages({ availableBytes: 1n }, node).availableBytes).toBe(0);
  });
  it.each([
    ['without hugepages', memory, { status: { capacity: { memory: '8Gi' } } }, {}],
    ['without a node', memory, undefined, {}],
    ['without availableBytes', { workingSetBytes: 5 }, node, {}],
    ['before 1.37', memory, node, { kubernetesVersion: '1.36' }],
    ['with the gate off', memory, node, { featureGates: { HugepageAwareEviction: false } }],
  ])('returns the same object %s', (_name, stats, where, options) => {
    expect(adjustForHugePages(stats, where, options)).toBe(stats);
  });
  it('is exact beyond 2^53, or says so', () => {
    const large = { status: { capacity: { 'hugepages-1Gi': '8Ei' } } };
    expect(adjustForHugePages({ availableBytes: 2n ** 63n + 7n }, large).availableBytes).toBe(8);
    expect(() => adjustForHugePages({ availableBytes: 2n ** 60n }, node)).toThrow(expect.objectContaining({ code: 'OutOfRange' }));
  });
  it('names a malformed capacity', () => {
    const bad = { status: { capacity: { 'hugepages-2Mi': '4MB' } } };
    expect(() => adjustForHugePages(memory, bad)).toThrow(expect.objectContaining({ path: 'node.status.capacity.hugepages-2Mi' }));
    expect(() => adjustForHugePages(memory, 5 as never)).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'node' }));
    expect(() => adjustForHugePages(memory, { status: { capacity: [] as never } })).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: 'node.status.capacity' }),
    );
  });
});
