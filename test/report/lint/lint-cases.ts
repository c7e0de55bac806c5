import type { NodeLike } from '../../../src/core/index.ts';
import type { SizingWarningCode } from '../../../src/report/index.ts';
import type { GateOptions } from '../../../src/version/index.ts';

/** An object to lint, and with what. */
export interface Subject {
  readonly object: object;
  readonly node?: NodeLike;
  readonly options?: GateOptions;
}

/** A mistake, and what looks like it and is none. */
export interface LintCase extends Subject {
  readonly code: SizingWarningCode;
  /** What a reader should know of it. */
  readonly about: string;
  readonly path: string;
  /** Whether the suggestion mends it, or leaves it to the author. */
  readonly mends: boolean;
  readonly silent: readonly (readonly [why: string, subject: Subject])[];
  /** Other shapes of the same mistake, with their paths. */
  readonly also?: readonly (readonly [what: string, path: string, subject: Subject, mends: boolean])[];
}

type Fields = Readonly<Record<string, unknown>>;

const app = (resources: Fields, more: Fields = {}): Fields => ({ name: 'app', resources, ...more });
const podOf = (containers: readonly Fields[], more: Fields = {}): { object: object } => ({ object: { spec: { containers, ...more } } });
const pod = (resources: Fields, more: Fields = {}): { object: object } => podOf([app(resources)], more);
const both = (amounts: Fields): Fields => ({ requests: amounts, limits: amounts });
const at = (kubernetesVersion: string): { options: GateOptions } => ({ options: { kubernetesVersion } });

const memoryLimit = 'spec.containers[0].resources.limits.memory';
const memoryRequest = 'spec.containers[0].resources.requests.memory';
const cpuLimit = 'spec.containers[0].resources.limits.cpu';
const guaranteed = app(both({ cpu: '1', memory: '1Gi' }));
const volume = (emptyDir: Fields, name = 'cache'): Fields => ({ volumes: [{ name, emptyDir }] });
const memory = (sizeLimit?: string): Fields => ({ medium: 'Memory', ...(sizeLimit === undefined ? {} : { sizeLimit }) });
const sizeLimit = 'spec.volumes[0].emptyDir.sizeLimit';
const hugepages = 'hugepages-2Mi';
const device = 'example.com/device';

