import { amountIn, quantityAt, within } from '../../core/at-path.ts';
import { statsSourceOf, type StatsSource } from '../../core/cached-stats.ts';
import { listOf, objectOf } from '../../core/checks.ts';
import type { ContainerLike, ContainerStatsLike, ContainerStatusLike, PodLike, PodStatsLike, StatsLike } from '../../core/index.ts';
import { addInt64 } from '../../core/int64.ts';
import { containersOf, objectAt, requirementsOf, specOf, textAt, visitEach, visitStatuses, metadataText } from '../../core/pod-fields.ts';
import type { ContainerSection } from '../../core/pod-fields.ts';
import { zeroOf } from '../../core/resource-lists.ts';
import { invalid } from '../../errors.ts';
import type { Quantity } from '../../quantity/index.ts';
import { isPodLevelSet, podLevelList } from '../../resources/totals/pod-level.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import type { SignalObservations } from '../observations/observations.ts';
import { exactQuantity, memoryUsage, statOf } from '../ranking/pod-usage.ts';
import { atPodOrStats } from '../ranking/pod-use.ts';
import { signalToResource, validSignal, type StarvedResource } from '../thresholds/signals.ts';
import { thresholdQuantityAt } from '../thresholds/threshold-quantity.ts';
import { signalAt, type Threshold } from '../thresholds/thresholds.ts';

