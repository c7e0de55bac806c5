import { describe, expect, it } from 'vitest';
import { undeclaredLimits } from '../../../src/cgroup/pod/limit-declared.ts';
import type { PodLike } from '../../../src/core/index.ts';
import { KnownPod } from '../../../src/resources/qos/known-pod.ts';
import { releaseOf } from '../../../src/version/release.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const undeclared = (pod: PodLike, minor: number, featureGates = {}): object =>
  undeclaredLimits(new KnownPod(pod, releaseOf({ kubernetesVersion: `1.${minor}`, featureGates })));
const limits = (memory?: string, cpu?: string): object => ({ resources: { limits: { memory, cpu } } });
const app = { name: 'app', ...limits('1Gi', '1') };
const pod = (initContainers: object[], own?: object): never =>
  deepFreeze({ spec: { containers: [app], initContainers, resources: own } }) as never;

describe('undeclaredLimits', () => {
  const plain = pod([{ name: 'setup', ...limits('1Gi') }]);
  const afterSidecar = pod([
    { name: 'proxy', restartPolicy: 'Always', ...limits('1Mi', '1') },
    { name: 'setup', ...limits('0') },
  ]);
  it.each([
    [22, plain, {}],
    [23, plain, { cpu: 'setup' }],
    [37, plain, { cpu: 'setup' }],
    [27, afterSidecar, { memory: 'setup', cpu: 'setup' }],
    [28, afterSidecar, {}],
    [36, afterSidecar, {}],
    [37, afterSidecar, { memory: 'setup', cpu: 'setup' }],
    [37, pod([]), {}],
    [37, {} as never, {}],
  ])('in 1.%i', (minor, of, names) => expect(undeclared(of, minor)).toEqual(names));

  it('are declared by the pod itself', () => {
    const own = pod([{ name: 'setup' }], { limits: { memory: '2Gi', cpu: '0' } });
    expect(undeclared(own, 37)).toEqual({ cpu: 'setup' });
    expect(undeclared(own, 37, { PodLevelResources: false })).toEqual({ cpu: 'setup', memory: 'setup' });
    expect(undeclared(own, 31)).toEqual({ cpu: 'setup', memory: 'setup' });
  });

  it('are left undeclared by a container without a name', () => {
    expect(undeclared({ spec: { containers: [{} as { name: string }] } }, 37)).toEqual({ cpu: '', memory: '' });
  });
});
