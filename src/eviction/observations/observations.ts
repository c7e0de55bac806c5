import { within } from '../../core/at-path.ts';
import type { ContainerStatsLike, FsStatsLike, IntegerLike, NodeStatsLike, SummaryLike, TimeLike } from '../../core/index.ts';
import { clusterObject } from '../../core/cluster-object.ts';
import { objectAt, objectsAt } from '../../core/pod-fields.ts';
import { invalid, SizingError } from '../../errors.ts';
import { eraSince } from '../../quantity/era.ts';
import { Quantity } from '../../quantity/index.ts';
import { since } from '../../version/since.ts';
import { platformOf, type OperatingSystemOptions, type Platform } from '../thresholds/kubelet-thresholds.ts';
import type { Signal } from '../thresholds/signals.ts';
import { addInt64, int64Of, signedInt64Of, subInt64 } from '../../core/int64.ts';
import { millisecondsOf } from '../../core/times.ts';

/** How much of a signal is available, and how much there is in all. Upstream: `pkg/kubelet/eviction/types.go`, `signalObservation`. */
export interface SignalObservation {
  readonly available: Quantity;
  readonly capacity: Quantity;
  /** When it was measured, in milliseconds since the epoch; absent where the summary has no time. */
  readonly time?: number;
}

/** The observations of a summary; a signal that could not be observed is absent. Upstream: `pkg/kubelet/eviction/types.go`, `signalObservations`. */
export type SignalObservations = { readonly [signal in Signal]?: SignalObservation };

/** An observation before its amounts are quantities. */
interface Measurement {
  readonly available: IntegerLike;
  readonly capacity: IntegerLike;
  readonly format: 'BinarySI' | 'DecimalSI';
  readonly time?: number;
}

type Observed = { [signal in Signal]?: Measurement };

/** Whether the container filesystem is observed. */
const observesContainerFs = /* @__PURE__ */ since({ '1.15': false, '1.29': true });

/** Whether inodes are observed where the bytes of their filesystem are not. */
type Inodes = 'alone' | 'besideBytes';

/** How inodes of the image filesystem are observed. */
const imageInodes = /* @__PURE__ */ since<Inodes>({ '1.15': 'besideBytes', '1.29': 'alone' });

/** The format in which processes are counted. */
const processFormat = /* @__PURE__ */ since<'BinarySI' | 'DecimalSI'>({ '1.15': 'BinarySI', '1.20': 'DecimalSI' });

/** Whether Windows measures the memory that is committed in the whole system, in place of working sets. */
const windowsCommit = /* @__PURE__ */ since({ '1.15': false, '1.31': true });

/** Whether upstream reads committed memory also where no container reports it, and panics. */
const needsCommit = /* @__PURE__ */ since({ '1.15': false, '1.31': true, '1.33': false });

const commitContainer = 'windows-global-commit-memory';

/**
 * The observations of each signal in a `/stats/summary`.
 *
 * `memory.available` is the node's `availableBytes`, of a capacity of `availableBytes + workingSetBytes`; on Windows since 1.31 it is that of
 * the system container `windows-global-commit-memory`, with `usageBytes`. `allocatableMemory.available` is the same of the system container
 * `pods`. `nodefs`, `imagefs` and, since 1.29, `containerfs` are `availableBytes` of `capacityBytes` and `inodesFree` of `inodes`.
 * `pid.available` is `maxpid − curproc` of `maxpid`. A signal that lacks a field is absent. Bytes are in binary format, inodes in decimal, processes
 * in decimal since 1.20. Integers are read as uint64 and wrap to int64. Nothing is adjusted for hugepages: see {@link adjustForHugePages}.
 *
 * Upstream: `pkg/kubelet/eviction/helpers.go`, `makeSignalObservations`, every supported minor.
 *
 * @param summary the kubelet's `/stats/summary`
 * @throws {SizingError} `InvalidInput` for an object that is not a summary, an integer that is not a uint64, a text that is not a time;
 * `UpstreamPanics` on Windows of 1.31 and 1.32 where no system container reports committed memory
 * @example
 * const observations = makeSignalObservations({ node: { memory: { availableBytes: 1048576, workingSetBytes: 3145728 } } });
 * observations // => { 'memory.available': { available: '1Mi', capacity: '4Mi' } }
 */
export function makeSignalObservations(summary: SummaryLike, options?: OperatingSystemOptions): SignalObservations {
  const platform = platformOf(options);
  return within('summary', () => observationsOf(summary, platform));
}

