import { within } from '../../core/at-path.ts';
import type { PodLike, ResourceList } from '../../core/index.ts';
import { isPodTerminal, metadataOf, type RequirementsKind } from '../../core/pod-fields.ts';
import { readOverhead } from '../../core/requirements.ts';
import { addList, amountOf, setAmount, type ResourceLists, type Totals } from '../../core/resource-lists.ts';
import { isExtendedResourceName, isHugePageResourceName } from '../../core/resource-names.ts';
import { millisecondsOf } from '../../core/times.ts';
import { invalid } from '../../errors.ts';
import { eraSince } from '../../quantity/era.ts';
import { containerLists } from '../limit-ranges/limit-range-totals.ts';
import { Quantity } from '../../quantity/index.ts';
import { countingOf, type PodResourcesOptions } from '../../resources/totals/options.ts';
import { limitsOf, requestsOf } from '../../resources/totals/totals.ts';
import type { GateLookup, GateOptions } from '../../version/feature-gates.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { matchesScope, type ScopeSelectorLike } from './quota-scopes.ts';

/** Which quota a pod is charged to, and when. */
export interface PodQuotaOptions extends GateOptions {
  /** The scopes of the quota: names, or the requirements of its scope selector. */
  readonly scopes?: readonly (string | ScopeSelectorLike)[] | undefined;
  /** Milliseconds since the epoch. Without it, a pod that is being deleted is charged. */
  readonly now?: number | undefined;
}

/**
 * What a pod is charged in the ResourceQuotas of its namespace, under the names that quotas use.
 *
 * - `count/pods` is 1 for every pod. The rest is charged unless the pod has failed or succeeded, or its deletion is overdue: `now` is later than
 *   its deletion time and grace period together.
 * - `pods` is 1. Requests of cpu, memory and ephemeral-storage are charged under their own name and with `requests.` before it, limits with
 *   `limits.`; requests of hugepages likewise, of extended resources with `requests.` only. Since 1.35 the names of device classes
 *   (`deviceclass.resource.kubernetes.io/…`) are extended resources, too.
 * - Up to 1.26 requests and limits are the sums of the containers or, where greater, the greatest init container, and overhead is added to
 *   both (1.18 to 1.23 with the gate PodOverhead). Since 1.27 they are those of `podRequests` and `podLimits`: with the gate
 *   InPlacePodVerticalScaling from the status, too; since 1.32, with the gate PodLevelResources, with the pod's own.
 * - A pod outside of one of the scopes is charged nothing: `{}`.
 *
 * Upstream: `pkg/quota/v1/evaluator/core/pods.go`, `PodUsageFunc` and `QuotaV1Pod`, every supported minor.
 *
 * @param pod the pod as the API server stores it
 * @throws {SizingError} as `podRequests` and {@link podMatchesScope}; `InvalidInput` for a malformed time
 * @example
 * const app = { name: 'app', resources: { requests: { cpu: '250m', 'nvidia.com/gpu': 1 }, limits: { cpu: '1' } } };
 * podQuotaUsage({ spec: { containers: [app] } })
 * // => { 'count/pods': '1', pods: '1', cpu: '250m', 'requests.cpu': '250m', 'limits.cpu': '1', 'requests.nvidia.com/gpu': '1' }
 * podQuotaUsage({ spec: { containers: [app] } }, { scopes: ['BestEffort'] }) // => {}
 * podQuotaUsage({ spec: { containers: [app] }, status: { phase: 'Succeeded' } }) // => { 'count/pods': '1' }
 */
export function podQuotaUsage(pod: PodLike, options?: PodQuotaOptions): ResourceList {
  const release = releaseOf(options);
  const scopes = options?.scopes ?? [];
  if (!Array.isArray(scopes)) throw invalid('a list', 'options.scopes', scopes);
  for (const [i, scope] of scopes.entries()) if (!within(`options.scopes[${i}]`, () => matchesScope(pod, scope, release))) return {};
  return quotaUsage(pod, options?.now, release);
}