/** The event of an eviction. Upstream: what `evictionMessage` returns. */
export interface EvictionText {
  readonly message: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/** How the text of a minor is made. */
interface Style {
  /** Which containers can be named. */
  readonly sections: readonly ContainerSection[];
  /** Which of several containers with one name are named. */
  readonly counts: 'all' | 'first';
  /** Whether the text names a threshold. */
  readonly threshold: boolean;
  readonly offender: OffenderText;
  /** Whether memory that the status says is allocated counts as requested, with the gate InPlacePodVerticalScaling. */
  readonly allocated: boolean;
  /** Whether the text names a pod that requests memory of its own, with the gate PodLevelResources. */
  readonly pod: boolean;
}

type OffenderText = (kind: 'Pod' | 'Container', name: string, used: Quantity, request: Quantity, resource: StarvedResource) => string;

const exceeds: OffenderText = (kind, name, used, request) =>
  `${kind} ${name} was using ${used.toString()}, which exceeds its request of ${request.toString()}. `;

const larger: OffenderText = (kind, name, used, request, resource) =>
  `${kind} ${name} was using ${used.toString()}, request is ${request.toString()}, has larger consumption of ${resource}. `;

const plain: Style = { sections: ['containers'], counts: 'all', threshold: false, offender: exceeds, allocated: false, pod: false };
const withThreshold: Style = /* @__PURE__ */ Object.assign({}, plain, { threshold: true, offender: larger });
const withInit: Style = {
  sections: ['containers', 'initContainers'],
  counts: 'first',
  threshold: true,
  offender: larger,
  allocated: false,
  pod: false,
};

const style = /* @__PURE__ */ since<Style>({
  '1.15': plain,
  '1.26': withThreshold,
  '1.27': /* @__PURE__ */ Object.assign({}, withThreshold, { allocated: true }),
  '1.32': withInit,
  '1.34': /* @__PURE__ */ Object.assign({}, withInit, { pod: true }),
  '1.38': /* @__PURE__ */ Object.assign({}, withInit, { pod: true, sections: ['initContainers', 'containers'] as const }),
});

/**
 * What the kubelet says when it evicts a pod because a threshold is met: the message of the event and of the pod's status, and the event's
 * annotations.
 *
 * The message names the resource and, since 1.26, the first threshold that is about it, then every container that uses more than it requests,
 * in the order of the statistics; since 1.32 init containers too. Since 1.34 it names a pod that requests memory of its own first, also one
 * that uses less. A container uses the ephemeral-storage of its layer and its logs where both are known; the message names no container for
 * inodes and processes. A pod without statistics gets no annotations. A threshold of a signal that the minor does not know is passed over.
 *
 * Upstream: `pkg/kubelet/eviction/helpers.go`, `evictionMessage`, every supported minor.
 *
 * @param resourceToReclaim what runs short
 * @param thresholds the thresholds that are met; where two are about one resource upstream takes either, and here the first counts
 * @param observations as `makeSignalObservations` returns them
 * @throws {SizingError} `InvalidInput` for inputs of another kind; as `Quantity.from`
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
  const release = releaseOf(options);
  if (!resources.includes(resourceToReclaim)) throw invalid(resources.join(', '), 'resourceToReclaim', resourceToReclaim);
  specOf(pod, 'pod');
  const source = statsSourceOf(stats);
  const facts = { observations: objectOf(observations, 'observations'), thresholds: listOf(thresholds, 'thresholds'), source };
  return messageOf({ resource: resourceToReclaim, pod, release }, facts);
}

const resources: readonly StarvedResource[] = ['memory', 'ephemeral-storage', 'inodes', 'pids'];

/** The pod that is evicted. */
export interface Victim {
  readonly resource: StarvedResource;
  readonly pod: PodLike;
  /** Where the pod stands in a list. */
  readonly place?: string;
  readonly release: Release;
}

/** What the message tells beside the pod. */
export interface MessageFacts {
  readonly thresholds: readonly Threshold[];
  readonly observations: SignalObservations;
  readonly source: StatsSource;
}

/** As {@link evictionMessage}. */
export function messageOf(victim: Victim, { thresholds, observations, source }: MessageFacts): EvictionText {
  const { resource, pod, place, release } = victim;
  const threshold = style(release.minor).threshold ? getThresholdMetInfo(resource, thresholds, observations, release.minor) : '';
  const message = `The node was low on resource: ${resource}. ${threshold}`;
  try {
    const stats = source.statsOf(pod);
    return stats === undefined ? { message, annotations: {} } : withOffenders(message, victim, stats);
  } catch (error) {
    throw atPodOrStats(error, place, pod, source);
  }
}

/** The first threshold of the resource whose signal is observed; a minor has no resource for a signal that it does not know. */
function getThresholdMetInfo(
  resource: StarvedResource,
  thresholds: readonly Threshold[],
  observations: SignalObservations,
  minor: number,
): string {
  for (const [i, threshold] of thresholds.entries()) {
    const signal = signalAt(threshold, `thresholds[${i}]`);
    const observed = Object.hasOwn(observations, signal) ? observations[signal] : undefined;
    if (observed === undefined || !validSignal(signal, minor) || signalToResource[signal] !== resource) continue;
    const { capacity, available } = objectOf(observed, `observations.${signal}`);
    const quantity = thresholdQuantityAt(
      { value: threshold.value, path: `thresholds[${i}].value`, capacity, capacityPath: `observations.${signal}.capacity` },
      minor,
    );
    return `Threshold quantity: ${quantity.toString()}, available: ${quantityAt(available, `observations.${signal}.available`, minor).toString()}. `;
  }
  return '';
}

/** The message and annotations with the pod and the containers that use more than they request. */
function withOffenders(start: string, victim: Victim, stats: PodStatsLike): EvictionText {
  const { resource, release } = victim;
  const { offender, counts } = style(release.minor);
  const own = ownText(victim, stats);
  let message = start + own.message;
  const byName = placedContainersByName(victim);
  const used: (readonly [name: string, usage: Quantity])[] = [];
  visitEach(stats.containers, 'containers', (measured) => {
    const usage = offenderUsage(measured, resource, release.minor);
    if (usage !== undefined) used.push([textAt(measured.name, 'name'), usage]);
  });
  const requestOf = offenderRequests(victim);
  const named: string[] = [];
  const usages: string[] = [];
  for (const [name, usage] of used) {
    const matches = byName.get(name) ?? [];
    for (const container of counts === 'first' ? matches.slice(0, 1) : matches) {
      const request = requestOf(container);
      if (usage.cmp(request) <= 0) continue;
      message += offender('Container', name, usage, request, resource);
      named.push(name);
      usages.push(usage.toString());
    }
  }
  const offenders = { offending_containers: named.join(','), offending_containers_usage: usages.join(',') };
  return { message, annotations: { ...own.annotations, ...offenders, starved_resource: resource } };
}

interface PlacedContainer {
  readonly container: ContainerLike;
  readonly place: string;
}

function placedContainersByName({ pod, release }: Victim): ReadonlyMap<string, readonly PlacedContainer[]> {
  const byName = new Map<string, PlacedContainer[]>();
  for (const section of style(release.minor).sections) {
    for (const [i, container] of containersOf(pod, section).entries()) {
      const placed = { container, place: `spec.${section}[${i}]` };
      const others = byName.get(container.name ?? '');
      if (others === undefined) byName.set(container.name ?? '', [placed]);
      else others.push(placed);
    }
  }
  return byName;
}

/** What the message says about a pod that requests memory of its own. */
function ownText({ resource, pod, release: { minor, gate } }: Victim, stats: PodStatsLike): EvictionText {
  const none = { message: '', annotations: {} };
  const { pod: isTold, offender } = style(minor);
  if (resource !== 'memory' || !isTold || !gate('PodLevelResources') || !isPodLevelSet(pod, minor)) return none;
  const request = amountIn(podLevelList(pod, 'requests', minor), resource, 'spec.resources.requests', minor);
  if (request === undefined || stats.memory === undefined || stats.memory === null) return none;
  const usage = exactQuantity(memoryUsage(stats), 'BinarySI', minor);
  const name = metadataText(pod, 'name');
  const annotations = { offending_pod: name, offending_pod_usage: usage.toString() };
  return { message: offender('Pod', name, usage, request, resource), annotations };
}

/** What a container uses, `undefined` where that is not known or not told. */
function offenderUsage(stats: ContainerStatsLike, resource: StarvedResource, minor: number): Quantity | undefined {
  let used = resource === 'memory' ? statOf(stats, 'memory', 'workingSetBytes') : undefined;
  if (resource === 'ephemeral-storage') {
    const [layer, logs] = [statOf(stats, 'rootfs', 'usedBytes'), statOf(stats, 'logs', 'usedBytes')];
    if (layer !== undefined && logs !== undefined) used = addInt64(layer, logs);
  }
  return used === undefined ? undefined : exactQuantity(used, 'BinarySI', minor);
}

/** What containers request: with the gate, of those that have a status the memory that it says is allocated. */
function offenderRequests({ resource, pod, release: { minor, gate } }: Victim): (placed: PlacedContainer) => Quantity {
  const zero = zeroOf(minor);
  const counts = resource === 'memory' && style(minor).allocated && gate('InPlacePodVerticalScaling');
  let allocated: ReadonlyMap<string, PlacedStatus> | undefined;
  return ({ container, place }) => {
    if (counts) allocated ??= statusesByName(pod);
    const status = allocated?.get(container.name ?? '');
    if (status !== undefined) return amountIn(objectAt(status.list, status.place), resource, status.place, minor) ?? zero;
    return within(place, () => amountIn(requirementsOf(container, 'requests'), resource, 'resources.requests', minor)) ?? zero;
  };
}

interface PlacedStatus {
  readonly list: ContainerStatusLike['allocatedResources'];
  readonly place: string;
}

/** What is allocated to containers, by their names; the first status of a name. */
function statusesByName(pod: PodLike): ReadonlyMap<string, PlacedStatus> {
  const byName = new Map<string, PlacedStatus>();
  visitStatuses(pod, 'containerStatuses', ({ name, allocatedResources: list }, i) => {
    if (!byName.has(name ?? '')) byName.set(name ?? '', { list, place: `status.containerStatuses[${i}].allocatedResources` });
  });
  return byName;
}
