import { quantityAt } from '../core/at-path.ts';
import type { Opt, ResourceListLike } from '../core/index.ts';
import { byteQuantity } from '../core/int64.ts';
import { objectAt } from '../core/pod-fields.ts';
import { described, invalid, SizingError } from '../errors.ts';
import { objectOf } from '../core/checks.ts';
import { readList } from '../core/resource-lists.ts';
import { eraSince } from '../quantity/era.ts';
import { Quantity, type QuantityLike } from '../quantity/index.ts';
import { newest } from '../version/newest.ts';
import type { NodeAllocatableInputs } from './inputs.ts';

/** A machine that a provider makes a node of. */
export interface MachineLike {
  /** The memory of the machine type as it is sold, such as `16Gi`. */
  readonly memory: QuantityLike;
  readonly cpu: QuantityLike;
  /** The most pods that the kubelet takes. */
  readonly maxPods?: Opt<number>;
  /** What the node reports as `status.capacity`, as far as it is known: its memory is less than the machine's. */
  readonly capacity?: Opt<ResourceListLike>;
}

/** What a provider sets: the inputs of `nodeAllocatable`. */
export interface NodePreset extends NodeAllocatableInputs {
  /** Which resources of `capacity` are estimated: `memory` where the machine's as sold stands in, a few percent more than the node has. */
  readonly estimated: readonly string[];
}

export interface MachineFacts {
  /** In MiB. */
  readonly memory: number;
  /** In thousandths of a core. */
  readonly milliCPU: number;
  readonly maxPods: number;
}

/** The facts of a machine, checked; each provider has its own default for pods. */
export function factsOf(machine: MachineLike, defaultPods?: number): MachineFacts {
  const { memory, cpu, maxPods } = objectOf(machine, 'machine');
  const pods = maxPods ?? defaultPods;
  if (pods === undefined) throw new SizingError('MissingField', 'the number of pods that the node takes is missing', { path: 'maxPods' });
  return {
    memory: Number(bytesAt(memory, 'memory')) / 2 ** 20,
    milliCPU: Number(positive(quantityAt(cpu, 'cpu', undefined).milliValue(), 'cpu')),
    maxPods: countAt(pods, 'maxPods'),
  };
}

/** Whole bytes, at least one, that a number holds. */
export function bytesAt(value: QuantityLike, path: string): bigint {
  return positive(quantityAt(value, path, undefined).toBigInt(), path);
}

function positive(value: bigint, path: string): bigint {
  if (value > 0n && value <= 2n ** 53n) return value;
  throw new SizingError('OutOfRange', `got ${described(value)}, expected more than 0 and at most 2^53`, { path, input: value });
}

/** How many there are of something, as a kubelet's configuration counts. */
export function countAt(value: number, path: string): number {
  if (Number.isInteger(value) && value >= 0 && value < 2 ** 31) return value;
  throw invalid('an integer from 0 to 2147483647', path, value);
}

/** A preset of a machine: its capacity as far as it is known, and what the provider sets. */
export function presetOf(machine: MachineLike, { maxPods }: MachineFacts, settings: Omit<NodeAllocatableInputs, 'capacity'>): NodePreset {
  const { cpu, memory, capacity } = machine;
  const own = capacityMemory(machine);
  readList(objectAt(capacity, 'capacity'), 'capacity', newest);
  const known = { cpu, memory, pods: maxPods, ...capacity };
  return own === undefined
    ? { capacity: { ...known, memory }, ...settings, estimated: ['memory'] }
    : { capacity: known, ...settings, estimated: [] };
}

/** The memory that the node reports as its capacity, `undefined` where it is not known. */
export function capacityMemory({ capacity }: MachineLike): QuantityLike | undefined {
  const own = objectAt(capacity, 'capacity');
  return (own as { readonly memory?: Opt<QuantityLike> } | undefined)?.memory ?? undefined;
}

/** From this much on, this many hundredths of a percent count. */
export type Tiers = readonly (readonly [from: number, share: number])[];

/** What each tier adds, in ten-thousandths: its share of what of an amount lies in it. */
function partsOf(amount: number, tiers: Tiers): readonly number[] {
  return tiers.map(([from, share], i) => Math.max(0, Math.min(amount, tiers[i + 1]?.[0] ?? Infinity) - from) * share);
}

/** What the tiers add up to, cut once; `extra` is added before. */
export function shareOf(amount: number, tiers: Tiers, extra = 0): number {
  return Math.floor((partsOf(amount, tiers).reduce((sum, part) => sum + part, 0) + extra * 10_000) / 10_000);
}

/** What the tiers add up to, each cut by itself. */
export function cutShareOf(amount: number, tiers: Tiers): number {
  return partsOf(amount, tiers).reduce((sum, part) => sum + Math.floor(part / 10_000), 0);
}

/** What most providers reserve of cpu, by thousandths of a core: 6 %, 1 %, 0.5 % and 0.25 %. */
export const cpuTiers: Tiers = [
  [0, 600],
  [1000, 100],
  [2000, 50],
  [4000, 25],
];

/** Whole MiB as a quantity of a minor. */
export function mebibytes(count: number, minor = newest): Quantity {
  return byteQuantity(BigInt(Math.floor(count)) << 20n, minor);
}

export function milliCores(count: number, minor = newest): Quantity {
  return Quantity.fromMilli(Math.floor(count), 'DecimalSI', eraSince(minor));
}