/** What a quota without scopes is charged for a pod. Internal. */
export function quotaUsage(pod: PodLike, now: number | undefined, release: Release): ResourceList {
  const one = Quantity.from(1, eraSince(release.minor));
  const usage: Totals = { 'count/pods': one };
  if (!quotaV1Pod(pod, now)) return usage;
  setAmount(usage, 'pods', one);
  const { requests, limits } = totals(release.minor)(pod, release);
  for (const name of ['cpu', 'memory', 'ephemeral-storage']) {
    charge(usage, name, amountOf(requests, name), ['', 'requests.']);
    charge(usage, name, amountOf(limits, name), ['limits.']);
  }
  for (const name in requests) {
    if (isHugePageResourceName(name)) charge(usage, name, requests[name], ['', 'requests.']);
    if (isCharged(name, release.minor)) charge(usage, name, requests[name], ['requests.']);
  }
  return usage;
}

function charge(usage: Totals, name: string, amount: Quantity | undefined, prefixes: readonly string[]): void {
  if (amount !== undefined) for (const prefix of prefixes) setAmount(usage, prefix + name, amount);
}

const chargesDeviceClasses = /* @__PURE__ */ since({ '1.15': false, '1.35': true });

function isCharged(name: string, minor: number): boolean {
  return isExtendedResourceName(name) || (name.startsWith('deviceclass.resource.kubernetes.io/') && chargesDeviceClasses(minor));
}

/** Whether a pod has not ended, and its deletion is not overdue. */
function quotaV1Pod(pod: PodLike, now: number | undefined): boolean {
  if (isPodTerminal(pod)) return false;
  const { deletionTimestamp, deletionGracePeriodSeconds: grace } = metadataOf(pod) ?? {};
  const deleted = millisecondsOf(deletionTimestamp, 'metadata.deletionTimestamp');
  const time = millisecondsOf(now, 'options.now');
  if (deleted === undefined || time === undefined || grace === undefined || grace === null) return true;
  if (typeof grace !== 'bigint' && !Number.isSafeInteger(grace))
    throw invalid('a number of seconds', 'metadata.deletionGracePeriodSeconds', grace);
  return time <= deleted + Number(BigInt.asIntN(64, BigInt(grace) * 1_000_000_000n)) / 1e6;
}

type Rule = (pod: PodLike, release: Release) => ResourceLists;

const totals = /* @__PURE__ */ since<Rule>({
  '1.15': (pod, { minor }) => sumsOrGreatestInit(pod, minor, undefined),
  '1.18': (pod, { minor, gate }) => sumsOrGreatestInit(pod, minor, gate('PodOverhead') ? readOverhead(pod, minor) : undefined),
  '1.27': /* @__PURE__ */ asHelpers((gate) => ({
    inPlacePodVerticalScalingEnabled: gate('InPlacePodVerticalScaling'),
    useStatusResources: gate('InPlacePodVerticalScaling'),
    skipPodLevelResources: !gate('PodLevelResources'),
  })),
});

/** The sum of the containers, or a greater init container, and then the overhead, also where nothing is limited. */
function sumsOrGreatestInit(pod: PodLike, minor: number, overhead: Totals | undefined): ResourceLists {
  const sums: ResourceLists = { requests: {}, limits: {} };
  for (const kind of ['requests', 'limits'] satisfies RequirementsKind[]) {
    for (const list of containerLists(pod, minor, ['containers'])) addList(sums[kind], list[kind]);
    for (const list of containerLists(pod, minor, ['initContainers'])) raise(sums[kind], list[kind]);
    addList(sums[kind], overhead);
  }
  return sums;
}

/** Raises every amount to that of a list; of equal ones the last is kept. */
function raise(sums: Totals, list: Totals): void {
  for (const name in list) {
    const before = amountOf(sums, name);
    const amount = list[name] as Quantity;
    if (before === undefined || before.cmp(amount) <= 0) setAmount(sums, name, amount);
  }
}

function asHelpers(optionsOf: (gate: GateLookup) => PodResourcesOptions): Rule {
  return (pod, release) => {
    const counting = countingOf(optionsOf(release.gate), release);
    return { requests: requestsOf(pod, counting), limits: limitsOf(pod, counting) };
  };
}
