import type { PodLike } from '../../core/index.ts';
import { byteQuantity, safeNumber } from '../../core/int64.ts';
import { specOf } from '../../core/pod-fields.ts';
import { amountOf, zeroOf, type Totals } from '../../core/resource-lists.ts';
import { recorded } from '../../explanation.ts';
import type { Quantity } from '../../quantity/index.ts';
import { KnownPod } from '../../resources/qos/known-pod.ts';
import type { PodQOSClass } from '../../resources/qos/qos.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { defaultPeriod, milliOf, minShares, mostPodShares, quotaOf, sharesOf } from '../cpu-conversions.ts';
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
  /** Microseconds per period; -1 means no limit. */
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
 * @throws {SizingError} as `podRequests` and `getPodQOS`; `OutOfRange` when shares or quota are beyond the safe integers
 * @example
 * const app = { name: 'app', resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: '500m', memory: '2Gi' } } };
 * resourceConfigForPod({ spec: { containers: [app] } })
 * // => { memory: '2Gi', cpuShares: 256, cpuQuota: 50000, cpuPeriod: 100000, hugePageLimit: {} }
 * resourceConfigForPod({ spec: { containers: [app, { name: 'helper' }] } }) // => { cpuShares: 256, hugePageLimit: {} }
 * resourceConfigForPod({ spec: { containers: [{ name: 'helper' }] } }) // => { cpuShares: 2, hugePageLimit: {} }
 */
export function resourceConfigForPod(pod: PodLike, options?: ResourceConfigOptions): ResourceConfig | undefined {
  return podConfigOf(pod, options);
}

/**
 * The same as {@link resourceConfigForPod}, with the reason of every value, and of every value that is not set.
 *
 * Upstream: `pkg/kubelet/cm/helpers_linux.go`, `ResourceConfigForPod`, every supported minor.
 *
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
  return recorded(podConfigRules, (note) => podConfigOf(pod, options, note));
}

function podConfigOf(pod: PodLike, options: ResourceConfigOptions | undefined, note?: ResourceConfigNote): ResourceConfig | undefined {
  return podConfig(new KnownPod(pod, releaseOf(options)), podCgroupSettings(options), note);
}

/** The memory limit of a pod's cgroup, `undefined` where it has none. Internal. */
export function podMemoryLimit(known: KnownPod, os: PodCgroupSettings['os']): Quantity | undefined {
  return podConfig(known, { ...podCgroupSettings({ enforceCPULimits: false }), os })?.memory;
}

/** What the values of a pod's cgroup are computed from. */
interface PodBasis {
  readonly release: Release;
  readonly settings: PodCgroupSettings;
  readonly requests: Totals;
  readonly limits: Totals;
  readonly qosClass: PodQOSClass;
  readonly undeclared: Undeclared;
  readonly note: ResourceConfigNote | undefined;
}

/** What the kubelet gives the cgroup of a known pod. Internal. */
export function podConfig(known: KnownPod, settings: PodCgroupSettings, note?: ResourceConfigNote): ResourceConfig | undefined {
  const { os } = settings;
  if (os !== 'linux') {
    specOf(known.pod);
    note?.('cgroup-os', 'cgroup-not-linux', { os }, 'skipped');
    return undefined;
  }
  const basis = basisOf(known, settings, note);
  const cpuShares = cpuSharesOf(basis);
  const quota = cpuQuotaOf(basis);
  const memory = memoryLimitOf(basis);
  const hugePageLimit = hugePagesOf(known, note);
  const unified = unifiedOf(basis);
  const config = {} as Draft;
  if (memory !== undefined) config.memory = memory;
  config.cpuShares = cpuShares;
  if (quota !== undefined) {
    config.cpuQuota = quota.cpuQuota;
    config.cpuPeriod = quota.cpuPeriod;
  }
  config.hugePageLimit = hugePageLimit;
  if (unified !== undefined) config.unified = unified;
  return config;
}

type Draft = { -readonly [name in keyof ResourceConfig]: ResourceConfig[name] };

/** The totals come first: they read the lists that the class and the limits are then found in. */
function basisOf(known: KnownPod, settings: PodCgroupSettings, note: ResourceConfigNote | undefined): PodBasis {
  const { release } = known;
  const requests = known.requests();
  const limits = known.limits();
  const qosClass = known.qosClass();
  note?.('cgroup-qos', 'cgroup-qos-found', { qosClass }, 'applied');
  const undeclared = qosClass === 'Burstable' ? undeclaredLimits(known) : {};
  return { release, settings, requests, limits, qosClass, undeclared, note };
}

