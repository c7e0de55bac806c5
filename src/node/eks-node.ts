import { oneOf } from '../core/checks.ts';
import type { Opt } from '../core/index.ts';
import { defaultEvictionHard } from '../eviction/index.ts';
import { minorOf, type VersionOptions } from '../version/minors.ts';
import { countAt, cpuTiers, cutShareOf, factsOf, mebibytes, milliCores, presetOf, type MachineLike, type NodePreset } from './machine.ts';

/** A machine of EKS. */
export interface EKSMachine extends MachineLike {
  readonly maxPods: number;
  /** The pods that the addresses of the machine's network interfaces allow, `interfaces × (addresses − 1) + 2`; `maxPods` when absent. */
  readonly eniPods?: Opt<number>;
  /** `'al2'` and `'al2023'` reserve for `eniPods`, Bottlerocket for `maxPods`; `'al2023'` when absent. */
  readonly image?: Opt<'al2' | 'al2023' | 'bottlerocket'>;
}

/**
 * What EKS sets on a node: it reserves `255Mi + 11Mi × pods` of memory, 1Gi of ephemeral storage, and 6 % of the first core, 1 % of the second,
 * 0.5 % of the next two and 0.25 % of the rest, each tier cut to whole thousandths.
 *
 * On Amazon Linux the pods that count are those that the machine's network interfaces allow, whatever the user sets, and on Bottlerocket `maxPods`.
 * Amazon Linux sets `memory.available` to 100Mi and `nodefs` to 10 % and 5 % of the inodes, so no other default threshold holds; Bottlerocket
 * leaves the kubelet's defaults. Auto Mode, Fargate and Windows are not known, nor images before AMI v20200423.
 *
 * Upstream: none; awslabs/amazon-eks-ami, `nodeadm/internal/kubelet/config.go` at 81fec2e8, and `templates/al2/runtime/bootstrap.sh` of the
 * branch al2 at d31abb69; bottlerocket-core-kit, `sources/api/schnauzer` at a10182f9; all as of July 2026.
 *
 * @param machine the machine type, and what its node reports
 * @param options the version, for the default thresholds of Bottlerocket
 * @throws {SizingError} `InvalidInput` for pods that are not an integer, or an unknown image; as `Quantity.from`
 * @example
 * const machine = { memory: '4Gi', cpu: 2, maxPods: 17, capacity: { memory: '3943312Ki', 'ephemeral-storage': '20959212Ki' } };
 * nodeAllocatable(eksNode(machine)).allocatable
 * // => { cpu: '1930m', memory: '3388304Ki', pods: '17', 'ephemeral-storage': '18242267924' }
 */
export function eksNode(machine: EKSMachine, options?: VersionOptions): NodePreset {
  const facts = factsOf(machine);
  const bottlerocket = oneOf(machine.image ?? 'al2023', ['al2', 'al2023', 'bottlerocket'], 'image') === 'bottlerocket';
  const pods = bottlerocket ? facts.maxPods : countAt(machine.eniPods ?? facts.maxPods, 'eniPods');
  const minor = minorOf(options);
  return presetOf(machine, facts, {
    kubeReserved: {
      cpu: milliCores(cutShareOf(facts.milliCPU, cpuTiers), minor),
      memory: mebibytes(255 + 11 * pods, minor),
      'ephemeral-storage': mebibytes(1024, minor),
    },
    evictionHard: bottlerocket
      ? defaultEvictionHard(options)
      : { 'memory.available': '100Mi', 'nodefs.available': '10%', 'nodefs.inodesFree': '5%' },
  });
}
