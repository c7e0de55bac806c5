import { quantityAt } from '../core/at-path.ts';
import { oneOf } from '../core/checks.ts';
import type { Opt } from '../core/index.ts';
import { invalid } from '../errors.ts';
import { Quantity, type QuantityLike } from '../quantity/index.ts';
import { countAt, cpuTiers, factsOf, mebibytes, milliCores, presetOf, shareOf } from './machine.ts';
import type { MachineLike, NodePreset, Tiers } from './machine.ts';

/** A machine of GKE. */
export interface GKEMachine extends MachineLike {
  /** The size of the boot disk, `100Gi` for 100 GB of Google's; without it and without SSDs no storage is reserved. */
  readonly bootDisk?: Opt<QuantityLike>;
  /** How many local SSDs hold the ephemeral storage; 0 when absent. */
  readonly localSSDs?: Opt<number>;
  /** Whether it is an e2-micro, e2-small or e2-medium, which reserve 1060m of their 2 cores. */
  readonly sharedCore?: Opt<boolean>;
}

/** By MiB of the machine type: GKE's gigabytes are 1000 MiB here, whatever its documentation says. */
const memoryTiers: Tiers = [
  [0, 2500],
  [4000, 2000],
  [8000, 1000],
  [16_000, 600],
  [128_000, 200],
];

/**
 * What GKE sets on a node.
 *
 * Reserved memory is 25 % of the machine's up to 4000 MiB, 20 % up to 8000, 10 % up to 16000, 6 % up to 128000 and 2 % of the rest, cut to whole
 * MiB; a machine of up to 1000 MiB reserves 255. Reserved cpu is 6 % of the first core, 1 % of the second, 0.5 % of the next two and 0.25 % of the
 * rest, cut once. A boot disk reserves half of itself, 35 % and 6 GiB, or 100 GiB, the least of the three; local SSDs reserve 50, 75 or 100 GiB. The
 * thresholds are 100Mi of memory and 10 % of the disk. `maxPods` is 110 when absent.
 *
 * The code of GKE's nodes is not public: every node seen since 2017 agrees with this, to the byte. Image streaming reserves more.
 *
 * Upstream: none; kubernetes/autoscaler, `cluster-autoscaler/cloudprovider/gce/reserved.go` at 729ba955 (2021-12, when it was taken out), and
 * the page "About GKE node sizing" of Google's documentation as of July 2026.
 *
 * @param machine the machine type, and what its node reports
 * @throws {SizingError} `InvalidInput` for pods or SSDs that are not an integer, or a disk of 0; as `Quantity.from`
 * @example
 * const machine = { memory: '32Gi', cpu: 4, bootDisk: '100Gi', capacity: { memory: '32880872Ki', 'ephemeral-storage': '98831908Ki' } };
 * nodeAllocatable(gkeNode(machine)).allocatable
 * // => { cpu: '3920m', memory: '29085928Ki', pods: '110', 'ephemeral-storage': '47060071478' }
 */
export function gkeNode(machine: GKEMachine): NodePreset {
  const facts = factsOf(machine, 110);
  const storage = storageOf(machine);
  return presetOf(machine, facts, {
    kubeReserved: {
      cpu: milliCores(oneOf(machine.sharedCore ?? false, [true, false], 'sharedCore') ? 1060 : shareOf(facts.milliCPU, cpuTiers)),
      memory: mebibytes(facts.memory <= 1000 ? 255 : shareOf(facts.memory, memoryTiers)),
      ...(storage === undefined ? {} : { 'ephemeral-storage': storage }),
    },
    evictionHard: { 'memory.available': '100Mi', 'nodefs.available': '10%' },
  });
}

const gibibyte = 1_073_741_824n;

function storageOf({ bootDisk, localSSDs }: GKEMachine): Quantity | undefined {
  const disks = countAt(localSSDs ?? 0, 'localSSDs');
  if (disks > 0) return mebibytes(1024 * ([50, 75][disks - 1] ?? 100));
  if (bootDisk === undefined || bootDisk === null) return undefined;
  const size = quantityAt(bootDisk, 'bootDisk', undefined).toBigInt();
  if (size <= 0n) throw invalid('more than 0', 'bootDisk', size);
  const most = [size / 2n, 6n * gibibyte + (size * 35n) / 100n, 100n * gibibyte];
  return Quantity.fromInt64(
    most.reduce((least, one) => (one < least ? one : least)),
    'BinarySI',
  );
}
