import type { ContainerLike, PodLike, PodStatsLike, ResourceRequirementsLike } from '../../../src/core/index.ts';
import {
  resizeActions,
  resizeActionSettings,
  type ContainerAmounts,
  type ResizeAction,
  type ResizeActionOptions,
  type ResizeActions,
} from '../../../src/resize/actions/actions.ts';
import { KnownPod } from '../../../src/resources/qos/known-pod.ts';
import { releaseOf } from '../../../src/version/release.ts';
import type { SizePodOptions } from '../../../src/report/index.ts';
import { gatesOfText } from '../flipped-gates.ts';
import { minorsFrom } from '../minors.ts';
import type { Random } from '../random.ts';
import type { AnyTopic, Topic } from '../topic.ts';
import { shownConfig } from './cgroup.ts';
import { resizedPods } from './resize.ts';

type Settings = Pick<SizePodOptions, 'enforceCPULimits' | 'cpuPeriod' | 'cgroupVersion' | 'enforceMemoryQoS' | 'memoryReservationPolicy'>;

interface In {
  readonly pod: PodLike;
  readonly allocated: PodLike;
  readonly running: readonly string[];
  readonly stats: PodStatsLike;
  readonly settings: Settings;
  readonly memoryThrottlingFactor: number | null;
}

const flipped: Readonly<Record<number, string>> = {
  33: 'PodLevelResources=true',
  34: 'PodLevelResources=false',
  35: 'NodeDeclaredFeatures=true,InPlacePodLevelResourcesVerticalScaling=true',
  36: 'InPlacePodVerticalScalingInitContainers=false,InPlacePodLevelResourcesVerticalScaling=false',
  37: 'InPlacePodVerticalScalingMemoryBackedVolumes=true',
  38: 'InPlacePodVerticalScalingMemoryBackedVolumes=true',
};

function ownResources(random: Random): ResourceRequirementsLike {
  const list = (): Record<string, string> => ({
    ...(random.chance(0.7) ? { cpu: random.pick(['1', '2', '2500m']) } : {}),
    ...(random.chance(0.7) ? { memory: random.pick(['1Gi', '2Gi', '4Gi']) } : {}),
  });
  return random.pick([{ requests: list() }, { limits: list() }, { requests: list(), limits: list() }]);
}

/** Names are unique, as the API server sees to. */
function named(containers: readonly ContainerLike[], prefix: string): readonly ContainerLike[] {
  return containers.map((container, i) => ({ ...container, name: `${prefix}${i}` }));
}

function question(random: Random): In {
  const pods = resizedPods(random);
  const own = random.chance(0.3);
  const shaped = ({ status: _status, ...pod }: PodLike): PodLike => ({
    ...pod,
    spec: {
      ...pod.spec,
      containers: named(pod.spec?.containers ?? [], 'c'),
      initContainers: named(pod.spec?.initContainers ?? [], 'i'),
      ...(own ? { resources: ownResources(random) } : {}),
    },
  });
  const [pod, allocated] = [shaped(pods.pod), shaped(pods.allocated)];
  const inits = pod.spec?.initContainers ?? [];
  const names = (containers: readonly ContainerLike[]): string[] => containers.map(({ name }) => name);
  const [first, others] = [names(inits), names(pod.spec?.containers ?? [])];
  const steady = [...names(inits.filter(({ restartPolicy }) => restartPolicy === 'Always')), ...others];
  const running = random.chance(0.7) ? steady : (random.chance(0.5) ? first : [...first, ...others]).filter(() => random.chance(0.7));
  const usage = (): object => (random.chance(0.93) ? { memory: { usageBytes: random.pick([0, 1 << 20, 2 ** 30, 3 * 2 ** 30]) } } : {});
  const podUsage = random.chance(0.7) ? { memory: { usageBytes: 4096 } } : usage();
  return {
    pod,
    allocated,
    running,
    stats: { podRef: {}, ...podUsage, containers: [...first, ...others].map((name) => ({ name, ...usage() })) },
    settings: {
      enforceCPULimits: random.chance(0.9),
      cpuPeriod: random.pick([100_000, 100_000, 10_000]),
      cgroupVersion: random.pick([1, 2, 2]),
      enforceMemoryQoS: random.chance(0.4),
      memoryReservationPolicy: random.pick(['None', 'TieredReservation']),
    },
    memoryThrottlingFactor: random.pick([null, 0.9, 0.8]),
  };
}

