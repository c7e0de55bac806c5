import { quantityAt } from '../core/at-path.ts';
import type { Opt } from '../core/index.ts';
import { SizingError } from '../errors.ts';
import { Quantity, type QuantityLike } from '../quantity/index.ts';
import {
  countAt,
  cpuTiers,
  factsOf,
  mebibytes,
  milliCores,
  presetOf,
  shareOf,
  type MachineLike,
  type NodePreset,
  type Tiers,
} from './machine.ts';

/** A machine of GKE. No upstream counterpart. */
export interface GKEMachine extends MachineLike {
  /** The size of the boot disk, `100Gi` for 100 GB of Google's; without it and without SSDs nothing of storage is reserved. */
  readonly bootDisk?: Opt<QuantityLike>;
  /** How many local SSDs hold the ephemeral storage; 0 when absent. */
  readonly localSSDs?: Opt<number>;
  /** Whether it is an e2-micro, e2-small or e2-medium, of which 1060m of 2 cores are reserved. */
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
 * What GKE sets on a node: of the machine's memory 25 % up to 4000 MiB, 20 % up to 8000, 10 % up to 16000, 6 % up to 128000 and 2 % of the rest,
 * cut to whole MiB (255 MiB up to 1000); of cpu 6 %, 1 %, 0.5 % and 0.25 % as elsewhere, cut once; of a boot disk the least of half, 6 GiB and
 * 35 %, and 100 GiB; of local SSDs 50, 75 or 100 GiB. Thresholds are 100Mi of memory and 10 % of the disk. 110 pods when absent.
 *
 * The code of GKE's nodes is not public: this is what every node seen agrees with, to the byte, since 2017. Image streaming reserves more.
 *
 * Upstream: none; kubernetes/autoscaler, `cluster-autoscaler/cloudprovider/gce/reserved.go` at 729ba955 (2021-12, when it was taken out), and
 * the page "About GKE node sizing" of Google's documentation as of July 2026.
 *
 * @param machine the machine type, and what its node reports
 * @throws {SizingError} `InvalidInput` for a number of pods or SSDs that is none; as `Quantity.from`
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
      cpu: milliCores(machine.sharedCore === true ? 1060 : shareOf(facts.milliCPU, cpuTiers)),
      memory: mebibytes(facts.memory <= 1000 ? 255 : shareOf(facts.memory, memoryTiers)),
      ...(storage === undefined ? {} : { 'ephemeral-storage': storage }),
    },
    evictionHard: { 'memory.available': '100Mi', 'nodefs.available': '10%' },
  });
}

const gibibyte = 2n ** 30n;

function storageOf({ bootDisk, localSSDs }: GKEMachine): Quantity | undefined {
  const disks = countAt(localSSDs ?? 0, 'localSSDs');
  if (disks > 0) return mebibytes(1024 * ([50, 75][disks - 1] ?? 100));
  if (bootDisk === undefined || bootDisk === null) return undefined;
  const size = quantityAt(bootDisk, 'bootDisk').toBigInt();
  if (size <= 0n) throw new SizingError('InvalidInput', 'a disk is more than 0', { path: 'bootDisk', input: String(size) });
  const most = [size / 2n, 6n * gibibyte + (size * 35n) / 100n, 100n * gibibyte];
  return Quantity.fromInt64(
    most.reduce((least, one) => (one < least ? one : least)),
    'BinarySI',
  );
}
