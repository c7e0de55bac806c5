import type { PodLike } from '../../core/index.ts';
import { SizingError } from '../../errors.ts';
import { Quantity } from '../../quantity/index.ts';
import { allocatedPodCounting } from '../../resources/totals/options.ts';
import { podQOSClass, type PodQOSClass } from '../../resources/qos/qos.ts';
import { amountOf, type Totals } from '../../resources/totals/resource-lists.ts';
import { limitsOf, requestsOf } from '../../resources/totals/totals.ts';
import type { GateLookup } from '../../version/feature-gates.ts';
import { releaseOf } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { capsPodShares, defaultPeriod, minShares, quotaOf, sharesOf } from '../cpu-conversions.ts';
import type { ResourceConfigReason, ResourceConfigRule, ResourceConfigStep } from './explanation.ts';
import { podHugePageLimits } from './hugepage-limits.ts';
import { undeclaredLimits, type LimitedResource, type Undeclared } from './limit-declared.ts';
import type { ResourceConfig, ResourceConfigOptions } from './resource-config.ts';
import { integerArgument, safeNumber } from '../../core/int64.ts';

/** What the values of a pod's cgroup are computed from. */
export interface Basis {
  readonly minor: number;
  readonly gate: GateLookup;
  readonly qosClass: PodQOSClass;
  readonly requests: Totals;
  readonly limits: Totals;
  readonly undeclared: Undeclared;
  readonly steps: ResourceConfigStep[] | undefined;
}

export function basisOf(pod: PodLike, options: ResourceConfigOptions | undefined, steps: ResourceConfigStep[] | undefined): Basis {
  const release = releaseOf(options);
  const { minor, gate } = release;
  const counting = allocatedPodCounting(release);
  const qosClass = podQOSClass(pod, release);
  noteStep(steps, 'cgroup-qos', 'cgroup-qos-found', 'applied', { qosClass });
  const requests = requestsOf(pod, counting);
  const limits = limitsOf(pod, counting);
  return { minor, gate, qosClass, requests, limits, undeclared: undeclaredLimits(pod, minor, gate('PodLevelResources')), steps };
}

/** Adds a step where there is somebody to tell. */
export function noteStep(
  steps: ResourceConfigStep[] | undefined,
  rule: ResourceConfigRule,
  because: ResourceConfigReason,
  outcome: 'applied' | 'skipped',
  inputs: ResourceConfigStep['inputs'],
): void {
  steps?.push({ rule, upstream: 'pkg/kubelet/cm/helpers_linux.go ResourceConfigForPod', inputs, outcome, because });
}

export function cpuSharesOf({ minor, qosClass, requests, steps }: Basis): number {
  const request = amountOf(requests, 'cpu');
  const least = qosClass === 'BestEffort';
  const shares = least ? minShares : sharesOf(request?.milliValue() ?? 0n, capsPodShares(minor));
  const result = safeNumber(shares, 'cpuShares');
  if (steps !== undefined) {
    if (least) noteStep(steps, 'cgroup-cpu-shares', 'cgroup-shares-least', 'applied', { shares: result });
    else noteStep(steps, 'cgroup-cpu-shares', 'cgroup-shares-from-request', 'applied', { request: request ?? zero, shares: result });
  }
  return result;
}

const zero = /* @__PURE__ */ Quantity.fromInt64(0);