const amounts: readonly LintCase[] = [
  {
    code: 'quantity-malformed',
    about:
      'The API server refuses an amount that is not a quantity. Suffixes are case-sensitive, `K` does not exist (`k` is 1000, `Ki` is 1024), and an amount holds no white space or separators. Where the slip is a known one, the rest of the pod is looked at as if it were mended.',
    ...pod({ requests: { memory: '500mi' } }),
    path: memoryRequest,
    mends: true,
    silent: [
      ['overhead in a version that does not know it', { ...pod({}, { overhead: { cpu: '1 core' } }), ...at('1.15') }],
      ['white space around a text, which JSON decoding takes', pod({ requests: { memory: ' 500Mi ' } })],
      ['a number', pod({ requests: { cpu: 0.5, memory: 1e9 } })],
      ['null, which is 0', pod({ requests: { cpu: null } })],
      ['an amount of a field that the version does not know', { ...pod({}, { resources: { limits: { cpu: '1 core' } } }), ...at('1.31') }],
    ],
    also: [
      ['1K of memory, which is Ki', memoryRequest, pod({ requests: { memory: '512K' } }), true],
      ['1K of cpu, which is k', 'spec.containers[0].resources.requests.cpu', pod({ requests: { cpu: '1K' } }), true],
      ['nonsense', cpuLimit, pod({ limits: { cpu: 'all' } }), false],
      ['an object', cpuLimit, pod({ limits: { cpu: {} } }), false],
      ['a sizeLimit', sizeLimit, pod({}, volume(memory('1GB'))), true],
      ['a resource of the pod', 'spec.resources.limits.memory', pod({}, { resources: { limits: { memory: '1gi' } } }), true],
      ['overhead', 'spec.overhead.cpu', pod({}, { runtimeClassName: 'x', overhead: { cpu: '250mcpu' } }), true],
      [
        'a resource with a slash in its name',
        `spec.containers[0].resources.limits.${device}`,
        pod({ limits: { [device]: '1,000' } }),
        true,
      ],
    ],
  },
  {
    code: 'quantity-negative',
    about: 'The API server refuses amounts below 0.',
    ...pod({ requests: { cpu: '-1' } }),
    path: 'spec.containers[0].resources.requests.cpu',
    mends: true,
    silent: [['negative zero', pod({ requests: { cpu: '-0' } })]],
    also: [
      ['a sizeLimit', sizeLimit, pod({}, volume(memory('-1Gi'))), true],
      ['less than a thousandth, which is rounded away from 0', cpuLimit, pod({ limits: { cpu: '-1n' } }), true],
    ],
  },
  {
    code: 'memory-in-milli',
    about:
      'The suffix `m` means thousandths, so `512m` of memory is half a byte. Such a limit keeps the container from starting, and such a request is worth nothing. `M` means megabytes, `Mi` means mebibytes.',
    ...pod({ limits: { memory: '512m' } }),
    path: memoryLimit,
    mends: true,
    silent: [
      ['thousandths of a core', pod({ limits: { cpu: '512m' } })],
      ['what the API server makes of 0.9Gi (that is fraction-of-byte)', pod({ limits: { memory: '966367641600m' } })],
      ['1Gi in thousandths', pod({ limits: { memory: '1073741824000m' } })],
      ['none at all', pod({ requests: { memory: '0m' } })],
    ],
    also: [
      [
        'ephemeral storage',
        'spec.containers[0].resources.requests.ephemeral-storage',
        pod({ requests: { 'ephemeral-storage': '100m' } }),
        true,
      ],
      ['a sizeLimit', sizeLimit, pod({}, volume(memory('256m'))), true],
      ['overhead', 'spec.overhead.memory', pod({}, { runtimeClassName: 'kata', overhead: { memory: '160m' } }), true],
      ['a tenth of a thousandth', memoryLimit, pod({ limits: { memory: '0.1m' } }), false],
    ],
  },
  {
    code: 'memory-tiny',
    about:
      'An amount of memory or storage without a suffix is in bytes. No container runs in less than a mebibyte, so a smaller amount is a slip.',
    ...pod({ requests: { memory: '512' } }),
    path: memoryRequest,
    mends: true,
    silent: [
      ['bytes in full', pod({ requests: { memory: '536870912' } })],
      ['one mebibyte', pod({ requests: { memory: '1Mi' } })],
      ['nothing', pod({ requests: { memory: '0' } })],
    ],
    also: [
      ['a number', memoryRequest, pod({ requests: { memory: 512 } }), true],
      ['kibibytes', memoryRequest, pod({ requests: { memory: '512Ki' } }), true],
      ['a count of kibibytes', memoryRequest, pod({ requests: { memory: '524288' } }), true],
      ['part of a gibibyte', memoryRequest, pod({ requests: { memory: '0.5' } }), true],
      ['an exponent', memoryRequest, pod({ requests: { memory: '1e3' } }), false],
    ],
  },
  {
    code: 'fraction-of-byte',
    about:
      '`1.1Gi` is 1181116006.4 bytes. The API server stores it as `1181116006400m`, shows it so from then on, and warns about it. The suggestion is the nearest whole `Mi`.',
    ...pod({ limits: { memory: '1.1Gi' } }),
    path: memoryLimit,
    mends: true,
    silent: [
      ['a fraction of a gibibyte that is whole bytes', pod({ limits: { memory: '1.5Gi' } })],
      ['a fraction of a core', pod({ limits: { cpu: '1.1' } })],
    ],
    also: [
      ['as the API server stores 0.9Gi', memoryLimit, pod({ limits: { memory: '966367641600m' } }), true],
      ['a sizeLimit', sizeLimit, pod({}, volume(memory('0.3Gi'))), true],
    ],
  },
  {
    code: 'cpu-implausible',
    about:
      'The amount is more than 256 cores or, where a node is given, more than the node has and more than 64. Mostly it is meant in thousandths and lacks its `m`.',
    ...pod({ requests: { cpu: '500' } }),
    path: 'spec.containers[0].resources.requests.cpu',
    mends: true,
    silent: [
      ['a large machine', pod({ requests: { cpu: '192' } })],
      ['thousandths', pod({ requests: { cpu: '500m' } })],
      ['a limit above a small node', { ...pod({ limits: { cpu: '32' } }), node: { status: { capacity: { cpu: '8', memory: '64Gi' } } } }],
      [
        'a node that is that large',
        { ...pod({ requests: { cpu: '400' } }), node: { status: { capacity: { cpu: '448', memory: '24Ti' } } } },
      ],
    ],
    also: [
      [
        'of a node with less',
        cpuLimit,
        { ...pod({ limits: { cpu: '100' } }), node: { status: { capacity: { cpu: '8', memory: '64Gi' } } } },
        true,
      ],
      ['with a suffix', cpuLimit, pod({ limits: { cpu: '1k' } }), false],
      ['of the pod itself, which may be a sum', 'spec.resources.limits.cpu', pod({}, { resources: { limits: { cpu: '500' } } }), false],
      ['far too much', cpuLimit, pod({ limits: { cpu: '500000' } }), false],
    ],
  },
  {
    code: 'limit-zero',
    about:
      'A limit of 0 does not limit anything: the kubelet writes none, and the pod then has no limit either, as if the container had none.',
    ...pod({ limits: { cpu: '0' } }),
    path: cpuLimit,
    mends: true,
    silent: [
      ['a request of 0', pod({ requests: { cpu: '0' } })],
      ['a device of which there is none', pod({ limits: { [device]: '0' } })],
      ['overhead of 0', pod({}, { runtimeClassName: 'x', overhead: { cpu: '0' } })],
    ],
    also: [['of the pod itself', 'spec.resources.limits.memory', pod({}, { resources: { limits: { memory: 0 } } }), true]],
  },
  {
    code: 'resource-unknown',
    about:
      'The API server refuses a name without a domain that is not `cpu`, `memory`, `ephemeral-storage` or `hugepages-…`. A pod itself may have `cpu`, `memory` and, since 1.33, hugepages.',
    ...pod({ limits: { gpu: '1' } }),
    path: 'spec.containers[0].resources.limits.gpu',
    mends: true,
    silent: [
      ['a device', pod({ limits: { 'nvidia.com/gpu': '1' } })],
      ["one of Kubernetes' own domain", pod({ limits: { 'attachable.kubernetes.io/x': '1' } })],
      ['hugepages of the pod', pod({}, { resources: both({ cpu: '1', [hugepages]: '2Mi' }) })],
      [
        'storage of the pod in a version that ignores it',
        { ...pod({}, { resources: { limits: { 'ephemeral-storage': '1Gi' } } }), ...at('1.31') },
      ],
    ],
    also: [
      ['upper case', 'spec.containers[0].resources.limits.Memory', pod({ limits: { Memory: '1Gi' } }), true],
      [
        'storage of the pod',
        'spec.resources.limits.ephemeral-storage',
        pod({}, { resources: { limits: { 'ephemeral-storage': '1Gi' } } }),
        true,
      ],
      [
        'hugepages of the pod before 1.33',
        `spec.resources.limits.${hugepages}`,
        {
          ...pod({}, { resources: { limits: { cpu: '1', [hugepages]: '2Mi' } } }),
          options: { kubernetesVersion: '1.32', featureGates: { PodLevelResources: true } },
        },
        true,
      ],
      ['a name that JavaScript knows', 'spec.containers[0].resources.limits.constructor', pod({ limits: { constructor: '1' } }), true],
      [
        'one that it knows even better',
        'spec.containers[0].resources.limits.__proto__',
        podOf([JSON.parse('{"name":"app","resources":{"limits":{"__proto__":"1"}}}') as Fields]),
        true,
      ],
    ],
  },
  {
    code: 'extended-resource-fraction',
    about: 'Devices are counted in whole numbers. The API server refuses fractions of them.',
    ...pod({ limits: { 'nvidia.com/gpu': '0.5' } }),
    path: 'spec.containers[0].resources.limits.nvidia.com/gpu',
    mends: true,
    silent: [
      ['whole in thousandths', pod({ limits: { 'nvidia.com/gpu': '2000m' } })],
      ["a resource of Kubernetes' own domain", pod({ limits: { 'x.kubernetes.io/y': '0.5' } })],
    ],
  },
  {
    code: 'hugepages-not-multiple',
    about: 'Since 1.21 the API server refuses an amount of hugepages that is not a whole number of pages.',
    ...pod(both({ cpu: '1', [hugepages]: '3Mi' })),
    path: `spec.containers[0].resources.requests.${hugepages}`,
    mends: true,
    silent: [
      ['whole pages', pod(both({ cpu: '1', [hugepages]: '4Mi' }))],
      ['no pages', pod(both({ cpu: '1', [hugepages]: '0' }))],
      ['before 1.21', { ...pod(both({ cpu: '1', [hugepages]: '3Mi' })), ...at('1.20') }],
    ],
    also: [
      [
        'of a size that is none',
        'spec.containers[0].resources.limits.hugepages-big',
        pod(both({ cpu: '1', 'hugepages-big': '2Mi' })),
        false,
      ],
      ['of a size of nothing', 'spec.containers[0].resources.limits.hugepages-0', pod(both({ cpu: '1', 'hugepages-0': '2Mi' })), false],
    ],
  },
];

