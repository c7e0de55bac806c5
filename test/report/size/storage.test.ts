import { describe, expect, it } from 'vitest';
import type { PodLike } from '../../../src/core/index.ts';
import type { SizePodOptions } from '../../../src/report/size/options.ts';
import { sizePod } from '../../../src/report/size/size-pod.ts';
import { realFoundPods } from '../subject/real-found-pods.ts';

const disk = (limit: string): object => ({ resources: { limits: { 'ephemeral-storage': limit } } });
const pod = (spec: object, metadata = {}): PodLike => ({ metadata, spec: { containers: [{ name: 'app' }], ...spec } });
const scratch = (emptyDir: object): object => ({ volumes: [{ name: 'scratch', emptyDir }] });
const storage = (of: PodLike, options?: SizePodOptions): { limits: string[]; trips: string[] } => {
  const { limits, trips } = sizePod(of, undefined, options).ephemeralStorage;
  return {
    limits: limits.map(({ kind, name = '', limit, counts }) => `${kind} ${name} ${String(limit)}: ${counts.join()}`),
    trips: trips.map(({ part, name, trips: kind, limit }) => `${part} ${name}: ${kind} ${String(limit)}`),
  };
};
const trips = (of: PodLike, options?: SizePodOptions): string[] => storage(of, options).trips;

describe('the limits of local storage', () => {
  it('name what counts against each and which trips first', () => {
    const two = { containers: [{ name: 'app', ...disk('2Gi') }, { name: 'log' }], initContainers: [{ name: 'setup' }] };
    expect(storage(pod({ ...two, ...scratch({ sizeLimit: '1Gi' }) }))).toEqual({
      limits: ['volume scratch 1Gi: localVolumeSource', 'pod  2Gi: root,logs,localVolumeSource,etcHosts', 'container app 2Gi: root,logs'],
      trips: [
        'root app: pod 2Gi',
        'logs app: pod 2Gi',
        'root log: pod 2Gi',
        'logs log: pod 2Gi',
        'root setup: pod 2Gi',
        'logs setup: pod 2Gi',
        'localVolumeSource scratch: volume 1Gi',
      ],
    });
    expect(storage(pod(scratch({})))).toEqual({ limits: [], trips: [] });
  });

  const limited = {
    containers: [
      { name: 'app', ...disk('1Gi') },
      { name: 'big', ...disk('3Gi') },
    ],
  };
  const both = ['root app: container 1Gi', 'logs app: container 1Gi', 'root big: container 3Gi', 'logs big: container 3Gi'];
  it.each([
    ['of a container below that of the pod', limited, {}, both],
    [
      'of a dedicated image filesystem',
      limited,
      { dedicatedImageFs: true },
      ['root app: pod 4Gi', 'logs app: container 1Gi', 'root big: pod 4Gi', 'logs big: container 3Gi'],
    ],
    [
      'of one, before layers counted for the pod',
      limited,
      { dedicatedImageFs: true, kubernetesVersion: '1.20' },
      ['logs app: container 1Gi', 'logs big: container 3Gi'],
    ],
    ['where the kubelet does not look', limited, { localStorageCapacityIsolation: false }, []],
    ['behind a gate', limited, { kubernetesVersion: '1.24', featureGates: { LocalStorageCapacityIsolation: false } }, []],
    ['of a volume alone', scratch({ sizeLimit: '5Gi' }), {}, ['localVolumeSource scratch: volume 5Gi']],
    ['of 0 is none', scratch({ sizeLimit: '0' }), {}, []],
    [
      'of hugepages, which are no local storage',
      scratch({ medium: 'HugePages', sizeLimit: '5Gi' }),
      {},
      ['localVolumeSource scratch: volume 5Gi'],
    ],
    ['of memory that has a size', scratch({ medium: 'Memory', sizeLimit: '1Gi' }), {}, []],
    [
      'of memory without a size',
      scratch({ medium: 'Memory', sizeLimit: '1Gi' }),
      { kubernetesVersion: '1.21' },
      ['localVolumeSource scratch: volume 1Gi'],
    ],
    ['of a critical pod', { ...limited, priority: 2_000_000_000 }, {}, []],
    ['of another volume', { volumes: [{ name: 'c', configMap: { name: 'c' } }], ...limited }, {}, both],
  ] as const)('%s', (_what, spec, options, result) => expect(trips(pod(spec), options)).toEqual(result));

  it('counts a sidecar for itself since 1.37', () => {
    const sidecar = { name: 'log', restartPolicy: 'Always', ...disk('1Gi') };
    const of = pod({ containers: [{ name: 'app', ...disk('2Gi') }], initContainers: [sidecar] });
    expect(trips(of, { kubernetesVersion: '1.36' })).toContain('logs log: pod 3Gi');
    expect(trips(of, { kubernetesVersion: '1.37' })).toContain('logs log: container 1Gi');
  });

  it('has the place of what is malformed', () => {
    const template = { kind: 'Job', spec: { template: pod(scratch({ sizeLimit: '1gib' })) } };
    expect(() => sizePod(template)).toThrow(
      expect.objectContaining({ code: 'ErrFormatWrong', path: 'spec.template.spec.volumes[0].emptyDir.sizeLimit' }),
    );
  });

  it('trips a limit of the pod or the least of its own, of every real pod', () => {
    const sizings = realFoundPods().map(([, found]) => sizePod(found));
    const trip = sizings.flatMap(({ ephemeralStorage: { limits, trips: all } }) => all.map((one) => [one, limits] as const));
    expect(trip.length).toBeGreaterThan(30);
    for (const [{ trips: kind, name, limit, part }, limits] of trip) {
      const own = limits.filter((one) => (one.kind === 'pod' || one.name === name) && one.counts.includes(part));
      expect(own.some((one) => one.kind === kind && one.limit.equals(limit))).toBe(true);
      expect(own.every((one) => one.limit.cmp(limit) >= 0)).toBe(true);
    }
  });
});
