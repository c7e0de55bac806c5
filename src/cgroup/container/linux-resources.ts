import { byteQuantity, integerArgument, narrowed, safeNumber } from '../../core/int64.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { defaultPeriod, maxShares, milliOf, quotaOf, sharesOf } from '../cpu-conversions.ts';
import type { ContainerMachineFacts, ContainerSettings } from './machine.ts';

/** What the runtime is asked to give a container or a sandbox alike; a value of 0 is absent. */
export interface LinuxResources {
  readonly cpuShares: number;
  /** Microseconds per period; -1 means no limit. */
  readonly cpuQuota?: number;
  /** Microseconds. */
  readonly cpuPeriod?: number;
  /** Bytes. */
  readonly memoryLimit?: Quantity;
  /** Files of cgroup v2 and their content. */
  readonly unified?: { readonly [file: string]: string };
}

/** The amounts that become resources. */
export interface LinuxAmounts {
  readonly cpuRequest: Quantity | undefined;
  /** What stands in for a request. */
  readonly cpuLimit: Quantity | undefined;
  /** What becomes the quota, asked for where there is one. */
  readonly quotaLimit: () => Quantity | undefined;
  /** Bytes, int64. */
  readonly memoryLimit: bigint;
}

/** The kubelet and the machine, as far as they bear on these resources. */
export interface LinuxSettings extends Pick<ContainerSettings, 'enforceCPULimits' | 'cpuPeriod' | 'singleProcessOOMKill'> {
  readonly machine: Pick<ContainerMachineFacts, 'cgroupV2' | 'exclusiveCPUs'>;
}

/** The most shares of a container; pods have the bound since 1.19. */
const mostShares = /* @__PURE__ */ since({ '1.15': Infinity, '1.24': maxShares });

/** Whether a request of 0 becomes shares. */
const sharesZero = /* @__PURE__ */ since({ '1.15': false, '1.26': true });

/** Whether the kernel kills whole containers on cgroup v2, and whether the kubelet may be set up to kill single processes. */
const killsGroups = /* @__PURE__ */ since({ '1.15': false, '1.28': true });
const maySpareGroups = /* @__PURE__ */ since({ '1.15': false, '1.32': true });

/** Upstream: `pkg/kubelet/kuberuntime/kuberuntime_container_linux.go`, `calculateLinuxResources`, since 1.23; before, where it is called. */
export function calculateLinuxResources(amounts: LinuxAmounts, settings: LinuxSettings, { minor, gate }: Release): LinuxResources {
  const { cpuRequest, cpuLimit, quotaLimit, memoryLimit } = amounts;
  const { machine, enforceCPULimits, singleProcessOOMKill } = settings;
  const counts = cpuRequest !== undefined && (!cpuRequest.isZero() || sharesZero(minor));
  const cpuShares = safeNumber(sharesOf(milliOf(counts ? cpuRequest : cpuLimit), mostShares, minor), 'cpuShares');
  const own = narrowed(integerArgument(settings.cpuPeriod, 'options.cpuPeriod'));
  const period = !enforceCPULimits ? 0 : gate('CustomCPUCFSQuotaPeriod') ? own : defaultPeriod;
  const unlimited = machine.exclusiveCPUs && gate('DisableCPUQuotaWithExclusiveCPUs');
  const quota = !enforceCPULimits ? 0 : unlimited ? -1 : quotaOf(milliOf(quotaLimit()), period);
  const killedWhole = machine.cgroupV2 && killsGroups(minor) && !(singleProcessOOMKill && maySpareGroups(minor));
  return {
    cpuShares,
    ...(quota === 0 ? {} : { cpuQuota: safeNumber(quota, 'cpuQuota') }),
    ...(period === 0 ? {} : { cpuPeriod: safeNumber(period, 'options.cpuPeriod') }),
    ...(memoryLimit === 0n ? {} : { memoryLimit: byteQuantity(memoryLimit, minor) }),
    ...(killedWhole ? { unified: { 'memory.oom.group': '1' } } : {}),
  };
}
