import { describe, expect, it } from 'vitest';
import type { PodLike } from '../../../src/core/index.ts';
import { refusals } from '../../../src/admission/validation/field-errors.ts';
import { restartingPolicies, validateSpec } from '../../../src/resize/validation/validity.ts';
import { releaseOf } from '../../../src/version/release.ts';
import { deepFreeze } from '../../deep-freeze.ts';

function refused(spec: object, minor = 37, before: object = spec): string[] {
  const { errors, refuse } = refusals();
  const pod = (one: object): PodLike => deepFreeze({ spec: one }) as PodLike;
  validateSpec({
    pod: pod(spec),
    old: pod(before),
    release: releaseOf({ kubernetesVersion: `1.${minor}` }),
    refuse,
    places: { old: 'oldPod', sent: 'newPod' },
  });
  return errors.map(({ field, type, detail }) => `${type.slice(10)} ${field} ${detail}`);
}

const restart = { resourceName: 'cpu', restartPolicy: 'RestartContainer' };
const containers = [{ name: 'a' }];

describe('validateSpec', () => {
  it('looks at volumes, containers, init containers, the pod and its overhead, in this order', () => {
    const bad = { resources: { limits: { cpu: '-1' } } };
    const spec = {
      overhead: { foo: 1 },
      resources: bad.resources,
      initContainers: [{ name: 'i', ...bad }],
      containers: [{ name: 'a', ...bad }],
      volumes: [{ name: 'v', emptyDir: { sizeLimit: -1 } }],
    };
    expect(refused(spec).map((line) => line.split(' ')[1])).toEqual([
      'spec.volumes[0].emptyDir.sizeLimit',
      'spec.containers[0].resources.limits[cpu]',
      'spec.initContainers[0].resources.limits[cpu]',
      'spec.resources.limits[cpu]',
      'spec.overhead.limits[foo]',
      'spec.overhead.limits[foo]',
    ]);
    expect(refused(spec, 33).some((line) => line.includes('spec.resources'))).toBe(false);
  });
  it('wants a container', () => expect(refused({ containers: [] })).toEqual(['Required spec.containers ']));
  it('wants policies that are known', () => {
    const resizePolicy = [restart, { resourceName: 'cpu', restartPolicy: '' }, { resourceName: 'gpu', restartPolicy: 'x' }];
    expect(refused({ containers: [{ name: 'a', resizePolicy }], restartPolicy: 'Never' })).toEqual([
      "Invalid spec.containers[0].resizePolicy must be 'NotRequired' when pod `restartPolicy` is 'Never'",
      'Duplicate spec.containers[0].resizePolicy[1] ',
      'Required spec.containers[0].resizePolicy ',
      "Invalid spec.containers[0].resizePolicy must be 'NotRequired' when pod `restartPolicy` is 'Never'",
      'NotSupported spec.containers[0].resizePolicy supported values: "cpu", "memory"',
      'NotSupported spec.containers[0].resizePolicy supported values: "NotRequired", "RestartContainer"',
      "Invalid spec.containers[0].resizePolicy must be 'NotRequired' when pod `restartPolicy` is 'Never'",
    ]);
    expect(refused({ containers: [{ name: 'a', resizePolicy: [restart] }], restartPolicy: 'Never' }, 35)).toEqual([
      "Invalid spec.containers[0].resizePolicy must be 'NotRequired' when `restartPolicy` is 'Never'",
    ]);
  });
  it('wants no init container restarted since 1.36, unless one could be before', () => {
    const spec = { containers, initContainers: [{ name: 'i', resizePolicy: [restart] }] };
    const detail = "must not be set to 'RestartContainer' for non-sidecar initContainers";
    expect(refused(spec, 36, { containers })).toEqual([`Invalid spec.initContainers[0].resizePolicy[0].restartPolicy ${detail}`]);
    expect(refused(spec, 36)).toEqual([]);
    expect(refused(spec, 35, { containers })).toEqual([]);
  });
  it('allows parts of pages where there were some before', () => {
    const partial = { containers: [{ name: 'a', resources: { requests: { cpu: 1 }, limits: { 'hugepages-2Mi': '3Mi' } } }] };
    expect(refused(partial, 37, { containers })).toHaveLength(1);
    expect(refused(partial)).toEqual([]);
    expect(refused({ containers, overhead: { cpu: 1, 'hugepages-2Mi': '1Mi' } })).toEqual([]);
  });
  it("allows them where the pod's own were such, since 1.38", () => {
    const own = { containers, resources: { limits: { memory: '1Gi', 'hugepages-2Mi': '3Mi' } } };
    const pages = (minor: number) => refused(own, minor).filter((line) => line.includes('multiple')).length;
    expect([pages(37), pages(38)]).toEqual([1, 0]);
  });
});

it('finds the policies that restart an init container', () => {
  const resizePolicy = [{ resourceName: 'memory', restartPolicy: 'NotRequired' }, restart];
  expect(restartingPolicies({ name: 'i', resizePolicy })).toEqual([1]);
  expect(restartingPolicies({ name: 'i', resizePolicy, restartPolicy: 'Always' })).toEqual([]);
  expect(restartingPolicies({ name: 'i' })).toEqual([]);
});
