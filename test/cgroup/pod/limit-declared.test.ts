import { describe, expect, it } from 'vitest';
import { undeclaredLimits } from '../../../src/cgroup/pod/limit-declared.ts';
import { releaseOf, type Release } from '../../../src/version/release.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const at = (minor: number, podLevel?: boolean): Release =>
  releaseOf({ kubernetesVersion: `1.${minor}`, ...(podLevel === undefined ? {} : { featureGates: { PodLevelResources: podLevel } }) });
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
  ])('in 1.%i', (minor, of, undeclared) => expect(undeclaredLimits(of, at(minor))).toEqual(undeclared));

  it('are declared by the pod itself', () => {
    const own = pod([{ name: 'setup' }], { limits: { memory: '2Gi', cpu: '0' } });
    expect(undeclaredLimits(own, at(37))).toEqual({ cpu: 'setup' });
    expect(undeclaredLimits(own, at(37, false))).toEqual({ cpu: 'setup', memory: 'setup' });
    expect(undeclaredLimits(own, at(31))).toEqual({ cpu: 'setup', memory: 'setup' });
  });

  it('are left undeclared by a container without a name', () => {
    expect(undeclaredLimits({ spec: { containers: [{} as { name: string }] } }, at(37))).toEqual({ cpu: '', memory: '' });
  });
});
