import type { ContainerLike } from '../../core/index.ts';
import { containersOf, isRestartableInitContainer, objectsAt, requirementsOf } from '../../core/pod-fields.ts';
import { readRequirements } from '../../core/requirements.ts';
import { amountOf, type Totals } from '../../core/resource-lists.ts';
import { since } from '../../version/since.ts';
import type { Refuse } from '../../admission/validation/field-errors.ts';
import type { PodResize } from './pod-resize.ts';
import { claimsOf, cpuAndMemory, resourcesRemoved, sameLists } from './resource-changes.ts';
import { restartingPolicies } from './validity.ts';

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

const containerRules = /* @__PURE__ */ since<ContainerRules>({
  '1.15': { memoryLimitRestarts: true, newListsAreFree: true, claimsForbid: true, ofInit: sidecarsOnly },
  '1.34': { memoryLimitRestarts: false, newListsAreFree: true, claimsForbid: true, ofInit: sidecarsOnly },
  '1.35': { memoryLimitRestarts: false, newListsAreFree: false, claimsForbid: true, ofInit: sidecarsOnly },
  '1.36': { memoryLimitRestarts: false, newListsAreFree: false, claimsForbid: true, ofInit: anyInit },
  '1.37': { memoryLimitRestarts: false, newListsAreFree: false, claimsForbid: false, ofInit: anyInit },
});

/** A container with what it was before. */
type Pair = readonly [container: ContainerLike, before: ContainerLike];

/** Refuses changes that the containers of a pod cannot make; they have the names that they had. */
export function validateResizedContainers({ pod, old, release, refuse }: PodResize): void {
  const { minor } = release;
  const rules = containerRules(minor);
  const pairs = (section: 'containers' | 'initContainers'): readonly Pair[] => {
    const before = containersOf(old, section);
    return containersOf(pod, section).map((container, i) => [container, before[i] as ContainerLike]);
  };
  const isResizable = (container: ContainerLike): boolean =>
    release.gate('InPlacePodVerticalScalingInitContainers') || isRestartableInitContainer(container);
  for (const section of ['initContainers', 'containers'] as const)
    for (const [i, pair] of pairs(section).entries())
      if (section === 'containers' || isResizable(pair[1])) validateRemoval(pair, `spec.${section}[${i}].resources`, minor, refuse);
  for (const pair of pairs('containers'))
    if (!isSame(pair, minor, rules)) refuse('Forbidden', 'spec', 'only cpu and memory resources are mutable');
  for (const [i, pair] of pairs('initContainers').entries())
    if (isResizable(pair[0])) validateInit(pair, `spec.initContainers[${i}]`, minor, refuse);
    else if (!isSame(pair, minor)) refuse('Forbidden', 'spec', 'resources for non-sidecar init containers are immutable');
}

function validateInit(pair: Pair, place: string, minor: number, refuse: Refuse): void {
  const rules = containerRules(minor);
  if (!isSame(pair, minor, rules)) refuse('Forbidden', rules.ofInit.each ? place : 'spec', rules.ofInit.detail);
  if (!rules.ofInit.each || isSame(pair, minor)) return;
  for (const _ of restartingPolicies(pair[0]))
    refuse('Forbidden', place, 'non-sidecar init containers with a resize policy of RestartContainer cannot be resized');
}

function validateRemoval([container, old]: Pair, place: string, minor: number, refuse: Refuse): void {
  for (const kind of ['requests', 'limits'] as const) {
    const [list, before] = [listIn(container, kind, minor), listIn(old, kind, minor)];
    if (resourcesRemoved(list, before)) refuse('Forbidden', `${place}.${kind}`, `resource ${kind} cannot be removed`);
    if (kind === 'requests' || !containerRules(minor).memoryLimitRestarts) continue;
    const [limit, oldLimit] = [amountOf(list, 'memory'), amountOf(before, 'memory')];
    const policy =
      objectsAt(container.resizePolicy, 'resizePolicy').find(({ resourceName }) => resourceName === 'memory')?.restartPolicy ?? '';
    if (limit === undefined || (policy !== '' && policy !== 'NotRequired') || (oldLimit !== undefined && limit.cmp(oldLimit) >= 0))
      continue;
    const done = oldLimit === undefined ? 'added' : 'decreased';
    refuse('Forbidden', `${place}.limits[memory]`, `memory limits cannot be ${done} unless resizePolicy is RestartContainer`);
  }
}

function listIn(container: ContainerLike, kind: 'requests' | 'limits', minor: number): Totals {
  return readRequirements(container, kind, minor) ?? {};
}

/** Whether nothing of a container has changed; by the rules of a resize, nothing but its cpu and memory. */
function isSame([container, old]: Pair, minor: number, rules?: ContainerRules): boolean {
  const sameKind = (kind: 'requests' | 'limits'): boolean => {
    if (rules?.newListsAreFree === true && requirementsOf(old, kind) === undefined) return true;
    return sameLists(listIn(container, kind, minor), listIn(old, kind, minor), rules === undefined ? [] : cpuAndMemory);
  };
  const claims = rules?.claimsForbid === true ? '' : claimsOf(container);
  return sameKind('requests') && sameKind('limits') && claims === claimsOf(old) && policiesOf(container) === policiesOf(old);
}

function policiesOf({ resizePolicy }: ContainerLike): string {
  return objectsAt(resizePolicy, 'resizePolicy')
    .map(({ resourceName, restartPolicy }) => `${resourceName} ${restartPolicy ?? ''}\n`)
    .join('');
}