const requirements: readonly LintCase[] = [
  {
    code: 'hugepages-alone',
    about: 'The API server refuses hugepages of a container that has neither a request nor a limit of cpu or memory.',
    ...pod(both({ [hugepages]: '4Mi' })),
    path: 'spec.containers[0].resources',
    mends: false,
    silent: [
      ['with a memory limit', pod({ limits: { [hugepages]: '4Mi', memory: '64Mi' } })],
      ['with a cpu request of 0', pod({ requests: { cpu: '0', [hugepages]: '4Mi' }, limits: { [hugepages]: '4Mi' } })],
    ],
    also: [
      ['of overhead', 'spec.overhead', pod({}, { runtimeClassName: 'x', overhead: { [hugepages]: '2Mi' } }), false],
      [
        'beside another container with cpu',
        'spec.containers[1].resources',
        podOf([guaranteed, { name: 'dpdk', resources: both({ [hugepages]: '4Mi' }) }]),
        false,
      ],
    ],
  },
  {
    code: 'hugepages-of-several-sizes',
    about:
      'The API server refuses a pod whose containers use hugepages of several sizes up to 1.17, and from 1.18 to 1.21 with the gate HugePageStorageMediumSize off, as it is by default in 1.18. Init containers do not count.',
    ...podOf([app(both({ cpu: '1', [hugepages]: '4Mi' })), { name: 'dpdk', resources: both({ cpu: '1', 'hugepages-1Gi': '1Gi' }) }]),
    ...at('1.18'),
    path: 'spec.containers',
    mends: false,
    silent: [
      ['in a version that takes them', { ...pod(both({ cpu: '1', [hugepages]: '4Mi', 'hugepages-1Gi': '1Gi' })), ...at('1.19') }],
      ['of one size', { ...podOf([app(both({ cpu: '1', [hugepages]: '4Mi' })), guaranteed]), ...at('1.17') }],
      [
        'an init container with another size',
        {
          ...podOf([app(both({ cpu: '1', [hugepages]: '4Mi' }))], {
            initContainers: [{ name: 'setup', resources: both({ cpu: '1', 'hugepages-1Gi': '1Gi' }) }],
          }),
          ...at('1.17'),
        },
      ],
    ],
    also: [
      [
        'of one container, with the gate off',
        'spec.containers',
        {
          ...pod(both({ cpu: '1', [hugepages]: '4Mi', 'hugepages-1Gi': '1Gi' })),
          options: { kubernetesVersion: '1.21', featureGates: { HugePageStorageMediumSize: false } },
        },
        false,
      ],
    ],
  },
  {
    code: 'request-above-limit',
    about: 'The API server refuses a request that is greater than its limit. Often the units differ, such as 64Mi and 64M.',
    ...pod({ requests: { memory: '64Mi' }, limits: { memory: '64M' } }),
    path: memoryLimit,
    mends: true,
    silent: [
      ['equal in other words', pod({ requests: { cpu: '1000m' }, limits: { cpu: '1' } })],
      ['no limit', pod({ requests: { cpu: '1' } })],
    ],
    also: [
      ['a limit of 0', cpuLimit, pod({ requests: { cpu: '1' }, limits: { cpu: 0 } }), true],
      ['of the pod itself', 'spec.resources.limits.cpu', pod({}, { resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }), true],
      [
        'the request that a pod gets from its containers',
        'spec.resources.limits.cpu',
        pod({ requests: { cpu: '2' } }, { resources: { limits: { cpu: '1' } } }),
        true,
      ],
    ],
  },
  {
    code: 'request-not-limit',
    about: 'Hugepages and devices cannot be overcommitted, so a request needs an equal limit. A limit alone is enough.',
    ...pod({ requests: { cpu: '1', [device]: '1' }, limits: { [device]: '2' } }),
    path: `spec.containers[0].resources.limits.${device}`,
    mends: true,
    silent: [
      ['a limit alone', pod({ limits: { [device]: '2' } })],
      ['a request of memory alone', pod({ requests: { memory: '1Gi' } })],
      ["a resource of Kubernetes' own domain", pod({ requests: { 'x.kubernetes.io/y': '1' } })],
    ],
    also: [
      ['a request alone', `spec.containers[0].resources.limits.${hugepages}`, pod({ requests: { cpu: '1', [hugepages]: '4Mi' } }), true],
      [
        'a greater request',
        `spec.containers[0].resources.limits.${device}`,
        pod({ requests: { [device]: '2' }, limits: { [device]: '1' } }),
        true,
      ],
    ],
  },
  {
    code: 'request-from-limit',
    about:
      'A container that limits a resource without requesting it requests as much as its limit. That is often not meant, and a LimitRange or a template that sets one of the two changes it.',
    ...pod({ limits: { cpu: '4', memory: '1Gi' }, requests: { memory: '256Mi' } }),
    path: 'spec.containers[0].resources',
    mends: true,
    silent: [
      ['a device, of which only the limit is written', pod({ requests: { cpu: '1' }, limits: { 'nvidia.com/gpu': '1' } })],
      ['a limit of 0', pod({ limits: { cpu: '0' } })],
      ['a stored pod', { object: { metadata: { uid: 'a' }, spec: { containers: [app({ limits: { cpu: '4' } })] } } }],
    ],
    also: [['without requests', 'spec.containers[0].resources', pod({ limits: { cpu: '4', memory: '1Gi' } }), true]],
  },
  {
    code: 'pod-request-below-containers',
    about:
      'The API server refuses a pod whose own request is less than what its containers request together. It counts init containers and sidecars as the scheduler does. In 1.32 and 1.33 an absent request of the pod counts as 0.',
    ...podOf([guaranteed, { ...guaranteed, name: 'b' }], { resources: { requests: { memory: '1Gi' } } }),
    path: 'spec.resources.requests.memory',
    mends: true,
    silent: [
      ['as much', podOf([guaranteed, { ...guaranteed, name: 'b' }], { resources: { requests: { memory: '2Gi' } } })],
      ['a resource that the pod leaves to its containers', podOf([guaranteed], { resources: { requests: { memory: '2Gi' } } })],
      ['a version that ignores it', { ...podOf([guaranteed], { resources: { requests: { memory: '1Mi' } } }), ...at('1.31') }],
    ],
    also: [
      [
        'a resource that the pod cannot have, in 1.33',
        'spec.resources.requests.ephemeral-storage',
        {
          ...pod({ requests: { 'ephemeral-storage': '1Gi' } }, { resources: { requests: { cpu: '1' } } }),
          options: { kubernetesVersion: '1.33', featureGates: { PodLevelResources: true } },
        },
        false,
      ],
    ],
  },
  {
    code: 'pod-limit-below-containers',
    about:
      "The API server refuses a container whose limit is greater than the pod's own. Since 1.34 it also refuses containers that together have more hugepages than the pod's own limit.",
    ...podOf([guaranteed], { resources: { limits: { cpu: '1', memory: '512Mi' }, requests: { cpu: '1', memory: '512Mi' } } }),
    path: 'spec.resources.limits.memory',
    mends: true,
    silent: [
      [
        'containers that together have more',
        podOf([guaranteed, { ...guaranteed, name: 'b' }], {
          resources: { requests: { cpu: '2', memory: '2Gi' }, limits: { cpu: '2', memory: '2Gi' } },
        }),
      ],
      [
        'an init container',
        podOf([app({})], {
          initContainers: [{ name: 'init', resources: { requests: { memory: '64Mi' }, limits: { memory: '2Gi' } } }],
          resources: { limits: { cpu: '4', memory: '1Gi' } },
        }),
      ],
    ],
    also: [
      [
        'hugepages of two containers',
        `spec.resources.limits.${hugepages}`,
        podOf([app(both({ cpu: '1', [hugepages]: '4Mi' })), { name: 'b', resources: both({ cpu: '1', [hugepages]: '4Mi' }) }], {
          resources: both({ cpu: '2', [hugepages]: '4Mi' }),
        }),
        true,
      ],
    ],
  },
  {
    code: 'overhead-without-class',
    about: 'The RuntimeClass of a pod sets its overhead. The API server refuses a new pod that has overhead and no RuntimeClass.',
    ...pod({}, { overhead: { memory: '160Mi' } }),
    path: 'spec.overhead',
    mends: true,
    silent: [
      ['with a class', pod({}, { runtimeClassName: 'kata', overhead: { memory: '160Mi' } })],
      ['none', pod({}, { overhead: {} })],
      ['a stored pod', { object: { metadata: { uid: 'a' }, spec: { containers: [app({})], overhead: { memory: '160Mi' } } } }],
      ['a version that ignores it', { ...pod({}, { overhead: { memory: '160Mi' } }), ...at('1.17') }],
    ],
  },
  {
    code: 'duplicate-container',
    about:
      'The API server refuses two containers with one name. Everything that finds a container by its name (its status, its usage, its OOM score) would mix them up.',
    ...podOf([app({}), app({})]),
    path: 'spec.containers[1].name',
    mends: false,
    silent: [['two names', podOf([app({}), { name: 'b' }])]],
    also: [['an init container', 'spec.initContainers[0].name', podOf([app({})], { initContainers: [app({})] }), false]],
  },
];

