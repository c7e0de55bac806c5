import { oneOf } from '../core/checks.ts';
import type { Opt } from '../core/index.ts';
import { objectAt } from '../core/pod-fields.ts';
import { defaultEvictionHard } from '../eviction/index.ts';
import { minorOf, type VersionOptions } from '../version/minors.ts';
import { bytesAt, capacityMemory, cpuTiers, factsOf, mebibytes, milliCores, presetOf, shareOf } from './machine.ts';
import type { MachineLike, NodePreset, Tiers } from './machine.ts';

/** A machine of OpenShift. */
export interface OpenShiftMachine extends MachineLike {
  /** Sizes the reservation by the machine, as `autoSizingReserved` does; when absent every machine reserves the same. */
  readonly autoSizing?: Opt<{
    /** `'tiers'` up to 4.20 and in the first releases of 4.21, `'gentle'` afterwards. */
    readonly memory: 'tiers' | 'gentle';
    /** 2 on nodes first made by 4.17 or later, else 1. */
    readonly cpu: 1 | 2;
  }>;
}

const openShiftTiers: Tiers = [
  [0, 2500],
  [4, 2000],
  [8, 1000],
  [16, 600],
  [128, 200],
];

/**
 * What OpenShift sets on a node: system reservations of 500m of cpu, 1Gi of memory and 1Gi of ephemeral storage, and the kubelet's default thresholds.
 *
 * With `autoSizing` the reserved memory follows the whole GiB that the node has, rounded down, and is itself rounded half up to whole GiB. The
 * rule `'tiers'` reserves 25 % up to 4, 20 % up to 8, 10 % up to 16, 6 % up to 128 and 2 % of the rest. The rule `'gentle'` reserves 1 GiB up to
 * 8, `1 + 0.06 × (memory − 8)` up to 128, and `7.72 + 0.02 × (memory − 120)` beyond. Reserved cpu is 0.06 cores and 0.012 for each further core,
 * to hundredths (version 2), or the tiers of other providers (version 1), at least half a core. `maxPods` is 250 when absent.
 *
 * Upstream: none; openshift/machine-config-operator, `templates/common/_base/files/kubelet-auto-sizing.yaml` at 7ff337a4, as of July 2026.
 *
 * @param machine the machine, and what its node reports: `autoSizing` looks at the memory of its capacity
 * @param options the version, for the default thresholds
 * @throws {SizingError} `InvalidInput` for an unknown rule; `OutOfRange` for an amount that is not above 0 or beyond 2^53; as `Quantity.from`
 * @example
 * const machine = { memory: '16Gi', cpu: 4, capacity: { memory: '16419384Ki' } };
 * nodeAllocatable(openshiftNode(machine)).allocatable // => { cpu: '3500m', memory: '15268408Ki', pods: '250' }
 * openshiftNode({ ...machine, autoSizing: { memory: 'tiers', cpu: 1 } }).systemReserved // => { cpu: '500m', memory: '3Gi', 'ephemeral-storage': '1Gi' }
 */
export function openshiftNode(machine: OpenShiftMachine, options?: VersionOptions): NodePreset {
  const facts = factsOf(machine, 250);
  const sizing = objectAt(machine.autoSizing, 'autoSizing');
  const minor = minorOf(options);
  return presetOf(machine, facts, {
    systemReserved: {
      cpu: milliCores(sizing === undefined ? 500 : openShiftCPU(facts.milliCPU, sizing.cpu), minor),
      memory: mebibytes(1024 * (sizing === undefined ? 1 : openShiftMemory(wholeGibibytes(machine), sizing.memory)), minor),
      'ephemeral-storage': mebibytes(1024, minor),
    },
    evictionHard: defaultEvictionHard(options),
  });
}

function wholeGibibytes(machine: OpenShiftMachine): number {
  const own = capacityMemory(machine);
  return Number((own === undefined ? bytesAt(machine.memory, 'memory') : bytesAt(own, 'capacity.memory')) / 2n ** 30n);
}

