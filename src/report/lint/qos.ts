import { undeclaredLimits } from '../../cgroup/pod/limit-declared.ts';
import { specOf } from '../../core/pod-fields.ts';
import type { Quantity } from '../../quantity/index.ts';
import { computeQOS } from '../../resources/qos/qos.ts';
import { containerCounting } from '../../resources/totals/options.ts';
import { containerTotals, sumsOrPeaks } from '../../resources/totals/totals.ts';
import { amountOf, maxOf, type Totals } from '../../core/resource-lists.ts';
import { since } from '../../version/since.ts';
import { type Change } from './patch.ts';
import { placeText } from '../subject/place.ts';
import { wholeText, type Owner, type Subject } from './subject.ts';

/** The quality of service that a pod gets, where another was meant, and a memory limit that does not reach its cgroup. */
export function lintQOS(subject: Subject): void {
  const { known, owners, release, note } = subject;
  const pod = known.read();
  const { computed, brokenBy } = known.qos();
  const containers = owners.filter(({ kind }) => kind === 'containers');
  if (containers.length === 0) return;
  const own = specOf(pod)?.resources;
  const without = own
    ? computeQOS({ ...pod, spec: { ...pod.spec, containers: pod.spec?.containers, resources: null } }, release)
    : computed;
  if (computed === 'BestEffort') {
    if (without === computed) note('requests-missing', ['spec'], {});
    else note('pod-level-best-effort', ['spec', 'resources'], {}, [[['spec', 'resources'], undefined]]);
  }
  if (computed !== 'Burstable') return;
  const breakers = new Set(brokenBy.map(({ path }) => path));
  const broken = owners.filter(({ place }) => breakers.has(placeText(place)));
  if (own ? without === 'Guaranteed' : broken.filter(({ kind }) => kind === 'containers').length < containers.length)
    for (const owner of broken) note('guaranteed-lost', [...owner.place, 'resources'], { owner: owner.label }, equalised(subject, owner));
  lintPartialLimits(subject, lintMemoryLimit(subject) ? ['cpu'] : ['cpu', 'memory']);
}

/** Both resources of an owner with requests and limits as high as the higher of the two; nothing where one has neither. */
function equalised({ known, release }: Subject, { kind, place, requests, limits }: Owner): readonly Change[] {
  const totals = kind === 'pod' ? containerTotals(known.read(), 'requests', containerCounting(undefined, release.minor)) : {};
  const changes = (['cpu', 'memory'] as const).map((name): readonly Change[] => {
    const { [name]: highest } = maxOf(totals, ...[requests, limits].map((list) => only(name, list.get(name)?.quantity)));
    if (highest === undefined || highest.isZero()) return [];
    return (['requests', 'limits'] as const).map((list) => [[...place, 'resources', list, name], wholeText(name, highest)]);
  });
  return changes.every((one) => one.length > 0) ? changes.flat() : [];
}

function only(name: string, quantity: Quantity | undefined): Totals | undefined {
  return quantity === undefined ? undefined : { [name]: quantity };
}

/** One container without memory limit takes away that of the pod's cgroup. Answers whether it does. */
function lintMemoryLimit({ known, owners, os, limits, release, note }: Subject): boolean {
  const name = os === 'linux' ? undeclaredLimits(known).memory : undefined;
  if (name === undefined) return false;
  const memory = amountOf(limits(), 'memory') ?? sumsOrPeaks(known.read(), 'limits', containerCounting(undefined, release.minor))['memory'];
  const owner = owners.find(({ container }) => container?.name === name);
  if (memory === undefined || memory.isZero() || owner === undefined) return false;
  note('pod-memory-unlimited', [...owner.place, 'resources'], { owner: owner.label, limits: memory });
  return true;
}

/** Whether a limit that only some containers have is told of: it counts in the totals of the pod up to 1.37. */
const foresees = /* @__PURE__ */ since({ '1.15': false, '1.36': true });

/** One container without limit takes away that of the pod's totals. Upstream: `omitPartiallySetCPUMemLimits`, since 1.38. */
function lintPartialLimits({ owners, release, note }: Subject, names: readonly string[]): void {
  if (!foresees(release.minor)) return;
  const containers = owners.filter(({ container }) => container !== undefined);
  for (const name of names) {
    const isUnlimited = ({ limits }: Owner): boolean => limits.get(name)?.quantity.isZero() ?? true;
    const owner = containers.find(isUnlimited);
    if (owner === undefined || containers.every(isUnlimited) || owners.some((one) => one.kind === 'pod' && !isUnlimited(one))) continue;
    note('total-limit-lost', [...owner.place, 'resources'], { owner: owner.label, name });
  }
}