const fields: readonly LintCase[] = [
  {
    code: 'field-ignored',
    about:
      'The API server drops a field that its version does not know, or whose feature gate is off. A sidecar then is an init container that never ends, and resources of the pod itself do not limit anything.',
    ...podOf([app({})], { initContainers: [{ name: 'proxy', restartPolicy: 'Always' }] }),
    ...at('1.27'),
    path: 'spec.initContainers[0].restartPolicy',
    mends: true,
    silent: [
      ['where it is known', { ...podOf([app({})], { initContainers: [{ name: 'proxy', restartPolicy: 'Always' }] }), ...at('1.29') }],
      ['a plain init container', { ...podOf([app({})], { initContainers: [{ name: 'setup' }] }), ...at('1.27') }],
      ['resources of the pod where they are known', { ...pod({}, { resources: { limits: { cpu: '1' } } }), ...at('1.34') }],
    ],
    also: [
      [
        'a gate that is off',
        'spec.initContainers[0].restartPolicy',
        { ...podOf([app({})], { initContainers: [{ name: 'proxy', restartPolicy: 'Always' }] }), ...at('1.28') },
        true,
      ],
      ['resources of the pod', 'spec.resources', { ...pod({}, { resources: { limits: { cpu: '1' } } }), ...at('1.33') }, true],
      ['overhead', 'spec.overhead', { ...pod({}, { runtimeClassName: 'kata', overhead: { cpu: '250m' } }), ...at('1.17') }, true],
      [
        'limits of volumes',
        sizeLimit,
        {
          ...pod({}, volume(memory('1Gi'))),
          options: { kubernetesVersion: '1.24', featureGates: { LocalStorageCapacityIsolation: false } },
        },
        true,
      ],
    ],
  },
];

