import { isHugePageName } from '../core/resource-names.ts';
import { Quantity } from '../quantity/index.ts';
import { since } from '../version/since.ts';
import { scalarOf, type Amounts } from './amounts.ts';
import { subInt64, addInt64, type Int64 } from '../core/int64.ts';

/** A resource that a node does not have enough of, in the scheduler's units. Internal. */
export interface Lack {
  readonly name: string;
  readonly requested: Int64;
  readonly used: Int64;
  readonly capacity: Int64;
  /** Whether the node would not have enough even if it were empty; told since 1.34. */
  readonly unresolvable: boolean;
}

/** What is on a node, as far as it matters here. */
export interface Occupied {
  readonly allocatable: Amounts;
  readonly requested: Amounts;
  readonly pods: Int64;
}

/** Whether an amount is too much beside what is used already; the sums wrap as upstream's. */
const exceeds = /* @__PURE__ */ since<(asked: Int64, allocatable: Int64, used: Int64) => boolean>({
  '1.15': (asked, allocatable, used) => allocatable < addInt64(asked, used),
  '1.21': (asked, allocatable, used) => asked > subInt64(allocatable, used),
});

type Field = 'milliCPU' | 'memory' | 'storage';
const fields: readonly (readonly [Field, string])[] = [
  ['milliCPU', 'cpu'],
  ['memory', 'memory'],
  ['storage', 'ephemeral-storage'],
];

/** Which requests of 0 fit whatever is used: before, a node that is overcommitted took none. */
const zeroFits = /* @__PURE__ */ since<'none' | 'scalars' | 'all'>({ '1.15': 'none', '1.26': 'scalars', '1.28': 'all' });

const tellsUnresolvable = /* @__PURE__ */ since({ '1.15': false, '1.34': true });

/**
 * What a node lacks for a pod: a place, then cpu, memory and ephemeral-storage, then scalar resources by name. A pod that requests nothing at
 * all needs only a place.
 *
 * @param added what is compared where it is less than the request, because the pod is on the node already
 */
export function lacksOf(request: Amounts, { allocatable, requested, pods }: Occupied, minor: number, added: Amounts = request): Lack[] {
  const lacks: Lack[] = [];
  const tells = tellsUnresolvable(minor);
  if (addInt64(pods, 1) > allocatable.pods)
    lacks.push({ name: 'pods', requested: 1, used: pods, capacity: allocatable.pods, unresolvable: false });
  if (request.milliCPU === 0 && request.memory === 0 && request.storage === 0 && request.scalars === undefined) return lacks;
  const zeros = zeroFits(minor);
  const tooMuch = exceeds(minor);
  for (const [field, name] of fields) {
    const wanted = request[field];
    const [capacity, used] = [allocatable[field], requested[field]];
    if ((zeros === 'all' && wanted <= 0) || !tooMuch(added[field], capacity, used)) continue;
    lacks.push({ name, requested: wanted, used, capacity, unresolvable: tells && wanted > capacity });
  }
  for (const name of [...(request.scalars?.keys() ?? [])].sort()) {
    const [wanted, more] = [scalarOf(request, name), scalarOf(added, name)];
    const [capacity, used] = [scalarOf(allocatable, name), scalarOf(requested, name)];
    if ((zeros !== 'none' && more === 0) || !tooMuch(more, capacity, used)) continue;
    lacks.push({ name, requested: wanted, used, capacity, unresolvable: tells && more > capacity });
  }
  return lacks;
}

const podsReason = /* @__PURE__ */ since({ '1.15': 'Insufficient pods', '1.18': 'Too many pods' });

/** The scheduler's words for what is lacking. */
export function reasonOf(name: string, minor: number): string {
  return name === 'pods' ? podsReason(minor) : `Insufficient ${name}`;
}

/** An amount in the scheduler's units as a quantity. */
export function quantityOf(name: string, value: Int64): Quantity {
  if (name === 'cpu') return Quantity.fromMilli(value);
  const binary = name === 'memory' || name === 'ephemeral-storage' || isHugePageName(name);
  return Quantity.fromInt64(value, binary ? 'BinarySI' : 'DecimalSI');
}

/** What is left of an amount, at least 0. */
export function atLeastZero(a: Int64, b: Int64): Int64 {
  const left = subInt64(a, b);
  return left > 0 ? left : 0;
}
