import { undeclaredLimits } from '../../cgroup/pod/limit-declared.ts';
import type { PodLike } from '../../core/index.ts';
import { specOf } from '../../core/pod-fields.ts';
import type { Quantity } from '../../quantity/index.ts';
import { KnownPod } from '../../resources/qos/known-pod.ts';
import { explainPodQOS } from '../../resources/qos/explain-pod-qos.ts';
import { aggregateContainerRequests, podLimits } from '../../resources/totals/pod-resources.ts';
import { computePodQOS } from '../../resources/qos/qos.ts';
import { maxOf, type Totals } from '../../resources/totals/resource-lists.ts';
import { placeText, type Change } from './patch.ts';
import { wholeText, type Owner, type Subject } from './subject.ts';

/** The quality of service that a pod gets, where another was meant, and a memory limit that does not reach its cgroup. */
export function lintQOS(subject: Subject): void {
  const { pod, owners, options, note } = subject;
  const { computed, brokenBy } = explainPodQOS(pod, options).result;
  const containers = owners.filter(({ kind }) => kind === 'containers');
  if (containers.length === 0) return;
  const own = specOf(pod)?.resources;
  const without = own
    ? computePodQOS({ ...pod, spec: { ...pod.spec, containers: pod.spec?.containers, resources: null } }, options)
    : computed;
  if (computed === 'BestEffort') {
    if (without === computed) note('requests-missing', ['spec'], {});
    else note('pod-level-best-effort', ['spec', 'resources'], {}, [[['spec', 'resources'], undefined]]);
  }
  if (computed !== 'Burstable') return;
  const breakers = new Set(brokenBy.map(({ path }) => path));
  const broken = owners.filter(({ place }) => breakers.has(placeText(place)));
  if (own ? without === 'Guaranteed' : broken.filter(({ kind }) => kind === 'containers').length < containers.length)
    for (const owner of broken)
      note('guaranteed-lost', [...owner.place, 'resources'], { owner: owner.label }, equalised(pod, owner, options));
  lintMemoryLimit(subject);
}

/** Both resources of an owner with requests and limits as high as the higher of the two; nothing where one has neither. */
function equalised(pod: PodLike, { kind, place, requests, limits }: Owner, options: Subject['options']): readonly Change[] {
  const totals = kind === 'pod' ? aggregateContainerRequests(pod, options) : {};
  const changes = (['cpu', 'memory'] as const).map((name): readonly Change[] => {
    const { [name]: highest } = maxOf(totals as Totals, ...[requests, limits].map((list) => only(name, list.get(name)?.quantity)));
    if (highest === undefined || highest.isZero()) return [];
    return (['requests', 'limits'] as const).map((list) => [[...place, 'resources', list, name], wholeText(name, highest)]);
  });
  return changes.every((one) => one.length > 0) ? changes.flat() : [];
}

function only(name: string, quantity: Quantity | undefined): Totals | undefined {
  return quantity === undefined ? undefined : { [name]: quantity };
}

/** One container without memory limit takes away that of the pod's cgroup. */
function lintMemoryLimit({ pod, owners, minor, gate, options, note }: Subject): void {
  const name = options.os === 'linux' ? undeclaredLimits(new KnownPod(pod, { minor, gate })).memory : undefined;
  const { memory } = podLimits(pod, options);
  if (name === undefined || memory === undefined || memory.isZero()) return;
  const owner = owners.find(({ container }) => container?.name === name);
  if (owner !== undefined) note('pod-memory-unlimited', [...owner.place, 'resources'], { owner: owner.label, limits: memory });
}