const qos: readonly LintCase[] = [
  {
    code: 'requests-missing',
    about:
      'A pod without any request or limit of cpu and memory is BestEffort. It gets what others leave, has the highest OOM score, and is evicted early, because all of its use exceeds its requests.',
    ...podOf([{ name: 'app' }]),
    path: 'spec',
    mends: false,
    silent: [
      ['a limit, which a new pod requests', pod({ limits: { memory: '64Mi' } })],
      [
        'a request of an init container',
        podOf([{ name: 'app' }], { initContainers: [{ name: 'setup', resources: { requests: { cpu: '1m' } } }] }),
      ],
      ['a request of the pod itself', pod({}, { resources: { requests: { cpu: '1' } } })],
      ['a pod without containers', { object: { spec: { containers: [] } } }],
    ],
    also: [
      ['only zeros', 'spec', pod(both({ cpu: 0, memory: '0' })), false],
      ['only a device', 'spec', pod({ limits: { 'nvidia.com/gpu': '1' } }), false],
    ],
  },
  {
    code: 'guaranteed-lost',
    about:
      'A pod is Guaranteed if requests and limits of cpu and memory are equal in every container, and since 1.16 in every init container. One container that a controller injects is enough to make it Burstable. Where the pod has resources of its own, those count instead.',
    ...podOf([guaranteed], {
      initContainers: [
        {
          name: 'proxy',
          restartPolicy: 'Always',
          resources: { requests: { cpu: '10m', memory: '40Mi' }, limits: { cpu: '2', memory: '1Gi' } },
        },
      ],
    }),
    path: 'spec.initContainers[0].resources',
    mends: true,
    silent: [
      ['an init container that is equal too', podOf([guaranteed], { initContainers: [{ ...guaranteed, name: 'setup' }] })],
      ['a pod that never was', podOf([app({ requests: { cpu: '1' } })], { initContainers: [{ name: 'setup' }] })],
      ['in 1.15, where init containers do not count', { ...podOf([guaranteed], { initContainers: [{ name: 'setup' }] }), ...at('1.15') }],
      ['resources of the pod that are equal', podOf([guaranteed, { name: 'b' }], { resources: both({ cpu: '2', memory: '2Gi' }) })],
    ],
    also: [
      [
        'another container',
        'spec.containers[1].resources',
        podOf([guaranteed, { name: 'agent', resources: { limits: { memory: '64Mi' } } }]),
        false,
      ],
      [
        'resources of the pod',
        'spec.resources',
        podOf([guaranteed], { resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } } }),
        true,
      ],
      [
        'resources of the pod without memory',
        'spec.resources',
        { ...podOf([guaranteed], { resources: { requests: { cpu: '1' } } }), ...at('1.34') },
        true,
      ],
    ],
  },
  {
    code: 'pod-level-best-effort',
    about:
      'Up to 1.36 an empty `resources: {}` of the pod itself makes it BestEffort, whatever its containers request. In 1.37 it does so only with the gate PodLevelResourcesFixKubeletQOSClass off.',
    ...podOf([guaranteed], { resources: {} }),
    ...at('1.36'),
    path: 'spec.resources',
    mends: true,
    silent: [
      ['since 1.37', podOf([guaranteed], { resources: {} })],
      ['in a version that ignores it', { ...podOf([guaranteed], { resources: {} }), ...at('1.31') }],
      ['a limit, which brings requests', { ...podOf([guaranteed], { resources: { limits: { cpu: '1' } } }), ...at('1.36') }],
      ['containers without requests', { ...podOf([{ name: 'app' }], { resources: {} }), ...at('1.36') }],
    ],
    also: [
      [
        'a zero',
        'spec.resources',
        { ...podOf([app({ requests: { cpu: '1' } })], { resources: { requests: { memory: '0' } } }), ...at('1.36') },
        true,
      ],
    ],
  },
  {
    code: 'pod-memory-unlimited',
    about:
      "The pod's cgroup has a memory limit only if every container has one, and since 1.23 every init container. If one is missing, only the node bounds the memory-backed volumes and the containers together.",
    ...podOf([app({ limits: { memory: '1Gi' } }), { name: 'agent' }]),
    path: 'spec.containers[1].resources',
    mends: false,
    silent: [
      ['no limit anywhere', podOf([app({ requests: { memory: '1Gi' } }), { name: 'agent' }])],
      ['a limit everywhere', podOf([app({ limits: { memory: '1Gi' } }), { name: 'agent', resources: { limits: { memory: '64Mi' } } }])],
      [
        'a missing cpu limit',
        podOf([app({ limits: { cpu: '1', memory: '1Gi' } }), { name: 'agent', resources: { limits: { memory: '64Mi' } } }]),
      ],
      [
        'a limit of the pod itself',
        podOf([app({ limits: { memory: '1Gi' } }), { name: 'agent' }], { resources: { limits: { memory: '2Gi' } } }),
      ],
      ['an init container up to 1.22', { ...podOf([guaranteed], { initContainers: [{ name: 'setup' }] }), ...at('1.22') }],
      ['a Windows pod', podOf([app({ limits: { memory: '1Gi' } }), { name: 'agent' }], { os: { name: 'windows' } })],
    ],
    also: [
      [
        'an init container',
        'spec.initContainers[0].resources',
        podOf([app({ limits: { memory: '1Gi' } })], { initContainers: [{ name: 'setup' }] }),
        false,
      ],
      [
        'a pod whose totals leave the limit out, since 1.38',
        'spec.containers[1].resources',
        { ...podOf([app({ limits: { memory: '1Gi' } }), { name: 'agent' }]), ...at('1.38') },
        false,
      ],
      [
        'a limit of 0',
        'spec.containers[1].resources',
        podOf([app({ limits: { memory: '1Gi' } }), { name: 'agent', resources: { limits: { memory: 0 } } }]),
        false,
      ],
    ],
  },
];

