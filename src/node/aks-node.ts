import { oneOf } from '../core/checks.ts';
import type { Opt } from '../core/index.ts';
import { minorOf, type VersionOptions } from '../version/minors.ts';
import { since } from '../version/since.ts';
import { factsOf, mebibytes, milliCores, presetOf, shareOf, type MachineLike, type NodePreset, type Tiers } from './machine.ts';

/** How AKS reserves memory: by tiers of the machine's memory, or by pods. */
export type AKSRule = 'tiers' | 'pods';

/** A machine of AKS. */
export interface AKSMachine extends MachineLike {
  /** 30 with Azure CNI, 110 with kubenet, 250 with an overlay, unless the node pool says otherwise. */
  readonly maxPods: number;
  readonly os?: Opt<'linux' | 'windows'>;
  /** The rule of the node pool where it differs from its version's: pools made before 2024-02-26 keep the old one until they are updated. */
  readonly rule?: Opt<AKSRule>;
}

const ruleOf = /* @__PURE__ */ since<AKSRule>({ '1.15': 'tiers', '1.29': 'pods' });

const memoryTiers: Tiers = [
  [0, 2500],
  [4096, 2000],
  [8192, 1000],
  [16_384, 600],
  [131_072, 200],
];

const cpuTiers: Tiers = [
  [0, 600],
  [1000, 400],
  [2000, 200],
  [4000, 100],
];

/**
 * What AKS sets on a node.
 *
 * Since 1.29 it reserves `20Mi × pods + 50Mi` of memory, at most a quarter of the machine's, with a threshold of 100Mi (rule `'pods'`). Before, it
 * reserves 25 % of the machine's memory up to 4 GiB, 20 % up to 8, 10 % up to 16, 6 % up to 128 and 2 % of the rest, with a threshold of 750Mi
 * (rule `'tiers'`). Reserved cpu is 60m of the first core, 40m of the second, 20m of the next two and 10m of each further one. Further thresholds
 * are 10 % of the disk, 5 % of its inodes and 2000 processes. Windows keeps the tiers, reserves 2 GiB more and has no thresholds; whether it
 * follows the new rule since 1.29 is not known.
 *
 * The control plane's code is not public: the nodes seen agree with this. Nodes that Karpenter makes keep the tiers.
 *
 * Upstream: none; MicrosoftDocs/azure-aks-docs, `articles/aks/node-resource-reservations.md` at fb060abe (2026-06-11), whose MB are MiB, and for
 * Windows Azure/AgentBaker at 06836ee2.
 *
 * @param machine the VM size, and what its node reports
 * @throws {SizingError} `InvalidInput` for pods that are not an integer, an unknown system or rule; as `Quantity.from`
 * @example
 * const machine = { memory: '7Gi', cpu: 2, maxPods: 30, capacity: { memory: '7097600Ki', 'ephemeral-storage': '129886128Ki' } };
 * nodeAllocatable(aksNode(machine)).allocatable
 * // => { cpu: '1900m', memory: '6329600Ki', pods: '30', 'ephemeral-storage': '119703055367' }
 * nodeAllocatable(aksNode(machine, { kubernetesVersion: '1.28' })).reservation.memory // => '2388Mi'
 */
export function aksNode(machine: AKSMachine, options?: VersionOptions): NodePreset {
  const minor = minorOf(options);
  const facts = factsOf(machine);
  const windows = oneOf(machine.os ?? 'linux', ['linux', 'windows'], 'os') === 'windows';
  const wanted = oneOf(machine.rule ?? ruleOf(minor), ['tiers', 'pods'], 'rule');
  const rule = windows ? 'tiers' : wanted;
  const tiers = shareOf(facts.memory, memoryTiers);
  const memory = rule === 'tiers' ? tiers + (windows ? 2048 : 0) : Math.min(20 * facts.maxPods + 50, facts.memory / 4);
  const thresholds = { 'nodefs.available': '10%', 'nodefs.inodesFree': '5%', 'pid.available': '2000' };
  return presetOf(machine, facts, {
    kubeReserved: { cpu: milliCores(shareOf(facts.milliCPU, cpuTiers), minor), memory: mebibytes(memory, minor) },
    evictionHard: windows ? {} : { 'memory.available': rule === 'tiers' ? '750Mi' : '100Mi', ...thresholds },
  });
}