function ask({ pod, allocated, running, stats, settings, memoryThrottlingFactor }: In): unknown {
  return {
    pod,
    allocated,
    settings: {
      CPUCFSQuota: settings.enforceCPULimits ?? true,
      CPUPeriod: String(settings.cpuPeriod ?? 100_000),
      CgroupVersion: settings.cgroupVersion ?? 2,
      MemoryQoS: settings.enforceMemoryQoS ?? false,
      ReservationPolicy: settings.memoryReservationPolicy ?? 'None',
      ThrottlingFactor: memoryThrottlingFactor,
      Running: running,
      PodUsage: stats.memory?.usageBytes,
      Usage: Object.fromEntries((stats.containers ?? []).map(({ name, memory }) => [name, memory?.usageBytes ?? null])),
    },
  };
}

function shownAmounts({ cpu, memory }: ContainerAmounts): object {
  return { ...(cpu === undefined ? {} : { cpu: cpu.toString() }), ...(memory === undefined ? {} : { memory: memory.toString() }) };
}

function shown(action: ResizeAction): object {
  if (action.action === 'StopContainer') return { do: 'stop', name: action.container };
  if (action.action === 'StartContainer') return { do: 'start', name: action.container };
  if (action.action === 'SetPodCgroup') return { do: 'pod', config: shownConfig({ hugePageLimit: {}, ...action.config }) };
  if (action.action === 'ResizeVolume') return { do: 'volume', name: action.volume, size: action.size.toString() };
  const { container, requests, limits } = action;
  return { do: 'container', name: container, requests: shownAmounts(requests), limits: shownAmounts(limits) };
}

/** Upstream's actions; its amounts of 0 are unset, and its failure stands apart, for what was stopped starts all the same. */
function read(result: unknown): unknown {
  const actions = result as readonly Record<string, unknown>[];
  const set = (list: unknown): object => Object.fromEntries(Object.entries(list as object).filter(([, amount]) => amount !== '0'));
  const failure = actions.find((action) => action['do'] === 'fail')?.['name'];
  const done = actions
    .filter((action) => action['do'] !== 'fail')
    .map((action) =>
      action['do'] === 'container' ? { ...action, requests: set(action['requests']), limits: set(action['limits']) } : action,
    );
  return { actions: done, ...(failure === undefined ? {} : { failure }) };
}

/** What the kubelet does to resize a pod, by the options of a call. */
export function resized(pod: PodLike, old: PodLike, stats: PodStatsLike | undefined, options: ResizeActionOptions): ResizeActions {
  const release = releaseOf(options);
  return resizeActions(new KnownPod(pod, release), new KnownPod(old, release), stats, resizeActionSettings(options));
}

function ours({ pod, allocated, running, stats, settings, memoryThrottlingFactor }: In, options: SizePodOptions): unknown {
  const state = { running: {} };
  const status = { initContainerStatuses: running.map((name) => ({ name, state })), containerStatuses: [{ name: '', state: {} }] };
  const { actions, failure } = resized({ ...pod, status }, allocated, stats, {
    ...settings,
    ...options,
    memoryThrottlingFactor: memoryThrottlingFactor ?? undefined,
  });
  return { actions: actions.map(shown), ...(failure === undefined ? {} : { failure }) };
}

function topic(suffix: string, count: number, gates?: Readonly<Record<number, string>>): Topic<In> {
  const of = (minor: number): string => gates?.[minor] ?? '';
  return {
    folder: 'resize',
    area: 'resize',
    name: `resizeActions${suffix}`,
    upstream: 'pkg/kubelet/kuberuntime computePodResizeAction, computeVolumeResizeAction, doPodResizeAction',
    fn: 'resizeActions',
    minors: minorsFrom(33),
    ...(gates === undefined ? {} : { gates: of }),
    *cases(random) {
      for (let i = 0; i < count; i++) yield { in: question(random) };
    },
    random: question,
    ask,
    read,
    ours: (input, minor) =>
      ours(input, {
        kubernetesVersion: `1.${minor}`,
        ...(gates === undefined ? {} : { featureGates: gatesOfText(of(minor)) }),
      }),
  };
}

export const resizeActionTopics: readonly AnyTopic[] = [topic('', 700), topic('.gates', 400, flipped)];
