import { describe, expect, it } from 'vitest';
import type { PodLike } from '../../src/core/index.ts';
import { hasEnded, overheadIn, placedAmounts, requestsIn, wantedAmounts } from '../../src/scheduling/pod-amounts.ts';
import { rulesOf } from '../../src/scheduling/rules.ts';

const container = (requests: Record<string, string>, more: object = {}) => ({ name: 'a', resources: { requests }, ...more });
const rules = (minor: string) => rulesOf({ kubernetesVersion: minor });

describe('wantedAmounts', () => {
  const halves: PodLike = { spec: { containers: [container({ cpu: '100u' }), container({ cpu: '100u' })] } };
  it.each([
    ['1.26', 2],
    ['1.27', 1],
  ])('rounds each container up to 1.26, and the sum later: %s', (minor, milliCPU) =>
    expect(wantedAmounts(halves, rules(minor)).milliCPU).toBe(milliCPU),
  );

  const sidecar: PodLike = {
    spec: {
      containers: [container({ memory: '1Gi' })],
      initContainers: [container({ memory: '2Gi' }, { restartPolicy: 'Always' })],
      overhead: { memory: '1Mi' },
    },
  };
  it.each([
    ['1.15', 2 * 2 ** 30],
    ['1.17', 2 * 2 ** 30],
    ['1.18', 2 * 2 ** 30 + 2 ** 20],
    ['1.28', 3 * 2 ** 30 + 2 ** 20],
  ])('knows overhead and sidecars: %s', (minor, memory) => expect(wantedAmounts(sidecar, rules(minor)).memory).toBe(memory));

  const zeros: PodLike = { spec: { containers: [], initContainers: [container({ 'hugepages-2Mi': '0' })] } };
  it.each([
    ['1.21', undefined],
    ['1.22', new Map([['hugepages-2Mi', 0]])],
    ['1.37', new Map([['hugepages-2Mi', 0]])],
  ])('notes scalars of 0 since 1.22: %s', (minor, scalars) => expect(wantedAmounts(zeros, rules(minor)).scalars).toEqual(scalars));
});

describe('placedAmounts', () => {
  it('forgets init containers in 1.15', () => {
    const pod: PodLike = { spec: { containers: [container({ cpu: '1' })], initContainers: [container({ cpu: '3' })] } };
    expect(['1.15', '1.16', '1.37'].map((minor) => placedAmounts(pod, rules(minor)).milliCPU)).toEqual([1000, 3000, 3000]);
  });

  it('counts what a pod that is being resized has', () => {
    const pod: PodLike = {
      spec: { containers: [container({ cpu: '1' })] },
      status: { containerStatuses: [{ name: 'a', resources: { requests: { cpu: '2' } } }] },
    };
    expect(['1.32', '1.33', '1.37'].map((minor) => placedAmounts(pod, rules(minor)).milliCPU)).toEqual([1000, 2000, 2000]);
    expect(wantedAmounts(pod, rules('1.37')).milliCPU).toBe(1000);
  });
});

it.each([
  [{}, false],
  [{ status: null }, false],
  [{ status: { phase: 'Running' } }, false],
  [{ status: { phase: 'Succeeded' } }, true],
  [{ status: { phase: 'Failed' } }, true],
])('%j has ended: %s', (pod, ended) => expect(hasEnded(pod)).toBe(ended));

it('reads requests and overhead', () => {
  expect(requestsIn({ name: 'a' })).toBeUndefined();
  expect(String(overheadIn({ spec: { containers: [], overhead: { cpu: '1' } } })?.['cpu'])).toBe('1');
});
