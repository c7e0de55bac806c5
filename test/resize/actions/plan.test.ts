import { describe, expect, it } from 'vitest';
import type { ContainerLike, PodLike } from '../../../src/core/index.ts';
import { computePodActions } from '../../../src/resize/actions/plan.ts';
import { releaseOf } from '../../../src/version/release.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const sized = (name: string, cpu: string, memory: string, rest: object = {}): ContainerLike => ({
  name,
  resources: { requests: { cpu, memory } },
  ...rest,
});
const podOf = (containers: readonly ContainerLike[], initContainers: readonly ContainerLike[] = [], rest: object = {}): PodLike =>
  deepFreeze({ spec: { containers, initContainers, ...rest } });
const plan = (pod: PodLike, old: PodLike, minor = 37, featureGates = {}): ReturnType<typeof computePodActions> =>
  computePodActions(pod, old, releaseOf({ kubernetesVersion: `1.${minor}`, featureGates }));
const names = (list: readonly { readonly name: string }[]): readonly string[] => list.map(({ name }) => name);

describe('computePodActions', () => {
  it('puts what shrinks before what grows, and sidecars last to first before the rest', () => {
    const sidecar = { restartPolicy: 'Always' };
    const old = podOf([sized('a', '1', '1Gi'), sized('b', '2', '1Gi')], [sized('s', '1', '1Gi', sidecar), sized('t', '1', '1Gi', sidecar)]);
    const pod = podOf([sized('a', '2', '1Gi'), sized('b', '1', '1Gi')], [sized('s', '2', '1Gi', sidecar), sized('t', '2', '1Gi', sidecar)]);
    const { memory, cpu, restarts } = plan(pod, old);
    expect([names(memory), names(cpu), restarts]).toEqual([[], ['b', 't', 's', 'a'], []]);
  });

  it('restarts a container whose policy says so, for the resource that changes', () => {
    const resizePolicy = [{ resourceName: 'memory', restartPolicy: 'RestartContainer' }];
    const old = podOf([sized('a', '1', '1Gi', { resizePolicy })]);
    expect(plan(podOf([sized('a', '2', '1Gi', { resizePolicy })]), old)).toMatchObject({ restarts: [], cpu: [{ name: 'a' }] });
    expect(plan(podOf([sized('a', '2', '2Gi', { resizePolicy })]), old)).toMatchObject({
      restarts: [{ name: 'a', section: 'containers' }],
      cpu: [],
      memory: [],
    });
  });

  it.each([
    [33, {}, []],
    [36, {}, ['i']],
    [36, { InPlacePodVerticalScalingInitContainers: false }, []],
  ])('resizes init containers that run, since 1.36: 1.%i %j', (minor, gates, expected) => {
    const status = { initContainerStatuses: [{ name: 'i', state: { running: {} } }] };
    const pod = { ...podOf([sized('a', '2', '1Gi')], [sized('i', '2', '1Gi')]), status } as PodLike;
    expect(names(plan(pod, podOf([sized('a', '1', '1Gi')], [sized('i', '1', '1Gi')]), minor, gates).cpu)).toEqual(expected);
  });

  it('leaves containers alone that do not run', () => {
    const status = {
      containerStatuses: [
        { name: 'a', state: { waiting: {} } },
        { name: 'b', state: { running: {} } },
      ],
    };
    const pod = { ...podOf([sized('a', '2', '1Gi'), sized('b', '2', '1Gi')]), status } as PodLike;
    expect(names(plan(pod, podOf([sized('a', '1', '1Gi'), sized('b', '1', '1Gi')])).cpu)).toEqual(['b']);
  });

  it('resizes volumes with the gate only', () => {
    const volumes = (a: string, b: string, medium = 'Memory'): object => ({
      volumes: [
        { name: 'a', emptyDir: { medium, sizeLimit: a } },
        { name: 'b', emptyDir: { medium, sizeLimit: b } },
      ],
    });
    const [old, pod] = [podOf([], [], volumes('1Gi', '2Gi')), podOf([], [], volumes('2Gi', '1Gi'))];
    const on = { InPlacePodVerticalScalingMemoryBackedVolumes: true };
    expect(plan(pod, old)).toMatchObject({ grown: [], shrunk: [] });
    expect(plan(pod, old, 37, on)).toMatchObject({ grown: [{ name: 'a' }], shrunk: [{ name: 'b' }] });
    expect(plan(podOf([], [], volumes('2Gi', '1Gi', '')), old, 37, on)).toMatchObject({ grown: [], shrunk: [] });
    const first = (minor: number) => plan(pod, podOf([]), minor, on).grown.map(({ name }) => name);
    expect([first(37), first(38)]).toEqual([['a', 'b'], []]);
  });

  it.each([
    [35, false],
    [36, true],
  ])('counts the own resources of a pod where they can be resized: 1.%i %s', (minor, ownResources) => {
    const own = (cpu: string): PodLike => podOf([], [], { resources: { requests: { cpu } } });
    expect(plan(own('2'), own('1'), minor).ownResources).toBe(ownResources);
  });
});
