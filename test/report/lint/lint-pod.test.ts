import { describe, expect, it } from 'vitest';
import { findPods, lintPod, type SizingWarning } from '../../../src/report/index.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const slip = { containers: [{ name: 'app', resources: { requests: { memory: '512m' } } }] };
const places = (warnings: readonly SizingWarning[]): string[] => warnings.map(({ code, path }) => `${code} ${path}`);
const lint = (object: object): string[] => places(lintPod(deepFreeze(object)));

describe('lintPod', () => {
  it('says where in a workload, a custom resource or a list a mistake stands', () => {
    const request = 'spec.containers[0].resources.requests.memory';
    expect(lint({ kind: 'Deployment', spec: { template: { spec: slip } } })).toEqual([`memory-in-milli spec.template.${request}`]);
    expect(lint({ kind: 'CronJob', spec: { jobTemplate: { spec: { template: { spec: slip } } } } })).toEqual([
      `memory-in-milli spec.jobTemplate.spec.template.${request}`,
    ]);
    const ray = {
      kind: 'RayCluster',
      spec: { headGroupSpec: { template: { spec: slip } }, workerGroupSpecs: [{ template: { spec: slip } }] },
    };
    expect(lint(ray)).toEqual([
      `memory-in-milli spec.headGroupSpec.template.${request}`,
      `memory-in-milli spec.workerGroupSpecs[0].template.${request}`,
    ]);
    const list = {
      kind: 'List',
      items: [
        { kind: 'Service', spec: {} },
        { kind: 'Pod', spec: slip },
      ],
    };
    expect(lint(list)).toEqual([`memory-in-milli items[1].${request}`]);
    expect(lintPod(list)[0]?.suggestion.patch).toEqual([
      { op: 'replace', path: '/items/1/spec/containers/0/resources/requests/memory', value: '512Mi' },
    ]);
  });

  it('keeps the order of the pods', () => {
    const bad = { spec: { containers: [{ name: 'app' }] } };
    expect(lint({ items: [bad, { spec: slip }, bad] })).toEqual([
      'requests-missing items[0].spec',
      'memory-in-milli items[1].spec.containers[0].resources.requests.memory',
      'requests-missing items[2].spec',
    ]);
  });

  it('has nothing to say about a list without pods', () => {
    expect(lintPod({ kind: 'PodList', items: [] } as object)).toEqual([]);
    expect(lintPod({ kind: 'List', items: [{ kind: 'Service' }] } as object)).toEqual([]);
  });

  it.each([null, undefined, 5, 'spec', [], [{ spec: slip }], { kind: 'Service', spec: { ports: [] } }, { kind: 'Node', status: {} }])(
    'refuses what is no pod: %j',
    (object) => expect(() => lintPod(object as object)).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'object' })),
  );

  it('refuses a version, gates and a node that are wrong, whatever the pod', () => {
    const pod = { spec: { containers: 'x' } } as object;
    expect(() => lintPod(pod, null, { kubernetesVersion: '1.14' })).toThrow(expect.objectContaining({ code: 'UnsupportedVersion' }));
    expect(() => lintPod(pod, null, { featureGates: { PodOverhead: true } })).toThrow(
      expect.objectContaining({ code: 'UnknownFeatureGate' }),
    );
    const node = (status: unknown): object => ({ status });
    expect(() => lintPod(pod, node('x'))).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'node.status' }));
    expect(() => lintPod(pod, node({ allocatable: { memory: '1gi' } }))).toThrow(
      expect.objectContaining({ code: 'ErrFormatWrong', path: 'node.status.allocatable.memory', hint: 'did you mean 1Gi?' }),
    );
  });

  it('survives what is no quantity, and looks at the rest as if the slips were mended', () => {
    const resources = { requests: { cpu: '2 cores', memory: '1K' }, limits: { cpu: '1', memory: '512Mi' } };
    const volumes = [{ name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '1gb' } }];
    expect(lint({ spec: { containers: [{ name: 'app', resources }], volumes } })).toEqual([
      'quantity-malformed spec.containers[0].resources.requests.cpu',
      'quantity-malformed spec.containers[0].resources.requests.memory',
      'quantity-malformed spec.volumes[0].emptyDir.sizeLimit',
      'memory-tiny spec.containers[0].resources.requests.memory',
      'request-above-limit spec.containers[0].resources.limits.cpu',
      'size-limit-above-memory spec.volumes[0].emptyDir.sizeLimit',
    ]);
  });

  it('compares nothing where it does not know what was meant', () => {
    const resources = { requests: { cpu: 'many', memory: '1Gi' }, limits: { memory: '512m' } };
    expect(lint({ spec: { containers: [{ name: 'app', resources }] } })).toEqual([
      'quantity-malformed spec.containers[0].resources.requests.cpu',
      'memory-in-milli spec.containers[0].resources.limits.memory',
    ]);
  });

  it('looks at a fresh pod with the defaults that it will get, and at a stored one as it is', () => {
    const spec = { containers: [{ name: 'app', resources: { limits: { cpu: '1', memory: '1Gi' } } }], initContainers: [{ name: 'setup' }] };
    expect(lint({ spec }).filter((place) => place.startsWith('guaranteed-lost'))).toEqual([
      'guaranteed-lost spec.initContainers[0].resources',
    ]);
    expect(lint({ spec, status: { phase: 'Running' } }).filter((place) => place.startsWith('guaranteed-lost'))).toEqual([]);
  });

  it('writes whole sentences, with the amounts as they are stored', () => {
    const resources = { requests: { memory: ' 1024Mi' }, limits: { memory: '1e9' } };
    expect(lintPod({ spec: { containers: [{ name: 'app', resources }] } })[0]).toEqual({
      code: 'request-above-limit',
      severity: 'error',
      path: 'spec.containers[0].resources.limits.memory',
      message: 'The memory limit of container app is 1e9, less than the request of 1Gi.',
      suggestion: {
        text: 'Raise it to 1Gi, or lower the request.',
        patch: [{ op: 'replace', path: '/spec/containers/0/resources/limits/memory', value: '1Gi' }],
      },
    });
  });

  it('takes the version of the node where none is given, and its operating system', () => {
    const pod = {
      spec: { containers: [{ name: 'app', resources: { limits: { memory: '1Gi' } } }, { name: 'b' }], resources: { limits: { cpu: '1' } } },
    };
    const codes = (nodeInfo: Record<string, string>, options = {}): string[] =>
      lintPod(pod, { status: { nodeInfo } }, options).map(({ code }) => code);
    expect(codes({ kubeletVersion: 'v1.31.4' })).toContain('field-ignored');
    expect(codes({ kubeletVersion: 'v1.34.1' })).not.toContain('field-ignored');
    expect(codes({ kubeletVersion: 'v1.34.1' }, { kubernetesVersion: '1.31' })).toContain('field-ignored');
    expect(codes({ operatingSystem: 'linux' })).toContain('pod-memory-unlimited');
    expect(codes({ operatingSystem: 'windows' })).not.toContain('pod-memory-unlimited');
  });

  it('takes one of the pods that findPods found, with its paths', () => {
    const deployment = { kind: 'Deployment', spec: { template: { spec: slip } } };
    const [found] = findPods(deployment);
    expect(lintPod(found as object)).toEqual(lintPod(deployment));
  });

  it('looks at a template as fresh, whatever its metadata says', () => {
    const spec = { containers: [{ name: 'app', resources: { limits: { cpu: '1' } } }] };
    expect(lint({ kind: 'Job', spec: { template: { metadata: { uid: 'a' }, spec } } })).toEqual([
      'request-from-limit spec.template.spec.containers[0].resources',
    ]);
  });

  it('survives a round trip through JSON', () => {
    const warnings = lintPod({ spec: { ...slip, overhead: { memory: '1Mi' } } });
    expect(JSON.parse(JSON.stringify(warnings))).toEqual(warnings);
  });
});

