import { objectAt, objectsAt } from '../core/pod-fields.ts';
import { isHugePageResourceName } from '../core/resource-names.ts';
import { objectOf } from '../core/checks.ts';
import { SizingError } from '../errors.ts';
import { parseThresholds } from '../eviction/thresholds/parse-threshold-config.ts';
import { thresholdQuantityAt } from '../eviction/thresholds/threshold-quantity.ts';
import type { Note } from '../explanation.ts';
import { eraSince } from '../quantity/era.ts';
import { Quantity } from '../quantity/index.ts';
import { amountOf, readList, setAmount, zeroOf, type Totals } from '../core/resource-lists.ts';
import { minorOf, type VersionOptions } from '../version/minors.ts';
import { since } from '../version/since.ts';
import type { NodeReason, NodeRule } from './explanation.ts';
import { isReservable, parseResourceList, reservedMemoryTotals, type NodeAllocatable, type NodeAllocatableInputs } from './inputs.ts';

/** Takes a step of an explanation. */
export type NodeNote = Note<NodeRule, NodeReason>;

/**
 * What a node leaves to pods, what is withheld from them, and what all pods together are held to.
 *
 * `allocatable = capacity − kubeReserved − systemReserved − hard threshold`, at least 0. The hard thresholds of `memory.available` and
 * `nodefs.available` count, a percentage as float32 of the capacity, cut to whole bytes; other thresholds withhold nothing. Memory then loses
 * the hugepages of every size, whether pods use them or not. Only cpu, memory, ephemeral-storage and hugepages that the capacity has are
 * withheld; other reservations, such as `pid`, are ignored, and other resources of the capacity stay as they are. Since 1.37 reserved cpu is
 * rounded to thousandths of a core, half up; an amount near 9.2T wraps there in 1.37, and withholds less than nothing.
 *
 * Upstream: `pkg/kubelet/cm/node_container_manager_linux.go`, `GetNodeAllocatableReservation` and `GetNodeAllocatableAbsolute`, and
 * `pkg/kubelet/nodestatus/setters.go`, `MachineInfo`, every supported minor.
 *
 * @param inputs capacity, reservations and the thresholds in force: presets such as `eksNode` make them
 * @throws {SizingError} `ErrFormatWrong`, `ErrNumeric`, `ErrSuffix` or `InvalidInput` with the path of a malformed field; `InvalidInput` for a
 * negative reservation, or since 1.22 for a `reservedMemory` that differs from what is reserved; `InvalidThreshold` as `parseThresholdConfig`
 * @example
 * const inputs = {
 *   capacity: { cpu: '4', memory: '16Gi', 'ephemeral-storage': '100Gi', pods: '110' },
 *   kubeReserved: { cpu: '80m', memory: '893Mi' },
 *   evictionHard: { 'memory.available': '100Mi', 'nodefs.available': '10%' },
 * };
 * nodeAllocatable(inputs).allocatable
 * // => { cpu: '3920m', memory: '15391Mi', 'ephemeral-storage': '96636764000', pods: '110' }
 * nodeAllocatable(inputs).reservation // => { cpu: '80m', memory: '993Mi', 'ephemeral-storage': '10737418400' }
 * nodeAllocatable(inputs).enforced // => { cpu: '3920m', memory: '15491Mi', 'ephemeral-storage': '100Gi' }
 */
export function nodeAllocatable(inputs: NodeAllocatableInputs, options?: VersionOptions): NodeAllocatable {
  return computeAllocatable(inputs, minorOf(options));
}

interface Reserved {
  readonly place: 'systemReserved' | 'kubeReserved';
  readonly list: Totals | undefined;
}

/** As {@link nodeAllocatable}. */
export function computeAllocatable(inputs: NodeAllocatableInputs, minor: number, note?: NodeNote): NodeAllocatable {
  const capacity = capacityOf(inputs, minor);
  const reserved = (['systemReserved', 'kubeReserved'] as const).map((place): Reserved => ({
    place,
    list: parseResourceList(inputs[place], place, minor),
  }));
  const thresholds = hardEvictionReservation(inputs, capacity, minor, note);
  const reservation = getNodeAllocatableReservation({ capacity, reserved, thresholds, minor }, note);
  validateReservedMemory(inputs, reservation, minor);
  return {
    allocatable: machineInfo(capacity, reservation, minor, note),
    reservation,
    enforced: getNodeAllocatableAbsolute(capacity, reserved, minor),
  };
}

/** The capacity of the inputs, which must be there. */
export function capacityOf(inputs: NodeAllocatableInputs, minor: number): Totals {
  const capacity = readList(objectAt(objectOf(inputs, 'inputs').capacity, 'capacity'), 'capacity', minor);
  if (capacity !== undefined) return capacity;
  throw new SizingError('MissingField', 'the capacity of the node is missing', { path: 'capacity' });
}

function atLeastZero(amount: Quantity, minor: number): Quantity {
  return amount.sign() < 0 ? Quantity.fromInt64(0, amount.format, eraSince(minor)) : amount;
}

const withheldBy: { readonly [signal: string]: string } = { 'memory.available': 'memory', 'nodefs.available': 'ephemeral-storage' };