/** The same; the path of an error begins with what is in the summary. */
export function observationsOf(summary: SummaryLike, { minor, os }: Platform): SignalObservations {
  const node = nodeOf(summary);
  const windows = os === 'windows' && windowsCommit(minor);
  const result: Observed = {};
  const memory = windows ? getSysContainer(node, commitContainer) : { memory: node.memory, path: 'node' };
  if (memory.path === undefined && needsCommit(minor)) {
    const message = `got no container named ${commitContainer}, which every Windows node reports`;
    throw new SizingError('UpstreamPanics', message, { path: 'node.systemContainers' });
  }
  set(result, 'memory.available', memoryObservation(memory, windows ? 'usageBytes' : 'workingSetBytes'));
  set(result, 'allocatableMemory.available', memoryObservation(getSysContainer(node, 'pods'), 'workingSetBytes'));
  observeFs(result, 'nodefs', node.fs, 'node.fs');
  const runtime = objectAt(node.runtime, 'node.runtime');
  observeFs(result, 'imagefs', runtime?.imageFs, 'node.runtime.imageFs', imageInodes(minor));
  if (observesContainerFs(minor)) observeFs(result, 'containerfs', runtime?.containerFs, 'node.runtime.containerFs');
  set(result, 'pid.available', processesOf(node, processFormat(minor)));
  const era = eraSince(minor);
  const quantities = ({ available, capacity, format, ...time }: Measurement): SignalObservation => ({
    available: Quantity.fromInt64(available, format, era),
    capacity: Quantity.fromInt64(capacity, format, era),
    ...time,
  });
  return Object.fromEntries(Object.entries(result).map(([signal, measured]) => [signal, quantities(measured)]));
}

/** The node of a summary, empty where it is absent; a summary has a node or pods. */
function nodeOf(summary: SummaryLike): NodeStatsLike {
  const found: unknown = summary;
  const expected = 'a summary of statistics';
  if (typeof found === 'object' && found !== null && ('node' in found || 'pods' in found)) return objectAt(summary.node, 'node') ?? {};
  throw invalid(expected, undefined, clusterObject(summary, expected, undefined), 'pass what the kubelet serves at /stats/summary');
}

function set(result: Observed, signal: Signal, observation: Measurement | undefined): void {
  if (observation !== undefined) result[signal] = observation;
}

interface Measured {
  readonly memory: ContainerStatsLike['memory'];
  /** Where it stands; absent where nothing does. */
  readonly path?: string;
}

/** The first system container of a name. Upstream: `getSysContainer`. */
function getSysContainer(node: NodeStatsLike, name: string): Measured {
  const containers = objectsAt(node.systemContainers, 'node.systemContainers');
  const index = containers.findIndex((container) => container.name === name);
  return index === -1 ? { memory: undefined } : { memory: containers[index]?.memory, path: `node.systemContainers[${index}]` };
}

function memoryObservation({ memory: found, path = '' }: Measured, used: 'workingSetBytes' | 'usageBytes'): Measurement | undefined {
  const memory = objectAt(found, `${path}.memory`);
  const available = int64Of(memory?.availableBytes, `${path}.memory.availableBytes`);
  const taken = int64Of(memory?.[used], `${path}.memory.${used}`);
  if (available === undefined || taken === undefined) return undefined;
  return observation(available, addInt64(available, taken), 'BinarySI', memory?.time, `${path}.memory.time`);
}

function observeFs(
  result: Observed,
  filesystem: 'nodefs' | 'imagefs' | 'containerfs',
  found: FsStatsLike | null | undefined,
  path: string,
  inodesCount: Inodes = 'alone',
): void {
  const fs = objectAt(found, path);
  if (fs === undefined) return;
  const [available, capacity] = [int64Of(fs.availableBytes, `${path}.availableBytes`), int64Of(fs.capacityBytes, `${path}.capacityBytes`)];
  const [free, inodes] = [int64Of(fs.inodesFree, `${path}.inodesFree`), int64Of(fs.inodes, `${path}.inodes`)];
  const hasBytes = available !== undefined && capacity !== undefined;
  if (hasBytes) result[`${filesystem}.available`] = observation(available, capacity, 'BinarySI', fs.time, `${path}.time`);
  if (free !== undefined && inodes !== undefined && (hasBytes || inodesCount === 'alone'))
    result[`${filesystem}.inodesFree`] = observation(free, inodes, 'DecimalSI', fs.time, `${path}.time`);
}

function processesOf(node: NodeStatsLike, format: 'BinarySI' | 'DecimalSI'): Measurement | undefined {
  const rlimit = objectAt(node.rlimit, 'node.rlimit');
  const most = signedInt64Of(rlimit?.maxpid, 'node.rlimit.maxpid');
  const running = signedInt64Of(rlimit?.curproc, 'node.rlimit.curproc');
  if (most === undefined || running === undefined) return undefined;
  return observation(subInt64(most, running), most, format, rlimit?.time, 'node.rlimit.time');
}

function observation(
  available: IntegerLike,
  capacity: IntegerLike,
  format: 'BinarySI' | 'DecimalSI',
  time: TimeLike | null | undefined,
  path: string,
): Measurement {
  const at = millisecondsOf(time, path);
  return { available, capacity, format, ...(at === undefined ? {} : { time: at }) };
}