const mounting = (path: string, resources: Fields = { limits: { memory: '2Gi' } }, name = 'app'): Fields => ({
  name,
  resources,
  volumeMounts: [{ name: 'cache', mountPath: path }],
});
const limited = (memoryLimit: string, name = 'b'): Fields => ({ name, resources: { limits: { memory: memoryLimit } } });
const bigNode: NodeLike = { status: { allocatable: { cpu: '16', memory: '60Gi' }, capacity: { cpu: '16', memory: '64Gi' } } };

const volumes: readonly LintCase[] = [
  {
    code: 'total-limit-lost',
    about:
      'Up to 1.37 the limits of the containers that have one add up to the limit of the pod, whatever the others do. Since 1.38 the pod has a limit of cpu or memory in its totals only if every container and init container has one that is not 0, or the pod itself. So quotas are not charged for it, the status of the pod does not show it, and runtimes that start a virtual machine for the pod do not size it by the limit. Told from 1.36 on. The cgroup of the pod has no limit in either version.',
    ...podOf([app({ limits: { cpu: '1', memory: '1Gi' } }), { name: 'agent', resources: { limits: { memory: '64Mi' } } }]),
    path: 'spec.containers[1].resources',
    mends: false,
    silent: [
      ['no limit anywhere', podOf([app({ requests: { cpu: '1' } }), { name: 'agent' }])],
      ['a limit everywhere', podOf([app({ limits: { cpu: '1' } }), { name: 'agent', resources: { limits: { cpu: '100m' } } }])],
      ['a limit of the pod itself', podOf([app({ limits: { cpu: '1' } }), { name: 'agent' }], { resources: { limits: { cpu: '2' } } })],
      ['a version further away', { ...podOf([app({ limits: { cpu: '1' } }), { name: 'agent' }]), ...at('1.35') }],
      ['memory that `pod-memory-unlimited` tells of', podOf([app({ limits: { memory: '1Gi' } }), { name: 'agent' }])],
    ],
    also: [
      [
        'an init container',
        'spec.initContainers[0].resources',
        podOf([app({ limits: { cpu: '1' } })], { initContainers: [{ name: 'setup' }] }),
        false,
      ],
      [
        'a limit of 0',
        'spec.containers[1].resources',
        podOf([app({ limits: { cpu: '1' } }), { name: 'agent', resources: { limits: { cpu: 0 } } }]),
        false,
      ],
      [
        'memory of a Windows pod',
        'spec.containers[1].resources',
        podOf([app({ limits: { memory: '1Gi' } }), { name: 'agent' }], { os: { name: 'windows' } }),
        false,
      ],
    ],
  },
  {
    code: 'memory-volume-unbounded',
    about:
      'Without a `sizeLimit` and without a memory limit of the pod, a memory-backed volume is as large as the allocatable memory of the node (up to 1.19 half of its RAM). A volume that only containers with a memory limit mount is not reported: they are OOM-killed first. What is written to a volume counts as memory of the containers, and stays when they restart.',
    ...podOf([{ name: 'app' }], volume(memory())),
    path: 'spec.volumes[0].emptyDir',
    mends: false,
    silent: [
      ['a sizeLimit', podOf([{ name: 'app' }], volume(memory('1Gi')))],
      ['a memory limit of every container', podOf([limited('1Gi')], volume(memory()))],
      ['a memory limit of whoever mounts it', podOf([mounting('/cache'), { name: 'b' }], volume(memory()))],
      ['a volume on disk', podOf([{ name: 'app' }], volume({}))],
    ],
    also: [
      [
        'a memory limit of one container only',
        'spec.volumes[0].emptyDir',
        podOf([limited('1Gi'), { name: 'app' }], volume(memory())),
        false,
      ],
      [
        'no memory limit of one that mounts it',
        'spec.volumes[0].emptyDir',
        podOf([mounting('/cache'), mounting('/x', {}, 'b')], volume(memory())),
        false,
      ],
      ['a sizeLimit of 0', 'spec.volumes[0].emptyDir', podOf([{ name: 'app' }], volume(memory('0'))), false],
      [
        'a sizeLimit above the node',
        'spec.volumes[0].emptyDir',
        { ...podOf([{ name: 'app' }], volume(memory('1Ti'))), node: bigNode },
        false,
      ],
      ['half of the RAM', 'spec.volumes[0].emptyDir', { ...podOf([{ name: 'app' }], volume(memory())), ...at('1.19') }, false],
    ],
  },
  {
    code: 'size-limit-above-memory',
    about:
      'The volume is never larger than the memory limit of the pod, and what is written to it counts as memory of the container that writes. So the container is OOM-killed before the volume is full. After the restart the files are still there.',
    ...podOf([mounting('/cache')], volume(memory('4Gi'))),
    path: sizeLimit,
    mends: true,
    silent: [
      ['as much as the limit', podOf([mounting('/cache')], volume(memory('2Gi')))],
      ['no limit', podOf([mounting('/cache', {})], volume(memory('4Gi')))],
      [
        'another container that may write as much',
        podOf([mounting('/cache'), mounting('/cache', { limits: { memory: '8Gi' } }, 'b')], volume(memory('4Gi'))),
      ],
      ['a volume on disk', podOf([mounting('/cache')], volume({ sizeLimit: '4Gi' }))],
    ],
    also: [
      ['the limit of all that mount it', sizeLimit, podOf([mounting('/cache'), limited('8Gi')], volume(memory('4Gi'))), true],
      [
        '/dev/shm of one of them',
        sizeLimit,
        podOf([mounting('/dev/shm'), mounting('/cache', { limits: { memory: '8Gi' } }, 'b')], volume(memory('4Gi'))),
        true,
      ],
    ],
  },
  {
    code: 'size-limit-without-effect',
    about:
      'Before 1.20, and with the gate SizeMemoryBackedVolumes off (its default up to 1.21), a memory-backed volume can grow to half of the RAM. Its `sizeLimit` only makes the kubelet evict the pod once it notices.',
    ...podOf([{ name: 'app' }], volume(memory('1Gi'))),
    ...at('1.19'),
    path: sizeLimit,
    mends: false,
    silent: [
      ['since 1.22', { ...podOf([{ name: 'app' }], volume(memory('1Gi'))), ...at('1.22') }],
      ['a volume on disk', { ...podOf([{ name: 'app' }], volume({ sizeLimit: '1Gi' })), ...at('1.19') }],
    ],
    also: [['the gate off', sizeLimit, { ...podOf([{ name: 'app' }], volume(memory('1Gi'))), ...at('1.21') }, false]],
  },
  {
    code: 'memory-volumes-above-limit',
    about: 'Each volume has a bound of its own, but all of them together count as memory of the pod.',
    ...podOf([limited('2Gi')], {
      volumes: [
        { name: 'a', emptyDir: memory('1.5Gi') },
        { name: 'b', emptyDir: memory('1Gi') },
      ],
    }),
    path: 'spec.volumes',
    mends: false,
    silent: [
      [
        'as much as the limit',
        podOf([limited('2Gi')], {
          volumes: [
            { name: 'a', emptyDir: memory('1Gi') },
            { name: 'b', emptyDir: memory('1Gi') },
          ],
        }),
      ],
      [
        'no limit',
        podOf([app({})], {
          volumes: [
            { name: 'a', emptyDir: memory('1.5Gi') },
            { name: 'b', emptyDir: memory('1Gi') },
          ],
        }),
      ],
      [
        'one on disk',
        podOf([limited('2Gi')], {
          volumes: [
            { name: 'a', emptyDir: { sizeLimit: '1.5Gi' } },
            { name: 'b', emptyDir: memory('1Gi') },
          ],
        }),
      ],
    ],
  },
  {
    code: 'shm-above-limit',
    about:
      'A volume at `/dev/shm` without a `sizeLimit` is as large as the memory limit of the whole pod, which is more than that of the container. A process that fills it is OOM-killed, and again after each restart, because the files stay.',
    ...podOf([mounting('/dev/shm'), limited('4Gi')], volume(memory())),
    path: 'spec.volumes[0].emptyDir',
    mends: true,
    silent: [
      ['the only container', podOf([mounting('/dev/shm')], volume(memory()))],
      ['elsewhere', podOf([mounting('/cache'), limited('4Gi')], volume(memory()))],
      ['a sizeLimit below', podOf([mounting('/dev/shm'), limited('4Gi')], volume(memory('1Gi')))],
      ['a volume on disk', podOf([mounting('/dev/shm'), limited('4Gi')], volume({}))],
    ],
  },
  {
    code: 'hugepages-volume-unmountable',
    about:
      'A volume of hugepages is mounted with the page size that the pod requests. The pod never starts if it requests no hugepages, or several sizes while the medium names none.',
    ...podOf([app(both({ cpu: '1', memory: '1Gi' }))], volume({ medium: 'HugePages' })),
    path: 'spec.volumes[0].emptyDir.medium',
    mends: false,
    silent: [
      ['with a request', podOf([app(both({ cpu: '1', memory: '1Gi', [hugepages]: '64Mi' }))], volume({ medium: 'HugePages' }))],
      [
        'a limit, which a new pod requests',
        podOf([app({ limits: { cpu: '1', [hugepages]: '64Mi' } })], volume({ medium: 'HugePages-2Mi' })),
      ],
    ],
    also: [
      [
        'another size',
        'spec.volumes[0].emptyDir.medium',
        podOf([app(both({ cpu: '1', [hugepages]: '64Mi' }))], volume({ medium: 'HugePages-1Gi' })),
        false,
      ],
      [
        'two sizes',
        'spec.volumes[0].emptyDir.medium',
        podOf([app(both({ cpu: '1', [hugepages]: '64Mi', 'hugepages-1Gi': '1Gi' }))], volume({ medium: 'HugePages' })),
        false,
      ],
      ['a size that is none', 'spec.volumes[0].emptyDir.medium', podOf([app({})], volume({ medium: 'HugePages-big' })), false],
    ],
  },
  {
    code: 'ephemeral-limit-below-volume',
    about: 'Volumes on disk count towards the ephemeral-storage limit of the pod. So the pod is evicted before the volume is full.',
    ...podOf([app({ limits: { 'ephemeral-storage': '1Gi' } })], volume({ sizeLimit: '10Gi' })),
    path: sizeLimit,
    mends: true,
    silent: [
      ['as much', podOf([app({ limits: { 'ephemeral-storage': '10Gi' } })], volume({ sizeLimit: '10Gi' }))],
      [
        'limits that together suffice',
        podOf(
          [app({ limits: { 'ephemeral-storage': '5Gi' } }), { name: 'b', resources: { limits: { 'ephemeral-storage': '5Gi' } } }],
          volume({ sizeLimit: '10Gi' }),
        ),
      ],
      ['a volume in memory', podOf([app({ limits: { 'ephemeral-storage': '1Gi', memory: '16Gi' } })], volume(memory('10Gi')))],
      ['no limit', podOf([app({})], volume({ sizeLimit: '10Gi' }))],
    ],
  },
  {
    code: 'ephemeral-limit-open-volume',
    about:
      'A volume on disk without a `sizeLimit` can use up the ephemeral-storage limit that containers and logs share with it. Then the whole pod is evicted.',
    ...podOf([app({ limits: { 'ephemeral-storage': '1Gi' } })], volume({})),
    path: 'spec.volumes[0].emptyDir',
    mends: true,
    silent: [
      ['a sizeLimit', podOf([app({ limits: { 'ephemeral-storage': '1Gi' } })], volume({ sizeLimit: '500Mi' }))],
      ['no limit', podOf([app({})], volume({}))],
      [
        'storage that is not limited at all',
        {
          ...podOf([app({ limits: { 'ephemeral-storage': '1Gi' } })], volume({})),
          options: { kubernetesVersion: '1.24', featureGates: { LocalStorageCapacityIsolation: false } },
        },
      ],
      ['a volume in memory', podOf([app({ limits: { 'ephemeral-storage': '1Gi' } })], volume(memory()))],
    ],
  },
  {
    code: 'ephemeral-request-zero',
    about:
      'Under disk pressure the kubelet first evicts pods that exceed their request. A pod without a request exceeds it with all that it writes, and the event says "exceeds its request of 0". This is reported only for a pod that has a `sizeLimit` on a volume on disk or a request of 0, since its author cares about storage.',
    ...podOf([app({ requests: { cpu: '1' } })], volume({ sizeLimit: '1Gi' })),
    path: 'spec',
    mends: false,
    silent: [
      ['a request', podOf([app({ requests: { 'ephemeral-storage': '1Gi' } })], volume({ sizeLimit: '1Gi' }))],
      ['a limit, which a new pod requests', podOf([app({ limits: { 'ephemeral-storage': '1Gi' } })], volume({ sizeLimit: '1Gi' }))],
      ['a volume without sizeLimit', podOf([app({ requests: { cpu: '1' } })], volume({}))],
    ],
    also: [['a request of 0', 'spec', pod({ requests: { 'ephemeral-storage': '0' } }), false]],
  },
];