function cpuSharesOf({ release, qosClass, requests, note }: PodBasis): number {
  if (qosClass === 'BestEffort') {
    note?.('cgroup-cpu-shares', 'cgroup-shares-least', { shares: minShares }, 'applied');
    return minShares;
  }
  const request = amountOf(requests, 'cpu') ?? zeroOf(release.minor);
  const shares = safeNumber(sharesOf(milliOf(request), mostPodShares, release.minor), 'cpuShares');
  note?.('cgroup-cpu-shares', 'cgroup-shares-from-request', { request, shares }, 'applied');
  return shares;
}

function cpuQuotaOf(basis: PodBasis): Required<Pick<ResourceConfig, 'cpuQuota' | 'cpuPeriod'>> | undefined {
  const { release, settings, limits, note } = basis;
  const own = periodOf(settings);
  if (!isLimited(basis, 'cpu', 'cgroup-cpu-quota')) return undefined;
  const cpuPeriod = safeNumber(own, 'options.cpuPeriod');
  if (!settings.enforceCPULimits) {
    note?.('cgroup-cpu-quota', 'cgroup-quota-not-enforced', { quota: -1 }, 'applied');
    return { cpuQuota: -1, cpuPeriod };
  }
  const limit = amountOf(limits, 'cpu') ?? zeroOf(release.minor);
  const period = release.gate('CustomCPUCFSQuotaPeriod') ? own : defaultPeriod;
  const quota = safeNumber(quotaOf(milliOf(limit), period), 'cpuQuota');
  note?.('cgroup-cpu-quota', 'cgroup-quota-from-limit', { limit, quota, period: Number(period) }, 'applied');
  return { cpuQuota: quota, cpuPeriod };
}

const nothing = /* @__PURE__ */ Object.freeze({});
const limited = /* @__PURE__ */ Object.freeze({ cpu: { resource: 'cpu' }, memory: { resource: 'memory' } } as const);

/** Whether a limit reaches the cgroup: of a Guaranteed pod always, of a Burstable one if all of it is limited. */
function isLimited({ qosClass, undeclared, note }: PodBasis, resource: LimitedResource, rule: ResourceConfigRule): boolean {
  if (qosClass === 'Guaranteed') return true;
  if (qosClass === 'BestEffort') {
    note?.(rule, 'cgroup-limit-best-effort', limited[resource], 'skipped');
    return false;
  }
  const container = undeclared[resource];
  if (container === undefined) return true;
  note?.(rule, 'cgroup-limit-undeclared', { resource, container }, 'skipped');
  return false;
}

function memoryLimitOf(basis: PodBasis): Quantity | undefined {
  if (!isLimited(basis, 'memory', 'cgroup-memory')) return undefined;
  const { minor } = basis.release;
  const limit = amountOf(basis.limits, 'memory') ?? zeroOf(minor);
  const bytes = limit.value();
  basis.note?.('cgroup-memory', 'cgroup-memory-from-limit', { limit, memory: String(bytes) }, 'applied');
  return byteQuantity(bytes, minor);
}

function hugePagesOf(known: KnownPod, note: ResourceConfigNote | undefined): ResourceConfig['hugePageLimit'] {
  const result: { [pageSize: string]: Quantity } = {};
  for (const [size, bytes] of podHugePageLimits(known)) {
    const pageSize = String(size);
    const limit = byteQuantity(bytes, known.release.minor);
    result[pageSize] = limit;
    note?.('cgroup-hugepages', 'cgroup-hugepages-found', { pageSize, limit }, 'applied');
  }
  return result;
}

/** How a minor protects the memory of a pod. */
const protection = /* @__PURE__ */ since<'none' | 'hard' | 'tiered'>({ '1.15': 'none', '1.22': 'hard', '1.36': 'tiered' });

function unifiedOf({ release, settings, qosClass, requests, note }: PodBasis): ResourceConfig['unified'] {
  const how = settings.enforceMemoryQoS ? protection(release.minor) : 'none';
  const rule = 'cgroup-memory-protection';
  if (how === 'none') {
    note?.(rule, 'cgroup-protection-off', nothing, 'skipped');
    return undefined;
  }
  const { memoryReservationPolicy: policy } = settings;
  if (how === 'tiered' && policy !== 'TieredReservation') {
    note?.(rule, 'cgroup-protection-policy', { policy }, 'skipped');
    return undefined;
  }
  const request = amountOf(requests, 'memory') ?? zeroOf(release.minor);
  const bytes = request.value();
  if (bytes <= 0n) {
    note?.(rule, 'cgroup-protection-nothing', nothing, 'skipped');
    return undefined;
  }
  const hard = how === 'hard' || qosClass === 'Guaranteed';
  const file = hard ? 'memory.min' : 'memory.low';
  note?.(rule, hard ? 'cgroup-protection-hard' : 'cgroup-protection-soft', { request, file }, 'applied');
  return { [file]: String(bytes) };
}
