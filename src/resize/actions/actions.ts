import { cpuSharesToCPUWeight } from '../../cgroup/cpu-weight.ts';
import { withMemoryHigh } from '../../cgroup/pod/pod-memory-high.ts';
import { podConfig, type ResourceConfig } from '../../cgroup/pod/resource-config.ts';
import { podCgroupSettings, type PodCgroupSettings, type ResourceConfigOptions } from '../../cgroup/pod/settings.ts';
import { oneOf } from '../../core/checks.ts';
import type { PodStatsLike } from '../../core/index.ts';
import { byteQuantity } from '../../core/int64.ts';
import { eraSince } from '../../quantity/era.ts';
import { Quantity } from '../../quantity/index.ts';
import type { KnownPod } from '../../resources/qos/known-pod.ts';
import { isStaticPod } from '../../resources/qos/priority.ts';
import { since } from '../../version/since.ts';
import { computePodActions, type ContainerUpdate, type ResizePlan, type Sizes, type VolumeUpdate } from './plan.ts';
import { validateMemoryResizeAction } from './usage.ts';

/** The values of a pod's cgroup that are written at once. */
export type PodCgroupChange = Pick<ResourceConfig, 'memory' | 'cpuShares' | 'cpuQuota' | 'cpuPeriod' | 'unified'>;

/** What a container is given; a value that is unset is absent. */
export interface ContainerAmounts {
  readonly cpu?: Quantity;
  readonly memory?: Quantity;
}

/** One thing that the kubelet does for a resize. */
export type ResizeAction =
  | { readonly action: 'StopContainer'; readonly container: string }
  | { readonly action: 'StartContainer'; readonly container: string }
  | { readonly action: 'SetPodCgroup'; readonly config: PodCgroupChange }
  | {
      readonly action: 'UpdateContainer';
      readonly container: string;
      readonly requests: ContainerAmounts;
      readonly limits: ContainerAmounts;
    }
  | { readonly action: 'ResizeVolume'; readonly volume: string; readonly size: Quantity };

/** What the kubelet does in its order, and why it stops half-way where it does. Internal. */
export interface ResizeActions {
  readonly actions: readonly ResizeAction[];
  readonly failure?: string;
}

/** How the kubelet is set up, as far as it bears on what is done. */
export interface ResizeActionOptions extends ResourceConfigOptions {
  readonly cgroupVersion?: 1 | 2 | undefined;
  readonly memoryThrottlingFactor?: number | undefined;
}

/** The same with defaults. Internal. */
export interface ResizeActionSettings {
  readonly cgroup: PodCgroupSettings;
  readonly cgroupVersion: 1 | 2;
  readonly memoryThrottlingFactor?: number | undefined;
}

/** The settings that options name. */
export function resizeActionSettings(options: ResizeActionOptions | undefined): ResizeActionSettings {
  return {
    cgroup: podCgroupSettings(options),
    cgroupVersion: oneOf(options?.cgroupVersion ?? 2, [1, 2], 'options.cgroupVersion'),
    memoryThrottlingFactor: options?.memoryThrottlingFactor,
  };
}

/** What differs between minors. */
interface ActionRules {
  /** Whether init containers that restart do so after the resize. */
  readonly resizesFirst: boolean;
  readonly resizesStatic: boolean;
  /** Whether memory protection is written, too. */
  readonly protects: boolean;
}

const actionRules = /* @__PURE__ */ since<ActionRules>({
  '1.15': { resizesFirst: false, resizesStatic: false, protects: false },
  '1.36': { resizesFirst: false, resizesStatic: true, protects: false },
  '1.37': { resizesFirst: true, resizesStatic: true, protects: true },
});

/**
 * What the kubelet does to resize a running pod: containers that restart are stopped; volumes that shrink, memory, volumes that grow and CPU are
 * resized, for either resource the pod's cgroup before its containers where it grows, and after them where it shrinks; then what was stopped
 * starts.
 *
 * Upstream: `pkg/kubelet/kuberuntime/kuberuntime_manager.go`, `computePodActions`, `SyncPod` and `doPodResizeAction`, since 1.33.
 */
export function resizeActions(
  wanted: KnownPod,
  old: KnownPod,
  stats: PodStatsLike | undefined,
  settings: ResizeActionSettings,
): ResizeActions {
  const { resizesFirst, resizesStatic } = actionRules(wanted.release.minor);
  if (!resizesStatic && isStaticPod(wanted.pod)) return { actions: [] };
  const plan = computePodActions(wanted.pod, old.pod, wanted.release);
  const done = doPodResizeAction(plan, wanted, old, stats, settings);
  const restarted = (section: string): string[] => plan.restarts.filter((one) => one.section === section).map(({ name }) => name);
  const inits = restarted('initContainers').reverse();
  const others = restarted('containers');
  const start = (container: string): ResizeAction => ({ action: 'StartContainer', container });
  return {
    ...done,
    actions: [
      ...[...inits, ...others].map((container): ResizeAction => ({ action: 'StopContainer', container })),
      ...(resizesFirst ? [...done.actions, ...inits.map(start)] : [...inits.map(start), ...done.actions]),
      ...others.map(start),
    ],
  };
}

