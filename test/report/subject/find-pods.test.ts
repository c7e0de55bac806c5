import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { lintPod, sizePod } from '../../../src/report/index.ts';
import { findPods } from '../../../src/report/subject/find-pods.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const spec = { containers: [{ name: 'app' }] };
const places = (object: object): unknown[] => findPods(deepFreeze(object)).map(({ pod: _pod, pointer: _pointer, ...place }) => place);

describe('findPods', () => {
  const rows: [string, object, unknown[]][] = [
    [
      'a pod',
      { kind: 'Pod', metadata: { name: 'web', namespace: 'shop' }, spec },
      [{ path: '', template: false, kind: 'Pod', name: 'web', namespace: 'shop' }],
    ],
    [
      'an array of objects, with what is none among them',
      [{ kind: 'Pod', spec }, null, { kind: 'Service' }, { kind: 'DaemonSet', spec: { template: { spec } } }],
      [
        { path: '[0]', template: false, kind: 'Pod' },
        { path: '[3].spec.template', template: true, kind: 'DaemonSet' },
      ],
    ],
    ['a pod without spec', { kind: 'Pod' }, [{ path: '', template: false, kind: 'Pod' }]],
    ['a pod without kind, as the kubelet lists it', { spec }, [{ path: '', template: false }]],
    ['nothing at all, which is an empty pod', {}, [{ path: '', template: false }]],
    [
      'a Deployment',
      { kind: 'Deployment', spec: { replicas: 3, template: { spec } } },
      [{ path: 'spec.template', template: true, kind: 'Deployment', replicas: 3 }],
    ],
    [
      'a Deployment without replicas',
      { kind: 'Deployment', spec: { template: { spec } } },
      [{ path: 'spec.template', template: true, kind: 'Deployment', replicas: 1 }],
    ],
    [
      'a Deployment of none',
      { kind: 'Deployment', spec: { replicas: 0, template: { spec } } },
      [{ path: 'spec.template', template: true, kind: 'Deployment', replicas: 0 }],
    ],
    ['a DaemonSet', { kind: 'DaemonSet', spec: { template: { spec } } }, [{ path: 'spec.template', template: true, kind: 'DaemonSet' }]],
    [
      'a CronJob',
      { kind: 'CronJob', spec: { jobTemplate: { spec: { parallelism: 2, template: { spec } } } } },
      [{ path: 'spec.jobTemplate.spec.template', template: true, kind: 'CronJob', replicas: 2 }],
    ],
    [
      'a JobSet',
      { kind: 'JobSet', spec: { replicatedJobs: [{ replicas: 2, template: { spec: { parallelism: 4, template: { spec } } } }] } },
      [{ path: 'spec.replicatedJobs[0].template.spec.template', template: true, kind: 'JobSet', replicas: 8 }],
    ],
    [
      'a RayCluster',
      {
        kind: 'RayCluster',
        metadata: { name: 'ray' },
        spec: { headGroupSpec: { template: { spec } }, workerGroupSpecs: [{ replicas: 4, template: { spec } }] },
      },
      [
        { path: 'spec.headGroupSpec.template', template: true, kind: 'RayCluster', name: 'ray' },
        { path: 'spec.workerGroupSpecs[0].template', template: true, kind: 'RayCluster', name: 'ray', replicas: 4 },
      ],
    ],
    ['a PodTemplate', { kind: 'PodTemplate', template: { spec } }, [{ path: 'template', template: true, kind: 'PodTemplate' }]],
    [
      'a name to generate',
      { kind: 'Pod', metadata: { generateName: 'web-' }, spec },
      [{ path: '', template: false, kind: 'Pod', name: 'web-' }],
    ],
    [
      'a List',
      { kind: 'List', items: [{ kind: 'Service', spec: {} }, { kind: 'Pod', spec }, null] },
      [{ path: 'items[1]', template: false, kind: 'Pod' }],
    ],
    ['a PodList, whose items have no kind', { kind: 'PodList', items: [{ spec }] }, [{ path: 'items[0]', template: false, kind: 'Pod' }]],
    [
      'a DeploymentList',
      { kind: 'DeploymentList', items: [{ spec: { template: { spec } } }] },
      [{ path: 'items[0].spec.template', template: true, kind: 'Deployment', replicas: 1 }],
    ],
    ['a NodeList', { kind: 'NodeList', items: [{ status: { capacity: {} } }] }, []],
    ['a Service', { kind: 'Service', spec: { ports: [] } }, []],
    ['a ConfigMap with a manifest in it', { kind: 'ConfigMap', data: { 'pod.yaml': 'kind: Pod' } }, []],
    [
      'a schema, whose containers are no array',
      { kind: 'CustomResourceDefinition', spec: { schema: { spec: { containers: { type: 'array' } } } } },
      [],
    ],
    ['a template in metadata or status only', { kind: 'X', metadata: { a: { spec } }, status: { b: { spec } } }, []],
    [
      'names such as __proto__',
      JSON.parse('{"kind":"X","spec":{"__proto__":{"spec":{"containers":[]}},"constructor":1}}') as object,
      [{ path: 'spec.__proto__', template: true, kind: 'X' }],
    ],
  ];
  it.each(rows)('finds %s', (_name, object, wanted) => expect(places(object)).toEqual(wanted));

  it('gives the pod as it stands, and a template in the namespace of its owner', () => {
    const pod = { kind: 'Pod', spec };
    expect(findPods(pod)[0]?.pod).toBe(pod);
    const template = { metadata: { labels: { a: 'b' } }, spec };
    const [found] = findPods(deepFreeze({ kind: 'Deployment', metadata: { namespace: 'shop' }, spec: { template } }));
    expect(found?.pod).toEqual({ metadata: { labels: { a: 'b' }, namespace: 'shop' }, spec });
    expect(found?.pod.spec).toBe(spec);
  });

  it('says where as a JSON pointer too', () => {
    const object = {
      kind: 'List',
      items: [
        { kind: 'X', spec: { 'a/b~c': [{ template: { spec } }] } },
        { kind: 'Pod', spec },
      ],
    };
    expect(findPods(object).map(({ pointer }) => pointer)).toEqual(['/items/0/spec/a~1b~0c/0/template', '/items/1']);
    expect(findPods({ kind: 'Pod' })[0]?.pointer).toBe('');
  });

  it('finds a template twice that two fields share, and ends in a circle', () => {
    const shared = { spec };
    expect(places({ kind: 'X', spec: { a: { template: shared }, b: { template: shared } } })).toHaveLength(2);
    const circle: { kind: string; spec: Record<string, unknown> } = { kind: 'X', spec: { template: shared } };
    circle.spec['self'] = circle;
    expect(findPods(circle).map(({ path }) => path)).toEqual(['spec.template']);
  });

  it.each([
    ['a promise', Promise.resolve({ spec }), 'await it first'],
    ['a Map', new Map([['pod', { spec }]]), 'pass one of its values, or Object.fromEntries(map)'],
    ['a response of a client', { response: {}, body: { kind: 'Pod', spec } }, "it is a client's response; pass its body"],
    ['another one', { headers: {}, data: { kind: 'Pod', spec } }, "it is a client's response; pass its data"],
    ['a text', 'spec', undefined],
    ['null', null, undefined],
  ])('refuses %s', (_what, object, hint) => {
    for (const read of [findPods, sizePod, lintPod])
      expect(() => read(object as object)).toThrow(
        expect.objectContaining({ code: 'InvalidInput', ...(hint === undefined ? {} : { hint }) }),
      );
  });

  it('finds the pods of every example manifest', () => {
    const folder = new URL('../../../examples/manifests/', import.meta.url);
    const found = readdirSync(folder)
      .filter((name) => /\.(ya?ml|json)$/.test(name))
      .map((name) => {
        const objects = parseAllDocuments(readFileSync(new URL(name, folder), 'utf8')).map((document) => document.toJS() as object | null);
        return [
          name,
          objects.flatMap((object) => (object === null ? [] : findPods(object))).map(({ kind, path }) => `${kind ?? ''} ${path}`.trim()),
        ];
      });
    expect(Object.fromEntries(found)).toEqual({
      'daemonset-ephemeral-storage.yml': ['DaemonSet spec.template'],
      'dpdk-hugepages.yaml': ['Pod'],
      'istio-native-sidecar.yaml': ['Pod'],
      'kata-empty-dir.yaml': ['Pod'],
      'kubeadm-etcd.yaml': ['Pod', 'Pod', 'Pod'],
      'linkerd-proxy.yml': ['Pod'],
      'nccl-jobset.yaml': ['JobSet spec.replicatedJobs[0].template.spec.template'],
      'node-eks-distro.json': [],
      'openshift-tuned.yaml': ['DaemonSet spec.template'],
      'pod-level-resources.yaml': ['Pod'],
      'ray-cluster-tpu.yaml': ['RayCluster spec.headGroupSpec.template', 'RayCluster spec.workerGroupSpecs[0].template'],
      'stored-sidecar-pod.json': ['Pod'],
      'tgi-gemma.yaml': ['Deployment spec.template'],
      'vllm-deployment.yaml': ['Deployment spec.template'],
      'vllm-production-stack.yaml': ['Deployment spec.template'],
    });
  });
});