/** What hard thresholds withhold. Upstream: `pkg/kubelet/cm/helpers.go`, `hardEvictionReservation`. */
function hardEvictionReservation({ evictionHard }: NodeAllocatableInputs, capacity: Totals, minor: number, note?: NodeNote): Totals {
  const totals: Totals = {};
  for (const { signal, value, operator } of parseThresholds({ evictionHard }, minor)) {
    const resource = operator === 'LessThan' && Object.hasOwn(withheldBy, signal) ? withheldBy[signal] : undefined;
    if (resource === undefined) {
      note?.('node-threshold', 'node-threshold-elsewhere', { signal }, 'skipped');
      continue;
    }
    const amount = thresholdQuantityAt({ value, path: '', capacity: amountOf(capacity, resource) ?? 0, capacityPath: '' }, minor);
    totals[resource] = amount;
    note?.('node-threshold', 'node-threshold-withheld', { signal, amount, resource }, 'applied');
  }
  return totals;
}

/** What reservations and thresholds withhold of a capacity. */
interface Withheld {
  readonly capacity: Totals;
  readonly reserved: readonly Reserved[];
  readonly thresholds: Totals;
  readonly minor: number;
}

/** What reservations and thresholds withhold together of each resource that can be reserved; only what is not 0. */
function getNodeAllocatableReservation({ capacity, reserved, thresholds, minor }: Withheld, note?: NodeNote): Totals {
  const zero = zeroOf(minor);
  const counts = (resource: string): boolean => isReservable(resource) && Object.hasOwn(capacity, resource);
  for (const { place, list } of reserved)
    for (const resource of Object.keys(list ?? {})) {
      const [because, outcome] = counts(resource)
        ? (['node-reservation-added', 'applied'] as const)
        : (['node-reservation-ignored', 'skipped'] as const);
      note?.('node-reserved', because, { reservation: place, resource, amount: amountOf(list, resource) ?? zero }, outcome);
    }
  const reservation: Totals = {};
  for (const name of Object.keys(capacity).filter(counts)) {
    const parts = [...reserved.map(({ list }) => list), thresholds].map((list) => amountOf(list, name));
    const sum = parts.reduce<Quantity>((total, part) => (part === undefined ? total : total.add(part)), zero);
    if (!sum.isZero()) setAmount(reservation, name, sum);
  }
  return reservation;
}

/** What all pods together are held to: what reservations leave of each resource that can be reserved, at least 0. */
function getNodeAllocatableAbsolute(capacity: Totals, reserved: readonly Reserved[], minor: number): Totals {
  const enforced: Totals = {};
  for (const name of Object.keys(capacity).filter(isReservable)) {
    let left = capacity[name] as Quantity;
    for (const { list } of reserved) if (list !== undefined) left = left.sub(amountOf(list, name) ?? 0);
    setAmount(enforced, name, atLeastZero(left, minor));
  }
  return enforced;
}

/** What the node reports as allocatable. */
function machineInfo(capacity: Totals, reservation: Totals, minor: number, note?: NodeNote): Totals {
  const allocatable: Totals = {};
  for (const resource of Object.keys(capacity)) {
    const own = capacity[resource] as Quantity;
    const reserved = amountOf(reservation, resource);
    const left = reserved === undefined ? own : own.sub(reserved);
    const amount = atLeastZero(left, minor);
    setAmount(allocatable, resource, amount);
    const because = left.sign() < 0 ? 'node-nothing-left' : 'node-left';
    if (reserved !== undefined) note?.('node-allocatable', because, { resource, capacity: own, reserved, allocatable: amount }, 'applied');
  }
  for (const resource of Object.keys(capacity)) {
    if (!isHugePageResourceName(resource)) continue;
    const amount = capacity[resource] as Quantity;
    const left = atLeastZero((amountOf(allocatable, 'memory') ?? zeroOf(minor)).sub(amount), minor);
    allocatable['memory'] = left;
    note?.('node-hugepages', 'node-hugepages-taken', { resource, amount, left }, 'applied');
  }
  return allocatable;
}

const checksReservedMemory = /* @__PURE__ */ since({ '1.15': false, '1.22': true });

/** The memory manager does not start otherwise. Upstream: `pkg/kubelet/cm/memorymanager`, `validateReservedMemory`. */
function validateReservedMemory({ reservedMemory }: NodeAllocatableInputs, reservation: Totals, minor: number): void {
  if (reservedMemory === undefined || reservedMemory === null || !checksReservedMemory(minor)) return;
  const totals = reservedMemoryTotals(objectsAt(reservedMemory, 'reservedMemory'), minor);
  const zero = zeroOf(minor);
  const names = new Set([
    ...Object.keys(totals),
    ...Object.keys(reservation).filter((name) => name === 'memory' || isHugePageResourceName(name)),
  ]);
  for (const name of names) {
    const [own, reserved] = [amountOf(totals, name) ?? zero, amountOf(reservation, name) ?? zero];
    if (own.equals(reserved)) continue;
    throw new SizingError('InvalidInput', `got ${own.canonical()} of ${name}, expected ${reserved.canonical()}, which is reserved`, {
      path: 'reservedMemory',
      hint: 'the NUMA nodes together reserve what kubeReserved, systemReserved and memory.available withhold',
    });
  }
}
