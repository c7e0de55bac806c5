import { describe, expect, it } from 'vitest';
import type { PodLike } from '../../../src/core/index.ts';
import { refusals } from '../../../src/admission/validation/field-errors.ts';
import { validateResizedContainers } from '../../../src/resize/validation/containers.ts';
import { releaseOf } from '../../../src/version/release.ts';
import { deepFreeze } from '../../deep-freeze.ts';

function refused(
  section: string,
  after: object,
  before: object,
  minor: number,
  featureGates?: Readonly<Record<string, boolean>>,
): string[] {
  const { errors, refuse } = refusals();
  const pod = (container: object): PodLike => deepFreeze({ spec: { [section]: [{ name: 'a', ...container }] } }) as never;
  const release = releaseOf({ kubernetesVersion: `1.${minor}`, featureGates });
  validateResizedContainers({ pod: pod(after), old: pod(before), release, refuse, places: { old: 'oldPod', sent: 'newPod' } });
  return errors.map(({ field, detail }) => `${field}: ${detail}`);
}

const lists = (requests?: object, limits?: object, more: object = {}): object => ({ resources: { requests, limits }, ...more });
const mutable = 'spec: only cpu and memory resources are mutable';

describe('containers', () => {
  const place = 'spec.containers[0].resources';
  it.each([
    [lists({ cpu: 2 }), lists({ cpu: 1 }), 37, []],
    [lists({ cpu: 2 }), lists({ cpu: 2, memory: 0 }), 37, [`${place}.requests: resource requests cannot be removed`]],
    [{}, lists({}, { cpu: 1 }), 37, [`${place}.limits: resource limits cannot be removed`]],
    [lists({ gpu: 1 }), lists(), 34, []],
    [lists({ gpu: 1 }), lists(), 35, [mutable]],
    [lists({ gpu: 1 }), lists({}), 34, [mutable]],
    [lists({}, { memory: 1 }), lists({}, { memory: 2 }), 34, []],
    [
      lists({}, { memory: 1 }),
      lists({}, { memory: 2 }),
      33,
      [`${place}.limits[memory]: memory limits cannot be decreased unless resizePolicy is RestartContainer`],
    ],
    [
      lists({}, { memory: 1 }),
      lists({}, {}),
      33,
      [`${place}.limits[memory]: memory limits cannot be added unless resizePolicy is RestartContainer`],
    ],
  ])('%j after %j in 1.%s', (after, before, minor, wanted) => expect(refused('containers', after, before, minor)).toEqual(wanted));
  it('may lower a memory limit with a restart', () => {
    const resizePolicy = [{ resourceName: 'memory', restartPolicy: 'RestartContainer' }];
    expect(refused('containers', lists({}, { memory: 1 }, { resizePolicy }), lists({}, { memory: 2 }, { resizePolicy }), 33)).toEqual([]);
    expect(refused('containers', lists({}, {}, { resizePolicy }), lists({}, {}), 37)).toEqual([mutable]);
  });
  it('with claims can be resized in 1.37', () => {
    const claims = { resources: { claims: [{ name: 'c' }] } };
    expect(refused('containers', claims, claims, 36)).toEqual([mutable]);
    expect(refused('containers', claims, claims, 37)).toEqual([]);
    expect(refused('containers', claims, {}, 36)).toEqual([]);
    expect(refused('containers', claims, {}, 37)).toEqual([mutable]);
  });
});

describe('init containers', () => {
  const sidecar = { restartPolicy: 'Always' };
  const off = { InPlacePodVerticalScalingInitContainers: false };
  const immutable = 'spec: resources for non-sidecar init containers are immutable';
  const removed = 'spec.initContainers[0].resources.requests: resource requests cannot be removed';
  it.each([
    [lists({ cpu: 2 }), lists({ cpu: 1 }), 35, undefined, [immutable]],
    [lists({ cpu: 2 }), lists({ cpu: 1 }), 36, off, [immutable]],
    [lists({ cpu: 2 }), lists({ cpu: 1 }), 36, undefined, []],
    [lists({}), lists({ cpu: 1 }), 36, off, [immutable]],
    [lists({}), lists({ cpu: 1 }), 36, undefined, [removed]],
    [lists({}, {}, sidecar), lists({ cpu: 1 }, {}, sidecar), 35, undefined, [removed]],
    [
      lists({ gpu: 1 }, {}, sidecar),
      lists({}, {}, sidecar),
      35,
      undefined,
      ['spec: only cpu and memory resources for sidecar containers are mutable'],
    ],
    [
      lists({ gpu: 1 }, {}),
      lists({}, {}),
      37,
      undefined,
      ['spec.initContainers[0]: only cpu and memory resources for init or sidecar containers are mutable'],
    ],
  ])('%j after %j in 1.%s with %j', (after, before, minor, gates, wanted) => {
    expect(refused('initContainers', after, before, minor, gates)).toEqual(wanted);
  });
  it('that a resize would restart cannot be resized', () => {
    const resizePolicy = [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }];
    const [after, before] = [lists({ cpu: 2 }, {}, { resizePolicy }), lists({ cpu: 1 }, {}, { resizePolicy })];
    expect(refused('initContainers', after, before, 37)).toEqual([
      'spec.initContainers[0]: non-sidecar init containers with a resize policy of RestartContainer cannot be resized',
    ]);
    expect(refused('initContainers', before, before, 37)).toEqual([]);
  });
});
