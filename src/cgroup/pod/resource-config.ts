import type { PodLike } from '../../core/index.ts';
import { byteQuantity, safeNumber } from '../../core/int64.ts';
import { specOf } from '../../core/pod-fields.ts';
import { recorded } from '../../explanation.ts';
import { Quantity } from '../../quantity/index.ts';
import { podQOSClass, type PodQOSClass } from '../../resources/qos/qos.ts';
import { allocatedPodCounting } from '../../resources/totals/options.ts';
import { amountOf, type Totals } from '../../resources/totals/resource-lists.ts';
import { limitsOf, requestsOf } from '../../resources/totals/totals.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { capsPodShares, defaultPeriod, minShares, quotaOf, sharesOf } from '../cpu-conversions.ts';
import { podConfigRules, type ResourceConfigExplanation, type ResourceConfigNote, type ResourceConfigRule } from './explanation.ts';
import { podHugePageLimits } from './hugepage-limits.ts';
import { undeclaredLimits, type LimitedResource, type Undeclared } from './limit-declared.ts';
import { periodOf, podCgroupSettings, type PodCgroupSettings, type ResourceConfigOptions } from './settings.ts';

/**
 * What the kubelet gives the cgroup of a pod. A value that is not set is absent: the cgroup is then not limited.
 *
 * Upstream: `pkg/kubelet/cm/types.go`, `ResourceConfig`.
 */
export interface ResourceConfig {
  /** Memory limit, bytes. */
  readonly memory?: Quantity;
  readonly cpuShares?: number;
  /** Microseconds per period; -1 is no limit. */
  readonly cpuQuota?: number;
  /** Microseconds. */
  readonly cpuPeriod?: number;
  /** Bytes by page size in bytes. */
  readonly hugePageLimit: { readonly [pageSize: string]: Quantity };
  /** Files of cgroup v2 and their content. */
  readonly unified?: { readonly [file: string]: string };
}

/**
 * What the kubelet gives the cgroup of a pod, or `undefined` on an operating system other than Linux.
 *
 * - CPU shares from the pod's total request; the least for a BestEffort pod.
 * - CPU quota and memory limit from the pod's total limits: of a Guaranteed pod always, of a Burstable pod if every container has the limit
 *   (since 1.23 init containers too) or the pod itself has it (gate PodLevelResources), of a BestEffort pod never.
 * - Hugepages from the pod's requests.
 * - With `enforceMemoryQoS`, memory that is not reclaimed: up to 1.35 the request as `memory.min`; since 1.36, with the policy
 *   TieredReservation, as `memory.min` of a Guaranteed and `memory.low` of a Burstable pod.
 *
 * Amounts are int64 and wrap as upstream's do. The pod is taken as allocated: of its status, `qosClass` counts since 1.29, and from 1.27 to
 * 1.31 the allocated resources with the gate InPlacePodVerticalScaling.
 *
 * Upstream: `pkg/kubelet/cm/helpers_linux.go`, `ResourceConfigForPod`, every supported minor.
 *
 * @param pod the pod
 * @param options how the kubelet is set up, version and gates
 * @throws {SizingError} as `podRequests` and `getPodQOS`; `OutOfRange` when shares or quota are beyond the safe integers
 * @example
 * const app = { name: 'app', resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: '500m', memory: '2Gi' } } };
 * resourceConfigForPod({ spec: { containers: [app] } })
 * // => { memory: '2Gi', cpuShares: 256, cpuQuota: 50000, cpuPeriod: 100000, hugePageLimit: {} }
 * resourceConfigForPod({ spec: { containers: [app, { name: 'helper' }] } }) // => { cpuShares: 256, hugePageLimit: {} }
 * resourceConfigForPod({ spec: { containers: [{ name: 'helper' }] } }) // => { cpuShares: 2, hugePageLimit: {} }
 */
export function resourceConfigForPod(pod: PodLike, options?: ResourceConfigOptions): ResourceConfig | undefined {
  return configOf(pod, options);
}

