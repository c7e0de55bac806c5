import { invalid } from '../../errors.ts';
import { statsSourceOf } from '../../core/cached-stats.ts';
import { amountIn, atPath, quantityAt, within } from '../../core/at-path.ts';
import type { ContainerLike, ContainerStatsLike, PodLike, PodStatsLike, StatsLike } from '../../core/index.ts';
import {
  containersOf,
  objectAt,
  objectsAt,
  podStatusOf,
  requirementsOf,
  specOf,
  type ContainerSection,
  textAt,
} from '../../core/pod-fields.ts';
import { Quantity } from '../../quantity/index.ts';
import { isPodLevelSet, podLevelList } from '../../resources/totals/pod-level.ts';
import { gatesOf, type GateLookup, type GateOptions } from '../../version/feature-gates.ts';
import { minorOf } from '../../version/minors.ts';
import { since } from '../../version/since.ts';
import { listOf, objectOf } from '../../core/checks.ts';
import type { SignalObservations } from '../observations/observations.ts';
import { memoryUsage, statOf, visitEach } from '../ranking/pod-usage.ts';
import { isOfPod } from '../ranking/rank-keys.ts';
import { signalAt, signalToResource, validSignal, type StarvedResource } from '../thresholds/signals.ts';
import { addInt64 } from '../../core/int64.ts';
import { amountOf } from '../thresholds/threshold-quantity.ts';
import type { Threshold } from '../thresholds/thresholds.ts';

