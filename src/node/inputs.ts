import type { Opt, ResourceList, ResourceListLike } from '../core/index.ts';
import { objectAt } from '../core/pod-fields.ts';
import { isHugePageResourceName } from '../core/resource-names.ts';
import { invalid } from '../errors.ts';
import type { ThresholdStatements } from '../eviction/index.ts';
import { eraSince } from '../quantity/era.ts';
import { Quantity } from '../quantity/index.ts';
import { addList, amountOf, readList, type Totals } from '../core/resource-lists.ts';
import { since } from '../version/since.ts';

/** Memory set aside on a NUMA node for everything but pods. Upstream: `KubeletConfiguration.reservedMemory`. */
export interface MemoryReservationLike {
  readonly numaNode?: Opt<number>;
  readonly limits?: Opt<ResourceListLike>;
}

/** What a kubelet's node allocatable is made of. Upstream: `pkg/kubelet/cm`, `NodeAllocatableConfig`. */
export interface NodeAllocatableInputs {
  /** What the node has, `status.capacity`. */
  readonly capacity: ResourceListLike;
  readonly kubeReserved?: Opt<ResourceListLike>;
  readonly systemReserved?: Opt<ResourceListLike>;
  /** The thresholds in force: absent means none, not the defaults. */
  readonly evictionHard?: Opt<ThresholdStatements>;
  /** With the memory manager's policy `Static`: what must add up to what is reserved. */
  readonly reservedMemory?: Opt<readonly MemoryReservationLike[]>;
}

/** What a kubelet leaves to pods. */
export interface NodeAllocatable {
  /** What the node reports as `status.allocatable`. */
  readonly allocatable: ResourceList;
  /** What is withheld from pods: reservations and hard eviction thresholds; only what is not 0. */
  readonly reservation: ResourceList;
  /** What all pods together are held to: the capacity without reservations, but with what thresholds and hugepages take. */
  readonly enforced: ResourceList;
}

/** Whether something of a resource can be reserved. */
export function isReservable(name: string): boolean {
  return name === 'cpu' || name === 'memory' || name === 'ephemeral-storage' || isHugePageResourceName(name);
}

/** The greatest amount whose millionths are an int64. */
const mostMicros = /* @__PURE__ */ Quantity.fromScaled(0x7fff_ffff_ffff_ffffn, -6);

/** Reserved cpu is rounded to thousandths of a core, half up; since 1.38 one beyond int64 in millionths stays as it is, where it wrapped. */
const readCPU = /* @__PURE__ */ since<(cpu: Quantity, minor: number) => Quantity>({
  '1.15': (cpu) => cpu,
  '1.37': (cpu, minor) => Quantity.fromMilli(BigInt.asIntN(64, cpu.scaledValue(-6) + 500n) / 1000n, cpu.format, eraSince(minor)),
  '1.38': (cpu, minor) =>
    cpu.cmp(mostMicros) > 0 ? cpu : Quantity.fromMilli((cpu.scaledValue(-6) + 500n) / 1000n, cpu.format, eraSince(minor)),
});

/** What is reserved, `undefined` where nothing is named. Upstream: `cmd/kubelet/app/server.go`, `parseResourceList`. */
export function parseResourceList(list: Opt<ResourceListLike>, place: string, minor: number): Totals | undefined {
  const amounts = readList(objectAt(list, place), place, minor);
  const names = Object.keys(amounts ?? {});
  if (amounts === undefined || names.length === 0) return undefined;
  for (const name of names) {
    const amount = amounts[name] as Quantity;
    if (amount.sign() < 0) throw invalid('a reservation of at least 0', `${place}.${name}`, amount.toString());
  }
  const cpu = amountOf(amounts, 'cpu');
  return cpu === undefined ? amounts : { ...amounts, cpu: readCPU(minor)(cpu, minor) };
}

/** The total of the reservations of NUMA nodes, by resource. */
export function reservedMemoryTotals(list: readonly MemoryReservationLike[], minor: number): Totals {
  const totals: Totals = {};
  for (const [i, { limits }] of list.entries()) {
    const place = `reservedMemory[${i}].limits`;
    addList(totals, readList(objectAt(limits, place), place, minor));
  }
  return totals;
}