describe('lintPod of hostile objects', () => {
  const odd: unknown[] = [
    null,
    undefined,
    0,
    -1,
    Number.NaN,
    'x',
    '',
    true,
    [],
    [null],
    {},
    { name: {} },
    () => 1,
    1n,
    new Map(),
    Object.create(null),
  ];
  const shapes: ((value: unknown) => unknown)[] = [
    (value) => ({ kind: 'Pod', spec: value }),
    (value) => ({ kind: 'Pod', metadata: value, status: value, spec: slip }),
    (value) => ({ kind: 'Pod', spec: { containers: value, initContainers: value, volumes: value, resources: value, overhead: value } }),
    (value) => ({ kind: 'Pod', spec: { containers: [value] } }),
    (value) => ({ kind: 'Pod', spec: { containers: [{ name: value, resources: value, volumeMounts: value, restartPolicy: value }] } }),
    (value) => ({ kind: 'Pod', spec: { containers: [{ name: 'a', resources: { requests: value, limits: value, claims: value } }] } }),
    (value) => ({ kind: 'Pod', spec: { containers: [{ name: 'a', resources: { requests: { cpu: value, memory: value, gpu: value } } }] } }),
    (value) => ({
      kind: 'Pod',
      spec: { ...slip, initContainers: [{ name: value, restartPolicy: 'Always' }], os: value, resources: { limits: value } },
    }),
    (value) => ({
      kind: 'Pod',
      spec: {
        ...slip,
        volumes: [
          { name: value, emptyDir: value },
          { name: 'a', emptyDir: { medium: value, sizeLimit: value } },
        ],
      },
    }),
    (value) => ({
      kind: 'Pod',
      spec: {
        containers: [{ name: 'a', volumeMounts: [{ name: 'v', mountPath: value }] }],
        volumes: [{ name: 'v', emptyDir: { medium: 'Memory' } }],
      },
      status: { phase: 'Running', containerStatuses: value, qosClass: value, resources: value },
    }),
  ];

  it('answers with warnings, whatever stands where', () => {
    for (const shape of shapes)
      for (const value of odd)
        for (const kubernetesVersion of ['1.15', '1.24', '1.32', '1.37'])
          for (const { message, path } of lintPod(shape(value) as object, undefined, { kubernetesVersion })) {
            expect(path).not.toBe('');
            expect(message).toMatch(/\.$/);
          }
  });

  it('ends soon, and in few words, on a pod of many mistakes', () => {
    const long = 'x'.repeat(100_000);
    const containers = Array.from({ length: 2000 }, (_, i) => ({
      name: i === 0 ? long : `c${i}`,
      resources: { requests: { cpu: '1 core' }, limits: { memory: long } },
    }));
    const initContainers = Array.from({ length: 2000 }, () => ({ name: 'same', restartPolicy: 'Always' }));
    const warnings = lintPod({ spec: { containers, initContainers } }, undefined, { kubernetesVersion: '1.20' });
    expect(warnings.length).toBe(6000);
    expect(Math.max(...warnings.map(({ message }) => message.length))).toBeLessThan(500);
  });

  it('takes names such as __proto__ and constructor for names', () => {
    const limits = JSON.parse('{"__proto__":"1","constructor":"-1","toString":"x"}') as Record<string, string>;
    expect(lint({ kind: 'Pod', spec: { containers: [{ name: '__proto__', resources: { limits } }] } })).toEqual([
      'quantity-malformed spec.containers[0].resources.limits.toString',
      'resource-unknown spec.containers[0].resources.limits.__proto__',
      'resource-unknown spec.containers[0].resources.limits.constructor',
      'quantity-negative spec.containers[0].resources.limits.constructor',
    ]);
  });
});