/** The event of an eviction. No upstream counterpart. */
export interface EvictionText {
  readonly message: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/** How the text of a minor is made. */
interface Style {
  /** Which containers can be named. */
  readonly sections: readonly ContainerSection[];
  /** Of several containers with one name. */
  readonly counts: 'all' | 'first';
  /** Whether the threshold is told, and how a container. */
  readonly threshold: boolean;
  /** Whether memory that the status says is allocated counts as requested, with the gate InPlacePodVerticalScaling. */
  readonly allocated: boolean;
  /** Whether a pod with memory of its own is told, with the gate PodLevelResources. */
  readonly pod: boolean;
}

const plain: Style = { sections: ['containers'], counts: 'all', threshold: false, allocated: false, pod: false };
const withThreshold: Style = { ...plain, threshold: true };
const withInit: Style = { ...withThreshold, sections: ['containers', 'initContainers'], counts: 'first' };

const style = /* @__PURE__ */ since<Style>({
  '1.15': plain,
  '1.26': withThreshold,
  '1.27': { ...withThreshold, allocated: true },
  '1.32': withInit,
  '1.34': { ...withInit, pod: true },
});

/**
 * What the kubelet says when it evicts a pod because a threshold is met: the message of the event and of the pod's status, and the event's
 * annotations.
 *
 * It names the resource and, since 1.26, the first threshold that is about it, then every container that uses more than it requests, in the
 * order of the statistics; since 1.32 init containers too. Since 1.34 a pod that requests memory of its own is told first, also when it uses
 * less. Of ephemeral-storage a container uses its layer and logs where both are known; of inodes and processes none is told. Of a pod
 * without statistics there is no annotation.
 *
 * Upstream: `pkg/kubelet/eviction/helpers.go`, `evictionMessage`, every supported minor.
 *
 * @param resourceToReclaim what runs short
 * @param pod the pod
 * @param stats the statistics of pods: the `pods` of a `/stats/summary`, or a lookup
 * @param thresholds those that are met; which comes first of two about one resource is left to luck upstream
 * @param observations as `makeSignalObservations` returns them
 * @param options version and gates
 * @throws {SizingError} `InvalidInput` for inputs that are none; as `Quantity.from`
 * @example
 * const container = { name: 'app', resources: { requests: { memory: '1Gi' } } };
 * const pod = { metadata: { name: 'web', uid: 'a' }, spec: { containers: [container] } };
 * const stats = [{ podRef: { uid: 'a' }, containers: [{ name: 'app', memory: { workingSetBytes: 2 ** 31 } }] }];
 * const thresholds = parseThresholdConfig({ evictionHard: { 'memory.available': '100Mi' } });
 * const observations = { 'memory.available': { available: Quantity.parse('92Mi'), capacity: Quantity.parse('8Gi') } };
 * const { message, annotations } = evictionMessage('memory', pod, stats, thresholds, observations);
 * message // => 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 92Mi. Container app was using 2Gi, request is 1Gi, has larger consumption of memory. '
 * annotations // => { offending_containers: 'app', offending_containers_usage: '2Gi', starved_resource: 'memory' }
 */
export function evictionMessage(
  resourceToReclaim: StarvedResource,
  pod: PodLike,
  stats: StatsLike,
  thresholds: readonly Threshold[],
  observations: SignalObservations,
  options?: GateOptions,
): EvictionText {
  const minor = minorOf(options);
  const gate = gatesOf(options);
  checkResource(resourceToReclaim);
  specOf(pod, 'pod');
  const { statsOf, placeOf } = statsSourceOf(stats);
  const low = `The node was low on resource: ${resourceToReclaim}. `;
  const message = style(minor).threshold ? low + getThresholdMetInfo(resourceToReclaim, thresholds, observations, minor) : low;
  try {
    const found = objectAt(statsOf(pod), '');
    return found === undefined
      ? { message, annotations: {} }
      : offenders(message, { resource: resourceToReclaim, pod, minor, gate }, found);
  } catch (error) {
    throw isOfPod(error) ? error : atPath(error, placeOf(pod, 'pod'));
  }
}

const resources: readonly StarvedResource[] = ['memory', 'ephemeral-storage', 'inodes', 'pids'];

function checkResource(resource: StarvedResource): void {
  if (resources.includes(resource)) return;
  throw invalid(resources.join(', '), 'resourceToReclaim', resource);
}

/** The first threshold of the resource whose signal is observed; a minor has no resource for a signal that it does not know. */
function getThresholdMetInfo(
  resource: StarvedResource,
  thresholds: readonly Threshold[],
  observations: SignalObservations,
  minor: number,
): string {
  objectOf(observations, 'observations');
  for (const [i, threshold] of listOf(thresholds, 'thresholds').entries()) {
    const signal = signalAt(threshold, `thresholds[${i}]`);
    const observed = Object.hasOwn(observations, signal) ? observations[signal] : undefined;
    if (observed === undefined || !validSignal(signal, minor) || signalToResource[signal] !== resource) continue;
    const { capacity, available } = objectOf(observed, `observations.${signal}`);
    const quantity = amountOf(threshold.value, `thresholds[${i}].value`, capacity, `observations.${signal}.capacity`);
    return `Threshold quantity: ${quantity.toString()}, available: ${quantityAt(available, `observations.${signal}.available`).toString()}. `;
  }
  return '';
}

interface Victim {
  readonly resource: StarvedResource;
  readonly pod: PodLike;
  readonly minor: number;
  readonly gate: GateLookup;
}

function offenders(start: string, victim: Victim, stats: PodStatsLike): EvictionText {
  const { resource, minor } = victim;
  const { threshold, sections, counts } = style(minor);
  const own = ownText(victim, stats);
  let message = start + own.message;
  const containers = sections.flatMap((section) => containersOf(victim.pod, section).map((container, i) => ({ container, section, i })));
  const used: (readonly [name: string, usage: Quantity])[] = [];
  visitEach(stats.containers, 'containers', (measured) => {
    const usage = usageOf(measured, resource);
    if (usage !== undefined) used.push([textAt(measured.name, 'name'), usage]);
  });
  const named: string[] = [];
  const usages: string[] = [];
  for (const [name, usage] of used) {
    const matches = containers.filter(({ container }) => (container.name ?? '') === name);
    for (const { container, section, i } of counts === 'first' ? matches.slice(0, 1) : matches) {
      const request = requestOf(container, `spec.${section}[${i}]`, victim);
      if (usage.cmp(request) <= 0) continue;
      message += (threshold ? larger : exceeds)('Container', name, usage.toString(), request, resource);
      named.push(name);
      usages.push(usage.toString());
    }
  }
  const annotations = {
    ...own.annotations,
    offending_containers: named.join(','),
    offending_containers_usage: usages.join(','),
    starved_resource: resource,
  };
  return { message, annotations };
}

type OffenderText = (kind: 'Pod' | 'Container', name: string, used: string, request: Quantity, resource: StarvedResource) => string;

const larger: OffenderText = (kind, name, used, request, resource) =>
  `${kind} ${name} was using ${used}, request is ${request.toString()}, has larger consumption of ${resource}. `;

const exceeds: OffenderText = (kind, name, used, request) =>
  `${kind} ${name} was using ${used}, which exceeds its request of ${request.toString()}. `;

/** What is told of a pod that requests memory of its own. */
function ownText({ resource, pod, minor, gate }: Victim, stats: PodStatsLike): EvictionText {
  const none = { message: '', annotations: {} };
  if (resource !== 'memory' || !style(minor).pod || !gate('PodLevelResources') || !isPodLevelSet(pod, minor)) return none;
  const request = amountIn(podLevelList(pod, 'requests', minor), resource, 'spec.resources.requests');
  if (request === undefined || stats.memory === undefined || stats.memory === null) return none;
  const usage = Quantity.fromInt64(memoryUsage(stats), 'BinarySI').toString();
  const name = textAt(pod.metadata?.name, 'metadata.name');
  return { message: larger('Pod', name, usage, request, resource), annotations: { offending_pod: name, offending_pod_usage: usage } };
}

/** What a container uses, `undefined` where that is not known or not told. */
function usageOf(stats: ContainerStatsLike, resource: StarvedResource): Quantity | undefined {
  let used = resource === 'memory' ? statOf(stats, 'memory', 'workingSetBytes') : undefined;
  if (resource === 'ephemeral-storage') {
    const [layer, logs] = [statOf(stats, 'rootfs', 'usedBytes'), statOf(stats, 'logs', 'usedBytes')];
    if (layer !== undefined && logs !== undefined) used = addInt64(layer, logs);
  }
  return used === undefined ? undefined : Quantity.fromInt64(used, 'BinarySI');
}

const zero = /* @__PURE__ */ Quantity.fromInt64(0);

function requestOf(container: ContainerLike, place: string, { resource, pod, minor, gate }: Victim): Quantity {
  if (resource === 'memory' && style(minor).allocated && gate('InPlacePodVerticalScaling')) {
    const statuses = objectsAt(podStatusOf(pod)?.containerStatuses, 'status.containerStatuses');
    const at = statuses.findIndex(({ name }) => (name ?? '') === (container.name ?? ''));
    const list = `status.containerStatuses[${at}].allocatedResources`;
    if (at !== -1) return amountIn(objectAt(statuses[at]?.allocatedResources, list), resource, list) ?? zero;
  }
  return within(place, () => amountIn(requirementsOf(container, 'requests'), resource, 'resources.requests')) ?? zero;
}
