import { containersOf, specOf } from '../../core/pod-fields.ts';
import { isHugePageName } from '../../core/resource-names.ts';
import { Quantity } from '../../quantity/index.ts';
import { isPodLevelResource } from '../../resources/totals/pod-level.ts';
import { aggregateContainerLimits, aggregateContainerRequests } from '../../resources/totals/pod-resources.ts';
import type { GateLookup } from '../../version/feature-gates.ts';
import { since } from '../../version/since.ts';
import type { Change } from './patch.ts';
import { isOrdinary, isOvercommitted, shown, wholeText, type Amount, type Owner, type Subject } from './subject.ts';

/** Requests beside limits, and the pod's own beside its containers': mostly what the API server refuses. */
export function lintRequirements(subject: Subject): void {
  const { pod, fresh, note } = subject;
  for (const owner of subject.owners) {
    const names = new Set([...owner.requests.keys(), ...owner.limits.keys()]);
    for (const name of names) lintPair(subject, owner, name);
    if ([...names].some(isHugePageName) && !names.has('cpu') && !names.has('memory'))
      note('hugepages-alone', owner.kind === 'overhead' ? owner.place : [...owner.place, 'resources'], { owner: owner.label });
    if (owner.kind === 'pod') lintPodLevel(subject, owner);
    if (owner.kind === 'overhead' && fresh && !specOf(pod)?.runtimeClassName)
      note('overhead-without-class', owner.place, {}, [[owner.place, undefined]]);
  }
  lintPageSizes(subject);
  if (fresh) for (const owner of subject.written) if (owner.container !== undefined) lintFilledIn(subject, owner);
  lintNames(subject);
}

/** Whether the containers of a pod may use pages of several sizes. Upstream: `ValidatePodSingleHugePageResources`. */
const takesSeveralSizes = /* @__PURE__ */ since<(gate: GateLookup) => boolean>({
  '1.15': () => false,
  '1.18': (gate) => gate('HugePageStorageMediumSize'),
  '1.22': () => true,
});

function lintPageSizes({ owners, minor, gate, note }: Subject): void {
  if (takesSeveralSizes(minor)(gate)) return;
  const ofContainers = owners.filter(({ kind }) => kind === 'containers');
  const used = new Set(ofContainers.flatMap(({ requests, limits }) => [...requests.keys(), ...limits.keys()]).filter(isHugePageName));
  if (used.size > 1) note('hugepages-of-several-sizes', ['spec', 'containers'], { names: [...used].sort() });
}

function lintPair({ note }: Subject, owner: Owner, name: string): void {
  const request = owner.requests.get(name);
  const limit = amountOr(owner, 'limits', name);
  if (request === undefined) return;
  const order = owner.limits.has(name) ? request.quantity.cmp(limit.quantity) : undefined;
  const raised: Change = [limit.place, wholeText(name, request.quantity)];
  const inputs = { request: request.text };
  if (isOvercommitted(name)) {
    if (order === 1) note('request-above-limit', limit, inputs, [raised]);
  } else if (order !== 0) note('request-not-limit', limit, inputs, [order === -1 ? [request.place, limit.text] : raised]);
}

/** An amount of an owner, or what says that it has none. */
function amountOr(owner: Owner, list: 'requests' | 'limits', name: string): Amount {
  const what = `${shown(name)} ${list.slice(0, -1)} of ${owner.label}`;
  return (
    owner[list].get(name) ?? {
      name,
      what,
      place: [...owner.place, 'resources', list, name],
      text: 'absent',
      quantity: Quantity.fromInt64(0),
    }
  );
}

/** What a new container requests because it limits it. */
function lintFilledIn({ note }: Subject, { label, place, requests, limits }: Owner): void {
  const filled = [...limits.values()].filter(({ name, quantity }) => isOrdinary(name) && quantity.sign() > 0 && !requests.has(name));
  if (filled.length === 0) return;
  note(
    'request-from-limit',
    [...place, 'resources'],
    { owner: label, names: filled.map(({ name, text }) => `${name} (${text})`) },
    filled.map(({ name, text }) => [[...place, 'resources', 'requests', name], text]),
  );
}

/** Whether a resource that the pod does not request counts as 0; and whether hugepages are totalled. */
const consistency = /* @__PURE__ */ since({ '1.15': { absentIsZero: true, pages: false }, '1.34': { absentIsZero: false, pages: true } });

/** Upstream: `pkg/apis/core/validation`, `validatePodResourceConsistency`, since 1.32. */
function lintPodLevel({ pod, owners, minor, options, note }: Subject, own: Owner): void {
  const { absentIsZero, pages } = consistency(minor);
  for (const [name, total] of Object.entries(aggregateContainerRequests(pod, options)) as [string, Quantity][]) {
    const request = amountOr(own, 'requests', name);
    if (total.cmp(request.quantity) <= 0 || !(absentIsZero || own.requests.has(name))) continue;
    note(
      'pod-request-below-containers',
      request,
      { total },
      isPodLevelResource(minor)(name) ? [[request.place, wholeText(name, total)]] : [],
    );
  }
  const together = aggregateContainerLimits(pod, options);
  for (const [name, limit] of own.limits) {
    let total = limit.quantity;
    let owner = '';
    const raise = (amount: Quantity | undefined, label: string): void => {
      if (amount?.cmp(total) === 1) [total, owner] = [amount, label];
    };
    for (const { kind, limits, label } of owners) if (kind === 'containers') raise(limits.get(name)?.quantity, label);
    if (pages && isHugePageName(name)) raise(together[name], 'its containers');
    if (owner !== '') note('pod-limit-below-containers', limit, { total, owner }, [[limit.place, wholeText(name, total)]]);
  }
}

function lintNames({ pod, note }: Subject): void {
  const names = new Set<string>();
  for (const section of ['containers', 'initContainers'] as const)
    for (const [i, { name }] of containersOf(pod, section).entries()) {
      if (typeof name === 'string' && names.has(name)) note('duplicate-container', ['spec', section, i, 'name'], { name: shown(name) });
      names.add(name);
    }
}
