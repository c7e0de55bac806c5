import { objectAt, objectsAt } from '../core/pod-fields.ts';
import { isHugePageName } from '../core/resource-names.ts';
import { SizingError } from '../errors.ts';
import { getThresholdQuantity, parseThresholdConfig } from '../eviction/index.ts';
import { objectOf } from '../core/checks.ts';
import { Quantity } from '../quantity/index.ts';
import { amountOf, readList, setAmount, type Totals } from '../resources/totals/resource-lists.ts';
import { minorOf, type VersionOptions } from '../version/minors.ts';
import { since } from '../version/since.ts';
import type { NodeStep } from './explanation.ts';
import { isReservable, reservedList, reservedMemoryTotals, type NodeAllocatable, type NodeAllocatableInputs } from './inputs.ts';

/**
 * What a node leaves to pods, what is withheld from them, and what all pods together are held to.
 *
 * `allocatable` is the capacity without kube and system reservations and without the hard thresholds of `memory.available` and
 * `nodefs.available`, at least 0; a share of the capacity is a float32 times a float64, cut. Other thresholds withhold nothing. Memory then
 * loses every page size's hugepages, too, whatever pods use of them. Only cpu, memory, ephemeral-storage and hugepages that the capacity has
 * are withheld; other reservations, such as `pid`, are ignored, and everything else of the capacity is left as it is. Since 1.37 reserved cpu
 * is rounded to thousandths of a core, half up.
 *
 * Upstream: `pkg/kubelet/cm/node_container_manager_linux.go`, `GetNodeAllocatableReservation` and `GetNodeAllocatableAbsolute`, and
 * `pkg/kubelet/nodestatus/setters.go`, `MachineInfo`, every supported minor.
 *
 * @param inputs capacity, reservations and the thresholds in force: presets such as `eksNode` make them
 * @param options the version
 * @throws {SizingError} `ErrFormatWrong`, `ErrNumeric`, `ErrSuffix` or `InvalidInput` with the path of a malformed field; `InvalidInput` for a
 * negative reservation, or since 1.22 for a `reservedMemory` that is not what is reserved; `InvalidThreshold` as `parseThresholdConfig`
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
  return computeAllocatable(inputs, options, undefined);
}

/** Takes a step of an explanation. */
type Note = (rule: NodeStep['rule'], because: NodeStep['because'], inputs: NodeStep['inputs'], outcome?: NodeStep['outcome']) => void;

interface Reserved {
  readonly place: string;
  readonly list: Totals | undefined;
}

/** As `nodeAllocatable`, with what an explanation tells. */
export function computeAllocatable(
  inputs: NodeAllocatableInputs,
  options: VersionOptions | undefined,
  note: Note | undefined,
): NodeAllocatable {
  const capacity = readList(objectAt(objectOf(inputs, 'inputs').capacity, 'capacity'), 'capacity');
  if (capacity === undefined) throw new SizingError('MissingField', 'what the node has is needed', { path: 'capacity' });
  const reserved: readonly Reserved[] = (['systemReserved', 'kubeReserved'] as const).map((place) => ({
    place,
    list: reservedList(inputs[place], place, options),
  }));
  const thresholds = thresholdTotals(inputs, capacity, options, note);
  const reservation: Totals = {};
  const enforced: Totals = {};
  for (const name of Object.keys(capacity)) {
    if (!isReservable(name)) continue;
    const sum = reservationOf(name, reserved, thresholds);
    if (!sum.isZero()) setAmount(reservation, name, sum);
    let left = capacity[name] as Quantity;
    for (const { list } of reserved) if (list !== undefined) left = left.sub(amountOf(list, name) ?? zero);
    setAmount(enforced, name, atLeastZero(left));
  }
  if (note !== undefined) noteReservations(reserved, capacity, note);
  checkReservedMemory(inputs, reservation, options);
  return { allocatable: allocatableOf(capacity, reservation, note), reservation, enforced };
}

const zero = /* @__PURE__ */ Quantity.fromInt64(0);

function atLeastZero(amount: Quantity): Quantity {
  return amount.sign() < 0 ? Quantity.fromInt64(0, amount.format) : amount;
}