/**
 * The same as {@link resourceConfigForPod}, with the reason of every value, and of every value that is not set.
 *
 * Upstream: `pkg/kubelet/cm/helpers_linux.go`, `ResourceConfigForPod`, every supported minor.
 *
 * @param pod the pod
 * @param options how the kubelet is set up, version and gates
 * @throws {SizingError} as {@link resourceConfigForPod}
 * @example
 * const app = { name: 'app', resources: { requests: { cpu: '250m' }, limits: { memory: '1Gi' } } };
 * const { steps } = explainResourceConfigForPod({ spec: { containers: [app, { name: 'helper' }] } });
 * steps.map(({ because, inputs }) => [because, inputs['container'] ?? ''])
 * // => [
 * //   ['cgroup-qos-found', ''],
 * //   ['cgroup-shares-from-request', ''],
 * //   ['cgroup-limit-undeclared', 'app'],
 * //   ['cgroup-limit-undeclared', 'helper'],
 * //   ['cgroup-protection-off', ''],
 * // ]
 */
export function explainResourceConfigForPod(
  pod: PodLike,
  options?: ResourceConfigOptions,
): ResourceConfigExplanation<ResourceConfig | undefined> {
  return recorded(podConfigRules, (note) => configOf(pod, options, note));
}

/** The memory limit of a pod's cgroup, `undefined` where it has none. Internal. */
export function podMemoryLimit(pod: PodLike, release: Release, os: PodCgroupSettings['os']): Quantity | undefined {
  return podConfig(pod, release, { ...podCgroupSettings({ enforceCPULimits: false }), os })?.memory;
}

/** What the values of a pod's cgroup are computed from. */
interface PodBasis {
  readonly release: Release;
  readonly settings: PodCgroupSettings;
  readonly qosClass: PodQOSClass;
  readonly requests: Totals;
  readonly limits: Totals;
  readonly undeclared: Undeclared;
  readonly note: ResourceConfigNote | undefined;
}

function configOf(pod: PodLike, options: ResourceConfigOptions | undefined, note?: ResourceConfigNote): ResourceConfig | undefined {
  return podConfig(pod, releaseOf(options), podCgroupSettings(options), note);
}

function podConfig(pod: PodLike, release: Release, settings: PodCgroupSettings, note?: ResourceConfigNote): ResourceConfig | undefined {
  const { os } = settings;
  if (os !== 'linux') {
    specOf(pod);
    note?.('cgroup-os', 'cgroup-not-linux', { os }, 'skipped');
    return undefined;
  }
  const basis = basisOf(pod, release, settings, note);
  const cpuShares = cpuSharesOf(basis);
  const quota = cpuQuotaOf(basis);
  const memory = memoryOf(basis);
  const hugePageLimit = hugePagesOf(pod, basis);
  const unified = unifiedOf(basis);
  return {
    ...(memory === undefined ? {} : { memory }),
    cpuShares,
    ...quota,
    hugePageLimit,
    ...(unified === undefined ? {} : { unified }),
  };
}

function basisOf(pod: PodLike, release: Release, settings: PodCgroupSettings, note: ResourceConfigNote | undefined): PodBasis {
  const counting = allocatedPodCounting(release);
  const qosClass = podQOSClass(pod, release);
  note?.('cgroup-qos', 'cgroup-qos-found', { qosClass }, 'applied');
  const requests = requestsOf(pod, counting);
  const limits = limitsOf(pod, counting);
  return { release, settings, qosClass, requests, limits, undeclared: undeclaredLimits(pod, release), note };
}

const zero = /* @__PURE__ */ Quantity.fromInt64(0);

function cpuSharesOf({ release, qosClass, requests, note }: PodBasis): number {
  if (qosClass === 'BestEffort') {
    note?.('cgroup-cpu-shares', 'cgroup-shares-least', { shares: Number(minShares) }, 'applied');
    return Number(minShares);
  }
  const request = amountOf(requests, 'cpu') ?? zero;
  const shares = safeNumber(sharesOf(request.milliValue(), capsPodShares(release.minor)), 'cpuShares');
  note?.('cgroup-cpu-shares', 'cgroup-shares-from-request', { request, shares }, 'applied');
  return shares;
}

