import { describe, expect, it } from 'vitest';
import { releaseOf } from '../../../src/version/release.ts';
import { assumption, at as inTemplate, isFresh, subjectOf, versionFor } from '../../../src/report/subject/subject.ts';
import { SizingError } from '../../../src/errors.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const node = (kubeletVersion?: string): object => ({ status: { nodeInfo: { kubeletVersion } } });

describe('versionFor', () => {
  it.each([
    [undefined, undefined, '1.37', ['newest-version']],
    [node(), undefined, '1.37', ['newest-version']],
    [node('v1.28.3-gke.100'), undefined, '1.28', ['version-of-node']],
    [node('v1.11.0'), undefined, '1.15', ['nearest-version']],
    [node('v1.38.0-alpha.1'), undefined, '1.38', ['version-of-node', 'pre-release']],
    [node('v1.39.0-alpha.1'), undefined, '1.38', ['nearest-version', 'pre-release']],
    [undefined, '1.38', '1.38', ['pre-release']],
    [node('v1.28.3'), 'v1.30.1', '1.30', []],
  ])('with %j and %s is %s', (of, kubernetesVersion, minor, codes) => {
    const found = versionFor(of, { kubernetesVersion });
    expect([found.minor, found.assumptions.map(({ code }) => code)]).toEqual([minor, codes]);
  });
  it('refuses a version that is none', () => {
    expect(() => versionFor(node('latest'), {})).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: expect.stringContaining('node.status.nodeInfo.kubeletVersion') as string }),
    );
    expect(() => versionFor(undefined, { kubernetesVersion: '1.14' })).toThrow(expect.objectContaining({ code: 'UnsupportedVersion' }));
  });
});

describe('subjectOf', () => {
  const codes = (object: object): string[] => subjectOf(deepFreeze(object), releaseOf({})).assumptions.map(({ code }) => code);
  const spec = { containers: [{ name: 'a', resources: { limits: { cpu: '1' } } }] };

  it('fills in the defaults of a fresh pod and of a template, not of a stored pod', () => {
    const requests = (object: object): unknown => {
      const { pod } = subjectOf(object, releaseOf({}));
      return JSON.parse(JSON.stringify(pod.spec?.containers?.[0]?.resources?.requests ?? null)) as unknown;
    };
    expect([codes({ kind: 'Pod', spec }), requests({ kind: 'Pod', spec })]).toEqual([['defaults-filled-in'], { cpu: '1' }]);
    expect(requests({ kind: 'Deployment', spec: { template: { spec } } })).toEqual({ cpu: '1' });
    const stored = { kind: 'Pod', metadata: { uid: 'f' }, spec };
    expect([codes(stored), requests(stored)]).toEqual([[], null]);
  });

  it('knows the priority of the two classes that every cluster has', () => {
    const priority = (priorityClassName: string, own?: number): unknown =>
      subjectOf({ spec: { ...spec, priorityClassName, priority: own } }, releaseOf({})).pod.spec?.priority;
    expect([
      priority('system-node-critical'),
      priority('system-cluster-critical'),
      priority('high'),
      priority('system-node-critical', 5),
    ]).toEqual([2_000_001_000, 2_000_000_000, undefined, 5]);
    expect(codes({ spec: { ...spec, priorityClassName: 'constructor' } })).toEqual(['defaults-filled-in']);
  });

  it.each([
    [null, 'InvalidInput'],
    ['pod', 'InvalidInput'],
    [[], 'InvalidInput'],
    [{ kind: 'Service', spec: {} }, 'InvalidInput'],
    [
      {
        kind: 'List',
        items: [
          { kind: 'Pod', spec },
          { kind: 'Pod', spec },
        ],
      },
      'InvalidInput',
    ],
  ])('refuses %j', (object, code) => expect(() => subjectOf(object as never, releaseOf({}))).toThrow(expect.objectContaining({ code })));

  it('names where a template stands', () => {
    const bad = {
      kind: 'CronJob',
      spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: 'a', resources: { limits: { cpu: '1K' } } }] } } } } },
    };
    expect(() => subjectOf(bad, releaseOf({}))).toThrow(
      expect.objectContaining({ path: 'spec.jobTemplate.spec.template.spec.containers[0].resources.limits.cpu' }),
    );
  });
});

it('writes assumptions and places', () => {
  expect(assumption('version-of-node', '1.30').message).toBe('No version was given, so that of the node counts: 1.30.');
  const at = (place: string, path: string | undefined): void =>
    inTemplate(place, () => {
      throw new SizingError('NotFound', 'no', { path });
    });
  expect(() => at('', 'spec.x')).toThrow(expect.objectContaining({ path: 'spec.x' }));
  expect(() => at('spec.template', 'spec.x')).toThrow(expect.objectContaining({ path: 'spec.template.spec.x' }));
  expect(() => at('spec.template', undefined)).toThrow(expect.objectContaining({ path: 'spec.template' }));
  expect(() => at('spec.template', 'node.status')).toThrow(expect.objectContaining({ path: 'node.status' }));
});

describe('isFresh', () => {
  it.each([
    [{}, true],
    [{ metadata: null, status: null }, true],
    [{ metadata: { name: 'a', uid: '', creationTimestamp: null }, status: {} }, true],
    [{ metadata: { uid: 'f00d' } }, false],
    [{ metadata: { creationTimestamp: new Date(0) } }, false],
    [{ status: { phase: 'Pending' } }, false],
    [{ status: { qosClass: 'Burstable' } }, true],
  ])('of %j: %s', (pod, fresh) => expect(isFresh(pod)).toBe(fresh));
  it('refuses what is no pod', () => {
    expect(() => isFresh('pod' as never)).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
    expect(() => isFresh({ metadata: 'x' } as never)).toThrow(expect.objectContaining({ path: 'metadata' }));
  });
});