const node: readonly LintCase[] = [
  {
    code: 'exceeds-node',
    about:
      'The scheduler never places a pod on a node whose allocatable amount is less than the pod requests, even if nothing else runs there. Overhead and init containers count.',
    ...pod({ requests: { memory: '62Gi' } }),
    node: bigNode,
    path: 'spec',
    mends: false,
    silent: [
      ['all of it', { ...pod({ requests: { memory: '60Gi' } }), node: bigNode }],
      ['a limit alone above it', { ...pod({ requests: { memory: '1Gi' }, limits: { memory: '62Gi' } }), node: bigNode }],
      ['no node', pod({ requests: { memory: '62Gi' } })],
      [
        'a node that says less',
        { ...pod({ requests: { cpu: '32', 'ephemeral-storage': '1Ti' } }), node: { status: { capacity: { memory: '16Gi' } } } },
      ],
      ['a node that says nothing', { ...pod({ requests: { memory: '62Gi' } }), node: { metadata: { name: 'n' } } }],
    ],
    also: [
      [
        'of a node that says only what it has',
        'spec',
        { ...pod({ requests: { cpu: '17' } }), node: { status: { capacity: { cpu: '16' } } } },
        false,
      ],
      [
        'with overhead',
        'spec',
        { ...pod({ requests: { memory: '60Gi' } }, { runtimeClassName: 'kata', overhead: { memory: '160Mi' } }), node: bigNode },
        false,
      ],
    ],
  },
  {
    code: 'node-lacks-resource',
    about: 'The node does not have the device, or hugepages of that size.',
    ...pod({ limits: { cpu: '1', 'hugepages-1Gi': '2Gi' } }),
    node: { status: { allocatable: { cpu: '16', memory: '60Gi', 'hugepages-2Mi': '4Gi' } } },
    path: 'spec',
    mends: false,
    silent: [
      ['a node that says less', { ...pod({ requests: { cpu: '32' } }), node: { status: { capacity: { memory: '16Gi' } } } }],
      ['none is requested', { ...pod(both({ cpu: '1', 'nvidia.com/gpu': '0' })), node: bigNode }],
      [
        'what it has',
        { ...pod({ limits: { cpu: '1', [hugepages]: '2Mi' } }), node: { status: { allocatable: { cpu: '16', [hugepages]: '4Gi' } } } },
      ],
    ],
    also: [['a device', 'spec', { ...pod({ limits: { 'nvidia.com/gpu': '1' } }), node: bigNode }, false]],
  },
  {
    code: 'memory-limit-above-node',
    about:
      'A memory limit above the memory of the machine is never reached. The node runs out of memory first, and the kernel chooses which process to kill.',
    ...pod({ requests: { memory: '1Gi' }, limits: { memory: '128Gi' } }),
    node: bigNode,
    path: memoryLimit,
    mends: false,
    silent: [
      ['all of it', { ...pod({ requests: { memory: '1Gi' }, limits: { memory: '64Gi' } }), node: bigNode }],
      ['no node', pod({ limits: { memory: '128Gi' } })],
    ],
    also: [
      [
        'of the pod itself',
        'spec.resources.limits.memory',
        { ...pod({}, { resources: { requests: { memory: '1Gi' }, limits: { memory: '1Ti' } } }), node: bigNode },
        false,
      ],
    ],
  },
];