function cpuQuotaOf(basis: PodBasis): Pick<ResourceConfig, 'cpuQuota' | 'cpuPeriod'> {
  const { release, settings, limits, note } = basis;
  const own = periodOf(settings);
  if (!isLimited(basis, 'cpu', 'cgroup-cpu-quota')) return {};
  const cpuPeriod = safeNumber(own, 'options.cpuPeriod');
  if (!settings.enforceCPULimits) {
    note?.('cgroup-cpu-quota', 'cgroup-quota-not-enforced', { quota: -1 }, 'applied');
    return { cpuQuota: -1, cpuPeriod };
  }
  const limit = amountOf(limits, 'cpu') ?? zero;
  const period = release.gate('CustomCPUCFSQuotaPeriod') ? own : defaultPeriod;
  const quota = safeNumber(quotaOf(limit.milliValue(), period), 'cpuQuota');
  note?.('cgroup-cpu-quota', 'cgroup-quota-from-limit', { limit, quota, period: Number(period) }, 'applied');
  return { cpuQuota: quota, cpuPeriod };
}

/** Whether a limit reaches the cgroup: of a Guaranteed pod always, of a Burstable one if all of it is limited. */
function isLimited({ qosClass, undeclared, note }: PodBasis, resource: LimitedResource, rule: ResourceConfigRule): boolean {
  if (qosClass === 'Guaranteed') return true;
  if (qosClass === 'BestEffort') {
    note?.(rule, 'cgroup-limit-best-effort', { resource }, 'skipped');
    return false;
  }
  const container = undeclared[resource];
  if (container === undefined) return true;
  note?.(rule, 'cgroup-limit-undeclared', { resource, container }, 'skipped');
  return false;
}

function memoryOf(basis: PodBasis): Quantity | undefined {
  if (!isLimited(basis, 'memory', 'cgroup-memory')) return undefined;
  const limit = amountOf(basis.limits, 'memory') ?? zero;
  const bytes = limit.value();
  basis.note?.('cgroup-memory', 'cgroup-memory-from-limit', { limit, memory: String(bytes) }, 'applied');
  return byteQuantity(bytes);
}

function hugePagesOf(pod: PodLike, { release, requests, note }: PodBasis): ResourceConfig['hugePageLimit'] {
  const result: { [pageSize: string]: Quantity } = {};
  for (const [size, bytes] of podHugePageLimits(pod, requests, release.minor)) {
    const pageSize = String(size);
    const limit = byteQuantity(bytes);
    result[pageSize] = limit;
    note?.('cgroup-hugepages', 'cgroup-hugepages-found', { pageSize, limit }, 'applied');
  }
  return result;
}

/** How a minor protects the memory of a pod. */
const protection = /* @__PURE__ */ since<'none' | 'hard' | 'tiered'>({ '1.15': 'none', '1.22': 'hard', '1.36': 'tiered' });

function unifiedOf({ release, settings, qosClass, requests, note }: PodBasis): ResourceConfig['unified'] {
  const how = protection(release.minor);
  const rule = 'cgroup-memory-protection';
  if (how === 'none' || !settings.enforceMemoryQoS) {
    note?.(rule, 'cgroup-protection-off', {}, 'skipped');
    return undefined;
  }
  const { memoryReservationPolicy: policy } = settings;
  if (how === 'tiered' && policy !== 'TieredReservation') {
    note?.(rule, 'cgroup-protection-policy', { policy }, 'skipped');
    return undefined;
  }
  const request = amountOf(requests, 'memory') ?? zero;
  const bytes = request.value();
  if (bytes <= 0n) {
    note?.(rule, 'cgroup-protection-nothing', {}, 'skipped');
    return undefined;
  }
  const hard = how === 'hard' || qosClass === 'Guaranteed';
  const file = hard ? 'memory.min' : 'memory.low';
  note?.(rule, hard ? 'cgroup-protection-hard' : 'cgroup-protection-soft', { request, file }, 'applied');
  return { [file]: String(bytes) };
}
