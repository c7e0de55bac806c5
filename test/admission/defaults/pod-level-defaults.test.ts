import { describe, expect, it } from 'vitest';
import { withPodLevelDefaults, type PodLevelDefaulting } from '../../../src/admission/defaults/pod-level-defaults.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const container = (name: string, limits: object, requests: object): object => ({ name, resources: { limits, requests } });
const filled = (resources: object, rule: Partial<PodLevelDefaulting>, containers: object[]): unknown => {
  const pod = deepFreeze({ spec: { containers, resources } });
  const all: PodLevelDefaulting = { when: 'beforeRounding', hugePages: 'unlessRequested', limits: false, ...rule };
  return JSON.parse(JSON.stringify(withPodLevelDefaults(pod as never, all, 37).spec?.resources)) as unknown;
};

describe('what the pod itself requests and limits', () => {
  const two = [container('a', { cpu: '1', 'hugepages-2Mi': '2Mi' }, { cpu: '1' }), container('b', { cpu: '2' }, { memory: '1Gi' })];
  it('is not invented', () => {
    expect(filled({}, { limits: true }, two)).toEqual({});
    expect(filled({ requests: {}, limits: {} }, { limits: true }, two)).toEqual({ requests: {}, limits: {} });
  });
  it('is requested as its containers do, or as it is limited', () => {
    expect(filled({ limits: { cpu: '4', memory: '4Gi' } }, { hugePages: 'never' }, two)).toEqual({
      requests: { cpu: '1', memory: '1Gi' },
      limits: { cpu: '4', memory: '4Gi' },
    });
    expect(filled({ limits: { cpu: '4' } }, { hugePages: 'never' }, [{ name: 'a' }])).toEqual({
      requests: { cpu: '4' },
      limits: { cpu: '4' },
    });
  });
  it('limits hugepages as its containers do', () => {
    const requests = { cpu: '1', 'hugepages-2Mi': '4Mi' };
    expect(filled({ requests }, { hugePages: 'always' }, two)).toMatchObject({ limits: { 'hugepages-2Mi': '2Mi' } });
    expect(filled({ requests }, { hugePages: 'unlessRequested' }, two)).toEqual({ requests });
  });
  it('is limited in 1.37 where every container is, at least to what it requests', () => {
    expect(filled({ requests: { cpu: '1' } }, { limits: true, hugePages: 'never' }, two)).toEqual({
      requests: { cpu: '1', memory: '1Gi' },
      limits: { cpu: '3' },
    });
    expect(filled({ requests: { cpu: '5' } }, { limits: true, hugePages: 'never' }, two)).toMatchObject({ limits: { cpu: '5' } });
  });
});
