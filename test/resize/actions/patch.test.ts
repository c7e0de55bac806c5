import { describe, expect, it } from 'vitest';
import { patchedPod } from '../../../src/resize/actions/patch.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const pod = deepFreeze({
  metadata: { name: 'p' },
  spec: {
    containers: [
      { name: 'app', image: 'a', resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '1Gi' } } },
      { name: 'log', resources: { requests: { cpu: '1' } } },
    ],
    initContainers: [{ name: 'side', restartPolicy: 'Always' }],
    volumes: [{ name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } }],
  },
});
const shown = (given: Parameters<typeof patchedPod>[1]): unknown => JSON.parse(JSON.stringify(patchedPod(pod, deepFreeze(given), 37).spec));

describe('patchedPod', () => {
  it('merges resources by name, and removes what is null', () => {
    expect(shown({ app: { requests: { cpu: '2', memory: null } }, side: { limits: { cpu: 1 } }, log: null })).toEqual({
      containers: [{ name: 'app', image: 'a', resources: { requests: { cpu: '2' }, limits: { memory: '1Gi' } } }, { name: 'log' }],
      initContainers: [{ name: 'side', restartPolicy: 'Always', resources: { limits: { cpu: '1' } } }],
      volumes: pod.spec.volumes,
    });
  });

  it('takes a patch', () => {
    const resizePolicy = [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }];
    const spec = shown({
      spec: {
        containers: [{ name: 'app', resources: { limits: null }, resizePolicy }, { name: 'new' }],
        resources: { requests: { cpu: '4' } },
        volumes: [{ name: 'shm', emptyDir: { sizeLimit: '2Gi' } }],
      },
    });
    expect(spec).toMatchObject({
      containers: [{ resources: { requests: { cpu: '1' }, limits: {} }, resizePolicy }, { name: 'log' }, { name: 'new' }],
      resources: { requests: { cpu: '4' } },
      volumes: [{ name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '2Gi' } }],
    });
    expect((spec as { containers: { resources: { limits: object } }[] }).containers[0]?.resources.limits).toEqual({});
  });

  it.each([
    [{ ap: {} }, 'NotFound', 'newResources.ap'],
    [{ app: { limits: { cpu: '1x' } } }, 'ErrFormatWrong', 'newResources.app.limits.cpu'],
    [
      { spec: { containers: [{ name: 'app', resources: { requests: { cpu: 'x' } } }] } },
      'ErrFormatWrong',
      'newResources.spec.containers[0].resources.requests.cpu',
    ],
    [{ spec: { resources: 'x' } }, 'InvalidInput', 'newResources.spec.resources'],
    [null, 'InvalidInput', 'newResources'],
    ['x', 'InvalidInput', 'newResources'],
    [[], 'InvalidInput', 'newResources'],
    [{ spec: { containers: 'app' } }, 'InvalidInput', 'newResources.spec.containers'],
    [{ __proto__: null, constructor: {} }, 'NotFound', 'newResources.constructor'],
  ])('refuses %j with %s at %s', (given, code, path) => {
    expect(() => patchedPod(pod, given as never, 37)).toThrow(expect.objectContaining({ code, path }));
  });
});