function reservationOf(name: string, reserved: readonly Reserved[], thresholds: Totals): Quantity {
  const parts = [...reserved.map(({ list }) => list), thresholds].map((list) => amountOf(list, name));
  return parts.reduce<Quantity>((sum, part) => (part === undefined ? sum : sum.add(part)), zero);
}

const withheldBy: { readonly [signal: string]: string } = { 'memory.available': 'memory', 'nodefs.available': 'ephemeral-storage' };

/** What hard thresholds withhold. Upstream: `pkg/kubelet/cm/helpers.go`, `hardEvictionReservation`. */
function thresholdTotals(
  { evictionHard }: NodeAllocatableInputs,
  capacity: Totals,
  options: VersionOptions | undefined,
  note: Note | undefined,
): Totals {
  const totals: Totals = {};
  for (const { signal, value, operator } of parseThresholdConfig({ evictionHard }, options)) {
    const resource = operator === 'LessThan' && Object.hasOwn(withheldBy, signal) ? withheldBy[signal] : undefined;
    if (resource === undefined) {
      note?.('node-threshold', 'node-threshold-elsewhere', { signal }, 'skipped');
      continue;
    }
    const amount = getThresholdQuantity(value, amountOf(capacity, resource) ?? zero);
    totals[resource] = amount;
    note?.('node-threshold', 'node-threshold-withheld', { signal, amount, resource });
  }
  return totals;
}

function noteReservations(reserved: readonly Reserved[], capacity: Totals, note: Note): void {
  for (const { place, list } of reserved)
    for (const resource of Object.keys(list ?? {})) {
      const counts = isReservable(resource) && Object.hasOwn(capacity, resource);
      const inputs = { reservation: place, resource, amount: amountOf(list, resource) ?? zero };
      if (counts) note('node-reserved', 'node-reservation-added', inputs);
      else note('node-reserved', 'node-reservation-ignored', inputs, 'skipped');
    }
}

function allocatableOf(capacity: Totals, reservation: Totals, note: Note | undefined): Totals {
  const allocatable: Totals = {};
  for (const resource of Object.keys(capacity)) {
    const own = capacity[resource] as Quantity;
    const reserved = amountOf(reservation, resource);
    const left = reserved === undefined ? own : own.sub(reserved);
    const amount = atLeastZero(left);
    setAmount(allocatable, resource, amount);
    const because = left.sign() < 0 ? 'node-nothing-left' : 'node-left';
    if (reserved !== undefined) note?.('node-allocatable', because, { resource, capacity: own, reserved, allocatable: amount });
  }
  for (const resource of Object.keys(capacity)) {
    if (!isHugePageName(resource)) continue;
    const amount = capacity[resource] as Quantity;
    allocatable['memory'] = atLeastZero((amountOf(allocatable, 'memory') ?? zero).sub(amount));
    note?.('node-hugepages', 'node-hugepages-taken', { resource, amount, left: allocatable['memory'] });
  }
  return allocatable;
}

const checksReservedMemory = /* @__PURE__ */ since({ '1.15': false, '1.22': true });

/** The memory manager does not start otherwise. Upstream: `pkg/kubelet/cm/memorymanager`, `validateReservedMemory`. */
function checkReservedMemory({ reservedMemory }: NodeAllocatableInputs, reservation: Totals, options: VersionOptions | undefined): void {
  if (reservedMemory === undefined || reservedMemory === null || !checksReservedMemory(minorOf(options))) return;
  const totals = reservedMemoryTotals(objectsAt(reservedMemory, 'reservedMemory'));
  const names = new Set([...Object.keys(totals), ...Object.keys(reservation).filter((name) => name === 'memory' || isHugePageName(name))]);
  for (const name of names) {
    const [own, reserved] = [amountOf(totals, name) ?? zero, amountOf(reservation, name) ?? zero];
    if (own.equals(reserved)) continue;
    const message = `${own.canonical()} of ${name} on NUMA nodes, where ${reserved.canonical()} are reserved`;
    throw new SizingError('InvalidInput', message, {
      path: 'reservedMemory',
      hint: 'they add up to kubeReserved, systemReserved and memory.available',
    });
  }
}