export function cpuQuotaOf(basis: Basis, options: ResourceConfigOptions | undefined): Pick<ResourceConfig, 'cpuQuota' | 'cpuPeriod'> {
  const cpuPeriod = options?.cpuPeriod ?? Number(defaultPeriod);
  const period = integerArgument(cpuPeriod, 'options.cpuPeriod');
  if (period < 0n) throw new SizingError('OutOfRange', 'a period is not negative', { path: 'options.cpuPeriod', input: cpuPeriod });
  if (!isLimited(basis, 'cpu', 'cgroup-cpu-quota')) return {};
  const limit = amountOf(basis.limits, 'cpu');
  const own = basis.gate('CustomCPUCFSQuotaPeriod') ? period : defaultPeriod;
  const enforced = options?.enforceCPULimits ?? true;
  const cpuQuota = enforced ? safeNumber(quotaOf(limit?.milliValue() ?? 0n, own), 'cpuQuota') : -1;
  if (basis.steps !== undefined) {
    if (enforced) {
      const inputs = { limit: limit ?? zero, quota: cpuQuota, period: Number(own) };
      noteStep(basis.steps, 'cgroup-cpu-quota', 'cgroup-quota-from-limit', 'applied', inputs);
    } else noteStep(basis.steps, 'cgroup-cpu-quota', 'cgroup-quota-not-enforced', 'applied', { quota: cpuQuota });
  }
  return { cpuQuota, cpuPeriod };
}

/** Whether a limit reaches the cgroup: of a Guaranteed pod always, of a Burstable one if all of it is limited. */
function isLimited({ qosClass, undeclared, steps }: Basis, resource: LimitedResource, rule: ResourceConfigRule): boolean {
  if (qosClass === 'Guaranteed') return true;
  if (qosClass === 'BestEffort') {
    noteStep(steps, rule, 'cgroup-limit-best-effort', 'skipped', { resource });
    return false;
  }
  const container = undeclared[resource];
  if (container === undefined) return true;
  noteStep(steps, rule, 'cgroup-limit-undeclared', 'skipped', { resource, container });
  return false;
}

export function memoryOf(basis: Basis): Quantity | undefined {
  if (!isLimited(basis, 'memory', 'cgroup-memory')) return undefined;
  const limit = amountOf(basis.limits, 'memory');
  const memory = Quantity.fromInt64(limit?.value() ?? 0n, 'BinarySI');
  if (basis.steps !== undefined)
    noteStep(basis.steps, 'cgroup-memory', 'cgroup-memory-from-limit', 'applied', {
      limit: limit ?? zero,
      memory: memory.value().toString(),
    });
  return memory;
}

export function hugePagesOf(pod: PodLike, { minor, requests, steps }: Basis): { readonly [pageSize: string]: Quantity } {
  const result: { [pageSize: string]: Quantity } = {};
  for (const [pageSize, bytes] of podHugePageLimits(pod, requests, minor)) {
    const limit = Quantity.fromInt64(bytes, 'BinarySI');
    result[String(pageSize)] = limit;
    if (steps !== undefined)
      noteStep(steps, 'cgroup-hugepages', 'cgroup-hugepages-found', 'applied', { pageSize: String(pageSize), limit });
  }
  return result;
}

/** How a minor protects the memory of a pod. */
const protection = /* @__PURE__ */ since<'none' | 'hard' | 'tiered'>({ '1.15': 'none', '1.22': 'hard', '1.36': 'tiered' });

export function unifiedOf(
  { minor, qosClass, requests, steps }: Basis,
  options: ResourceConfigOptions | undefined,
): ResourceConfig['unified'] {
  const how = protection(minor);
  const rule = 'cgroup-memory-protection';
  if (how === 'none' || options?.enforceMemoryQoS !== true) {
    noteStep(steps, rule, 'cgroup-protection-off', 'skipped', {});
    return undefined;
  }
  const policy = options.memoryReservationPolicy ?? 'None';
  if (how === 'tiered' && policy !== 'TieredReservation') {
    noteStep(steps, rule, 'cgroup-protection-policy', 'skipped', { policy });
    return undefined;
  }
  const request = amountOf(requests, 'memory');
  const bytes = request?.value() ?? 0n;
  if (request === undefined || bytes <= 0n) {
    noteStep(steps, rule, 'cgroup-protection-nothing', 'skipped', {});
    return undefined;
  }
  const hard = how === 'hard' || qosClass === 'Guaranteed';
  const file = hard ? 'memory.min' : 'memory.low';
  noteStep(steps, rule, hard ? 'cgroup-protection-hard' : 'cgroup-protection-soft', 'applied', { request, file });
  return { [file]: String(bytes) };
}