function doPodResizeAction(
  plan: ResizePlan,
  wanted: KnownPod,
  old: KnownPod,
  stats: PodStatsLike | undefined,
  { cgroup, cgroupVersion, memoryThrottlingFactor }: ResizeActionSettings,
): ResizeActions {
  const { memory, cpu, grown, shrunk, ownResources } = plan;
  const whole = plan.restarts.length > 0 || ownResources;
  if (!whole && memory.length + cpu.length + grown.length + shrunk.length === 0) return { actions: [] };
  const { minor } = wanted.release;
  const enforceMemoryQoS = cgroup.enforceMemoryQoS && actionRules(minor).protects;
  const [own, written] = [wanted, old].map((known) => podConfig(known, { ...cgroup, enforceMemoryQoS }));
  if (own === undefined || written === undefined) return { actions: [] };
  const config = withMemoryHigh(wanted, own, { memoryThrottlingFactor, enforceMemoryQoS });
  const current = getPodCgroupConfig(written, cgroupVersion);
  const question = { plan, limit: config.memory, current: current.memory, pod: wanted.pod };
  const failure = stats === undefined ? undefined : validateMemoryResizeAction({ ...question, stats }, minor);
  if (failure !== undefined && failure.before === 'everything') return { actions: [], failure: failure.message };
  const volumes = { shrunk: shrunk.map(resizedVolume), grown: grown.map(resizedVolume) };
  if (failure !== undefined) return { actions: volumes.shrunk, failure: failure.message };
  return {
    actions: [
      ...volumes.shrunk,
      ...(whole || memory.length > 0 ? resizedMemory(memory, config, current, minor) : []),
      ...volumes.grown,
      ...(whole || cpu.length > 0 ? resizedCPU(plan, config, current, minor) : []),
    ],
  };
}

/** A limit that is absent stays as it is. */
function resizedMemory(
  updates: readonly ContainerUpdate[],
  { memory, unified }: ResourceConfig,
  current: Current,
  minor: number,
): readonly ResizeAction[] {
  const limit = memory ?? byteQuantity(current.memory, minor);
  const set = { memory: limit, ...(unified === undefined ? {} : { unified }) };
  return ordered(
    [{ value: limit.value(), from: current.memory, set }],
    updates.map((update) => memoryUpdate(update, minor)),
  );
}

function resizedCPU({ memory, cpu }: ResizePlan, config: ResourceConfig, current: Current, minor: number): readonly ResizeAction[] {
  const { cpuQuota = current.cpuQuota, cpuPeriod, cpuShares = 0 } = config;
  const quota = { cpuQuota, ...(cpuPeriod === undefined ? {} : { cpuPeriod }) };
  const changes = [
    { value: BigInt(cpuQuota), from: BigInt(current.cpuQuota), set: quota },
    { value: BigInt(cpuShares), from: BigInt(current.cpuShares), set: { cpuShares } },
  ];
  const hasMemory = new Set(memory.map(({ name }) => name));
  return ordered(
    changes,
    cpu.map((update) => cpuUpdate(update, hasMemory.has(update.name) ? update.to : update.from, minor)),
  );
}

interface CgroupChange {
  readonly value: bigint;
  readonly from: bigint;
  readonly set: PodCgroupChange;
}

/** What grows in the pod's cgroup goes before its containers, limits first; what shrinks after them, limits last. */
function ordered(changes: readonly CgroupChange[], updates: readonly ResizeAction[]): readonly ResizeAction[] {
  const set = ({ set: config }: CgroupChange): ResizeAction => ({ action: 'SetPodCgroup', config });
  const grows = changes.filter(({ value, from }) => value > from);
  const shrinks = changes.filter(({ value, from }) => value < from).reverse();
  return [...grows.map(set), ...updates, ...shrinks.map(set)];
}

function resizedVolume({ name, size }: VolumeUpdate): ResizeAction {
  return { action: 'ResizeVolume', volume: name, size };
}

function memoryUpdate({ name, from, to }: ContainerUpdate, minor: number): ResizeAction {
  return updated(name, { ...to, cpuLimit: from.cpuLimit, cpuRequest: from.cpuRequest }, minor);
}

/** A container whose memory was resized before has the new memory. */
function cpuUpdate({ name, to }: ContainerUpdate, { memoryLimit, memoryRequest }: Sizes, minor: number): ResizeAction {
  return updated(name, { ...to, memoryLimit, memoryRequest }, minor);
}

function updated(container: string, { cpuRequest, cpuLimit, memoryRequest, memoryLimit }: Sizes, minor: number): ResizeAction {
  const era = eraSince(minor);
  const amounts = (cpu: bigint, memory: bigint): ContainerAmounts => ({
    ...(cpu === 0n ? {} : { cpu: Quantity.fromMilli(cpu, 'DecimalSI', era) }),
    ...(memory === 0n ? {} : { memory: Quantity.fromInt64(memory, 'BinarySI', era) }),
  });
  return { action: 'UpdateContainer', container, requests: amounts(cpuRequest, memoryRequest), limits: amounts(cpuLimit, memoryLimit) };
}

interface Current {
  readonly memory: bigint;
  readonly cpuQuota: number;
  readonly cpuShares: number;
}

/** What the kubelet reads from the pod's cgroup: whole pages of 4 KiB, and on v2 the shares that the weight stands for. */
function getPodCgroupConfig({ memory, cpuQuota = -1, cpuShares = 2 }: ResourceConfig, cgroupVersion: 1 | 2): Current {
  const limit = memory?.value() ?? -1n;
  const unlimited = cgroupVersion === 1 ? 9_223_372_036_854_771_712n : -1n;
  const weight = cpuSharesToCPUWeight(cpuShares, { conversion: 'linear' });
  return {
    memory: limit < 0n ? unlimited : limit - (limit % 4096n),
    cpuQuota,
    cpuShares: cgroupVersion === 1 ? cpuShares : Math.floor(((weight - 1) * 262_142) / 9999) + 2,
  };
}
