import { describe, expect, it } from 'vitest';
import { findPods } from '../../../src/report/subject/find-pods.ts';
import { factsOverMinors } from '../../../src/report/versions/over-minors.ts';

const node = { status: { allocatable: { cpu: '8', memory: '14Gi', pods: '110' } } };
const limited = { name: 'app', resources: { limits: { cpu: '1', memory: '2Gi' } } };

/** How many parts are the same object at a minor as at the one before. */
const kept = (pod: object, minor: number, options = {}): number => {
  const [found] = findPods(pod);
  const factsAt = factsOverMinors(found!, node, options);
  const before = factsAt(minor - 1);
  return factsAt(minor).filter((facts, part) => facts === before[part]).length;
};

describe('factsOverMinors', () => {
  const pod = { spec: { containers: [limited] } };
  it('computes again only what asks for a rule that has changed', () => {
    const counts = [19, 20, 25, 29, 37].map((minor) => kept(pod, minor));
    expect(counts.filter((count) => count < 3)).toEqual([]);
    expect([kept(pod, 25), kept(pod, 24)]).toEqual([11, 12]);
  });

  it('begins anew where the pod is stored with other amounts', () => {
    const ofPod = { spec: { containers: [limited], resources: { limits: { cpu: '2' } } } };
    expect(kept(ofPod, 34)).toBe(0);
  });

  it('holds each minor to what its gates may be', () => {
    const factsAt = factsOverMinors(findPods(pod)[0]!, node, { featureGates: { PodOverhead: true } });
    factsAt(25);
    expect(() => factsAt(26)).toThrow(expect.objectContaining({ code: 'UnknownFeatureGate' }));
  });
});
