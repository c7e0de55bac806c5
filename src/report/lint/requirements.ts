import { containersOf, specOf } from '../../core/pod-fields.ts';
import { isHugePageResourceName } from '../../core/resource-names.ts';
import { Quantity } from '../../quantity/index.ts';
import { isPodLevelResource } from '../../resources/totals/pod-level.ts';
import { containerCounting } from '../../resources/totals/options.ts';
import { containerTotals } from '../../resources/totals/totals.ts';
import { since } from '../../version/since.ts';
import type { Change } from './patch.ts';
import { usesPages } from './amounts.ts';
import { Amount, isOrdinary, isOvercommitted, shown, wholeText, type Owner, type Subject } from './subject.ts';

/** Requests beside limits, and the pod's own beside its containers': mostly what the API server refuses. */
export function lintRequirements(subject: Subject): void {
  const { known, fresh, note } = subject;
  for (const owner of subject.owners) {
    const { kind, place, label, requests } = owner;
    for (const request of requests.values()) lintPair(subject, owner, request);
    if (!isListed(owner, 'cpu') && !isListed(owner, 'memory') && usesPages(owner))
      note('hugepages-alone', kind === 'overhead' ? place : [...place, 'resources'], { owner: label });
    if (kind === 'pod') lintPodLevel(subject, owner);
    if (kind === 'overhead' && fresh && !specOf(known.pod)?.runtimeClassName)
      note('overhead-without-class', place, {}, [[place, undefined]]);
  }
  lintPageSizes(subject);
  if (fresh) for (const owner of subject.written) if (owner.container !== undefined) lintFilledIn(subject, owner);
  lintNames(subject);
}

function isListed({ requests, limits }: Owner, name: string): boolean {
  return requests.has(name) || limits.has(name);
}

/** Upstream: `ValidatePodSingleHugePageResources`. */
function lintPageSizes({ owners, release, note }: Subject): void {
  if (release.gate('HugePageStorageMediumSize')) return;
  const ofContainers = owners.filter(({ kind }) => kind === 'containers');
  const used = new Set(
    ofContainers.flatMap(({ requests, limits }) => [...requests.keys(), ...limits.keys()]).filter(isHugePageResourceName),
  );
  if (used.size > 1) note('hugepages-of-several-sizes', ['spec', 'containers'], { names: [...used].sort() });
}

function lintPair({ release, note, meant }: Subject, owner: Owner, request: Amount): void {
  const { name } = request;
  const order = owner.limits.has(name) ? request.quantity.cmp(owner.limits.get(name)?.quantity ?? zero) : undefined;
  const overcommitted = isOvercommitted(name);
  if (overcommitted ? order !== 1 : order === 0) return;
  const limit = amountOr(owner, 'limits', name);
  const mended = order === -1 ? (meant(limit) ?? limit.text) : wholeText(name, Quantity.from(meant(request) ?? request.text));
  const mayStand = owner.kind !== 'pod' || isPodLevelResource(release.minor)(name);
  const changes: readonly Change[] = mayStand ? [[order === -1 ? request.place : limit.place, mended]] : [];
  note(overcommitted ? 'request-above-limit' : 'request-not-limit', limit, { request: request.text, mended }, changes);
}

/** An amount of an owner, or one that says that it has none. */
function amountOr(owner: Owner, list: 'requests' | 'limits', name: string): Amount {
  const found = owner[list].get(name);
  if (found !== undefined) return found;
  const of = `${list.slice(0, -1)} of ${owner.label}`;
  return new Amount(name, zero, 'absent', { place: [...owner.place, 'resources', list], of });
}

const zero = /* @__PURE__ */ Quantity.fromInt64(0);

/** What a new container requests because it limits it. */
function lintFilledIn({ note, meant }: Subject, { label, place, requests, limits }: Owner): void {
  const filled = [...limits.values()].filter(({ name, quantity }) => isOrdinary(name) && quantity.sign() > 0 && !requests.has(name));
  if (filled.length === 0) return;
  note(
    'request-from-limit',
    [...place, 'resources'],
    { owner: label, names: filled.map(({ name, text }) => `${name} (${text})`) },
    filled.map((amount) => [[...place, 'resources', 'requests', amount.name], meant(amount) ?? amount.text]),
  );
}

/** Whether a resource that the pod does not request counts as 0; and whether hugepages are totalled. */
const consistency = /* @__PURE__ */ since({ '1.15': { absentIsZero: true, pages: false }, '1.34': { absentIsZero: false, pages: true } });

/** Upstream: `pkg/apis/core/validation`, `validatePodResourceConsistency`, since 1.32. */
function lintPodLevel({ known, owners, release: { minor }, note }: Subject, own: Owner): void {
  const counting = containerCounting(undefined, minor);
  const { absentIsZero, pages } = consistency(minor);
  for (const [name, total] of Object.entries(containerTotals(known.read(), 'requests', counting))) {
    const request = amountOr(own, 'requests', name);
    if (total.cmp(request.quantity) <= 0 || !(absentIsZero || own.requests.has(name))) continue;
    const mended = wholeText(name, total);
    const limit = own.limits.get(name);
    const raised = limit !== undefined && limit.quantity.cmp(total) < 0 ? [request, limit] : [request];
    const changes = isPodLevelResource(minor)(name) ? raised.map(({ place }): Change => [place, mended]) : [];
    note('pod-request-below-containers', request, { total, mended }, changes);
  }
  const together = containerTotals(known.read(), 'limits', counting);
  for (const [name, limit] of own.limits) {
    let total = limit.quantity;
    let owner = '';
    const raise = (amount: Quantity | undefined, label: string): void => {
      if (amount?.cmp(total) === 1) [total, owner] = [amount, label];
    };
    for (const { kind, limits, label } of owners) if (kind === 'containers') raise(limits.get(name)?.quantity, label);
    if (pages && isHugePageResourceName(name)) raise(together[name], 'its containers');
    if (owner === '') continue;
    const mended = wholeText(name, total);
    const request = isHugePageResourceName(name) ? own.requests.get(name) : undefined;
    const changes = [limit, ...(request === undefined ? [] : [request])].map(({ place }): Change => [place, mended]);
    note('pod-limit-below-containers', limit, { total, owner, mended }, changes);
  }
}

function lintNames({ known, note }: Subject): void {
  const names = new Set<string>();
  for (const section of ['containers', 'initContainers'] as const)
    for (const [i, { name }] of containersOf(known.pod, section).entries()) {
      if (typeof name === 'string' && names.has(name)) note('duplicate-container', ['spec', section, i, 'name'], { name: shown(name) });
      names.add(name);
    }
}