function openShiftMemory(gibibytes: number, rule: 'tiers' | 'gentle'): number {
  if (oneOf(rule, ['tiers', 'gentle'], 'autoSizing.memory') === 'tiers') return shareOf(gibibytes, openShiftTiers, 0.5);
  const beyond = Math.max(gibibytes - 8, 0);
  return Math.floor(1 + (beyond <= 120 ? 0.06 * beyond : 6.72 + 0.02 * (beyond - 112)) + 0.5);
}

function openShiftCPU(milliCPU: number, version: 1 | 2): number {
  const reserved =
    oneOf(version, [1, 2], 'autoSizing.cpu') === 2
      ? 10 * Math.round((60 + (12 * (milliCPU - 1000)) / 1000) / 10)
      : shareOf(milliCPU, cpuTiers);
  return Math.max(500, reserved);
}

/**
 * What k3s and RKE2 set on a node: nothing is reserved, and the only thresholds are 5 % of either disk, so no memory is kept free. `maxPods` is
 * 110 when absent.
 *
 * Upstream: none; k3s-io/k3s, `pkg/daemons/agent` at 82394d7d, as of July 2026.
 *
 * @param machine the machine, and what its node reports
 * @throws {SizingError} as `Quantity.from`
 * @example
 * nodeAllocatable(k3sNode({ memory: '4Gi', cpu: 2, capacity: { memory: '3980Mi' } })).allocatable // => { cpu: '2', memory: '3980Mi', pods: '110' }
 */
export function k3sNode(machine: MachineLike): NodePreset {
  return presetOf(machine, factsOf(machine, 110), { evictionHard: { 'imagefs.available': '5%', 'nodefs.available': '5%' } });
}

/**
 * What kOps sets on a node: nothing is reserved, and the thresholds are 100Mi of memory, 10 % of either disk and 5 % of their inodes. `maxPods` is
 * 110 when absent; with `amazonvpc` or Cilium ENI give the number that the addresses allow.
 *
 * Upstream: none; kubernetes/kops, `pkg/model/components/kubelet.go` at 268927e2, since 2017, as of July 2026.
 *
 * @param machine the machine, and what its node reports
 * @throws {SizingError} as `Quantity.from`
 * @example
 * nodeAllocatable(kopsNode({ memory: '30.5Gi', cpu: 4, capacity: { memory: '31402412Ki' } })).allocatable.memory // => '31300012Ki'
 */
export function kopsNode(machine: MachineLike): NodePreset {
  const evictionHard = {
    'memory.available': '100Mi',
    'nodefs.available': '10%',
    'nodefs.inodesFree': '5%',
    'imagefs.available': '10%',
    'imagefs.inodesFree': '5%',
  };
  return presetOf(machine, factsOf(machine, 110), { evictionHard });
}

/** A machine of Talos. */
export interface TalosMachine extends MachineLike {
  readonly controlPlane?: Opt<boolean>;
}

/**
 * What Talos sets on a node since its 1.9: system reservations of 50m of cpu, 384Mi of memory (512Mi on the control plane), 256Mi of ephemeral
 * storage and 100 processes, and the kubelet's default thresholds. Reservations of the user replace all of them. `maxPods` is 110 when absent.
 *
 * Upstream: none; siderolabs/talos at ad882317 (the amounts since 6b15ca19, 2024-09-20), as of July 2026.
 *
 * @param machine the machine, and what its node reports
 * @param options the version, for the default thresholds
 * @throws {SizingError} as `Quantity.from`
 * @example
 * nodeAllocatable(talosNode({ memory: '4Gi', cpu: 2 })).reservation // => { cpu: '50m', memory: '484Mi' }
 */
export function talosNode(machine: TalosMachine, options?: VersionOptions): NodePreset {
  const facts = factsOf(machine, 110);
  const memory = oneOf(machine.controlPlane ?? false, [true, false], 'controlPlane') ? '512Mi' : '384Mi';
  return presetOf(machine, facts, {
    systemReserved: { cpu: '50m', memory, 'ephemeral-storage': '256Mi', pid: '100' },
    evictionHard: defaultEvictionHard(options),
  });
}
