import type { ContainerLike, PodLike } from '../../core/index.ts';
import { containersOf, isSidecar, objectsAt, requirementsOf } from '../../core/pod-fields.ts';
import type { GateLookup } from '../../version/feature-gates.ts';
import { since } from '../../version/since.ts';
import type { Refuse } from '../../admission/validation/field-errors.ts';
import { claimsOf, cpuAndMemory, isRemoved, sameLists } from './resource-changes.ts';
import { restarts } from './validity.ts';
import { amountOf, readList } from '../../core/resource-lists.ts';

/** How a minor judges the resize of a container. */
interface ContainerRules {
  /** Whether lowering or adding a memory limit takes a restart. */
  readonly memoryLimitRestarts: boolean;
  /** Whether a list that a container did not have may hold anything. */
  readonly newListsAreFree: boolean;
  /** Whether no container that names claims to devices can be resized. */
  readonly claimsForbid: boolean;
  /** Where and how a change of a sidecar, or of an init container that can be resized, is refused. */
  readonly ofInit: { readonly each: boolean; readonly detail: string };
}

const sidecarsOnly = { each: false, detail: 'only cpu and memory resources for sidecar containers are mutable' };
const anyInit = { each: true, detail: 'only cpu and memory resources for init or sidecar containers are mutable' };

const rulesOf = /* @__PURE__ */ since<ContainerRules>({
  '1.15': { memoryLimitRestarts: true, newListsAreFree: true, claimsForbid: true, ofInit: sidecarsOnly },
  '1.34': { memoryLimitRestarts: false, newListsAreFree: true, claimsForbid: true, ofInit: sidecarsOnly },
  '1.35': { memoryLimitRestarts: false, newListsAreFree: false, claimsForbid: true, ofInit: sidecarsOnly },
  '1.36': { memoryLimitRestarts: false, newListsAreFree: false, claimsForbid: true, ofInit: anyInit },
  '1.37': { memoryLimitRestarts: false, newListsAreFree: false, claimsForbid: false, ofInit: anyInit },
});

/** Refuses what of the containers of a pod cannot be changed; they have the names that they had. */
export function validateResizedContainers(pod: PodLike, old: PodLike, minor: number, gate: GateLookup, refuse: Refuse): void {
  const rules = rulesOf(minor);
  const pairs = (section: 'containers' | 'initContainers'): (readonly [ContainerLike, ContainerLike])[] => {
    const before = containersOf(old, section);
    return containersOf(pod, section).map((container, i) => [container, before[i] as ContainerLike]);
  };
  const isResizable = (container: ContainerLike): boolean => gate('InPlacePodVerticalScalingInitContainers') || isSidecar(container);
  for (const section of ['initContainers', 'containers'] as const)
    for (const [i, [container, before]] of pairs(section).entries())
      if (section === 'containers' || isResizable(before))
        validateRemoval(container, before, `spec.${section}[${i}].resources`, rules, refuse);
  for (const [container, before] of pairs('containers'))
    if (!isSame(container, before, rules)) refuse('Forbidden', 'spec', 'only cpu and memory resources are mutable');
  for (const [i, [container, before]] of pairs('initContainers').entries()) {
    const isModified = !isSame(container, before, undefined);
    const place = `spec.initContainers[${i}]`;
    if (isResizable(container)) {
      if (!isSame(container, before, rules)) refuse('Forbidden', rules.ofInit.each ? place : 'spec', rules.ofInit.detail);
      if (isModified && rules.ofInit.each)
        restarts(container).forEach(() =>
          refuse('Forbidden', place, 'non-sidecar init containers with a resize policy of RestartContainer cannot be resized'),
        );
    } else if (isModified) refuse('Forbidden', 'spec', 'resources for non-sidecar init containers are immutable');
  }
}

function validateRemoval(container: ContainerLike, old: ContainerLike, place: string, rules: ContainerRules, refuse: Refuse): void {
  for (const kind of ['requests', 'limits'] as const) {
    const [list, before] = [container, old].map((one) => readList(requirementsOf(one, kind), `resources.${kind}`) ?? {});
    if (isRemoved(list ?? {}, before ?? {})) refuse('Forbidden', `${place}.${kind}`, `resource ${kind} cannot be removed`);
    if (kind === 'requests' || !rules.memoryLimitRestarts) continue;
    const [limit, oldLimit] = [amountOf(list, 'memory'), amountOf(before, 'memory')];
    const policy =
      objectsAt(container.resizePolicy, 'resizePolicy').find(({ resourceName }) => resourceName === 'memory')?.restartPolicy ?? '';
    if (limit === undefined || (policy !== '' && policy !== 'NotRequired') || (oldLimit !== undefined && limit.cmp(oldLimit) >= 0))
      continue;
    const done = oldLimit === undefined ? 'added' : 'decreased';
    refuse('Forbidden', `${place}.limits[memory]`, `memory limits cannot be ${done} unless resizePolicy is RestartContainer`);
  }
}

/** Whether nothing of a container has changed; by the rules of a resize, nothing but its cpu and memory. */
function isSame(container: ContainerLike, old: ContainerLike, rules: ContainerRules | undefined): boolean {
  const sameKind = (kind: 'requests' | 'limits'): boolean => {
    const before = requirementsOf(old, kind);
    if (before === undefined && rules?.newListsAreFree === true) return true;
    const listOf = (list: typeof before): ReturnType<typeof readList> => readList(list, `resources.${kind}`);
    return sameLists(listOf(requirementsOf(container, kind)) ?? {}, listOf(before) ?? {}, rules === undefined ? [] : cpuAndMemory);
  };
  const claims = rules?.claimsForbid === true ? '' : claimsOf(container);
  return sameKind('requests') && sameKind('limits') && claims === claimsOf(old) && policiesOf(container) === policiesOf(old);
}

function policiesOf({ resizePolicy }: ContainerLike): string {
  return objectsAt(resizePolicy, 'resizePolicy')
    .map(({ resourceName, restartPolicy }) => `${resourceName} ${restartPolicy ?? ''}\n`)
    .join('');
}