const subject: readonly LintCase[] = [
  {
    code: 'field-malformed',
    about:
      'A pod with a malformed field cannot be looked at: an object where a list belongs, a text where an object belongs, or a total that is too large to be written.',
    object: { spec: { containers: [{ name: 'app', resources: { limits: ['1Gi'] } }] } },
    path: 'spec.containers[0].resources.limits',
    mends: false,
    silent: [
      ['null, which is nothing', { object: { spec: { containers: [{ name: 'app', resources: { limits: null } }], volumes: null } } }],
      ['a pod without a spec', { object: { kind: 'Pod' } }],
    ],
    also: [
      ['containers', 'spec.containers', { object: { kind: 'Pod', spec: { containers: {} } } }, false],
      ['a spec', 'spec', { object: { kind: 'Pod', spec: 'x' } }, false],
      ['resources of the pod', 'spec.resources', pod({}, { resources: 'x' as unknown as Fields }), false],
      ['a volume', 'spec.volumes[0]', pod({}, { volumes: ['x'] }), false],
      ['an emptyDir', 'spec.volumes[0].emptyDir', pod({}, { volumes: [{ name: 'v', emptyDir: 'x' }] }), false],
      ['mounts', 'spec.containers[0].volumeMounts', podOf([{ name: 'app', volumeMounts: 5 }], volume(memory())), false],
      [
        'a quality of service',
        'status.qosClass',
        { object: { metadata: { uid: 'a' }, spec: { containers: [app({})], ...volume(memory()) }, status: { qosClass: 'Best' } } },
        false,
      ],
    ],
  },
];

/** The mistakes by the file that finds them. */
export const lintCases = {
  'lint-subject': subject,
  'lint-fields': fields,
  'lint-amounts': amounts,
  'lint-requirements': requirements,
  'lint-qos': qos,
  'lint-volumes': volumes,
  'lint-node': node,
} as const;
