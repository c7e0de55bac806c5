import type { PodLike } from '../../core/index.ts';
import { within } from '../../core/at-path.ts';
import { containersOf, objectAt, specOf, visitStatuses } from '../../core/pod-fields.ts';
import { SizingError } from '../../errors.ts';
import type { GateLookup, GateOptions } from '../../version/feature-gates.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { withVersionedDefaults } from '../../admission/defaults/defaults.ts';
import { refusals, type FieldError } from '../../admission/validation/field-errors.ts';
import { ownLists, validatePodLevelResourcesCoverDRA } from '../../admission/validation/pod-level-validation.ts';
import { isMirrorPod } from '../../resources/qos/priority.ts';
import { nodeClaimsOf } from '../../resources/totals/claims.ts';
import { computeQOS, podQOSClass } from '../../resources/qos/qos.ts';
import { validateResizedContainers } from './containers.ts';
import type { PodPlaces, PodResize } from './pod-resize.ts';
import { checkTexts, prepareForUpdate } from './preparation.ts';
import { claimsOf, cpuAndMemory, resourcesRemoved, sameLists } from './resource-changes.ts';
import { validateSpec } from './validity.ts';
import { validateVolumes } from './volumes.ts';

/** Whether the API server of a minor resizes pods. */
const resizes = /* @__PURE__ */ since<(gate: GateLookup) => boolean>({
  '1.15': () => false,
  '1.33': (gate) => gate('InPlacePodVerticalScaling'),
});

/** Which pods a minor does not resize, and which claims it looks at. */
interface ResizeRules {
  /** Refuses pods that have resources of their own, whatever the gates say. */
  readonly refusesOwn: boolean;
  /** Refuses pods whose claims take from the node. */
  readonly refusesClaims: boolean;
  /** Wants a pod's own resources to cover its claims. */
  readonly coversClaims: boolean;
  /** Asks the pod's status whether its node can resize. */
  readonly asksNode: boolean;
}

const resizeRules = /* @__PURE__ */ since<ResizeRules>({
  '1.15': { refusesOwn: true, refusesClaims: false, coversClaims: false, asksNode: true },
  '1.35': { refusesOwn: false, refusesClaims: false, coversClaims: false, asksNode: true },
  '1.36': { refusesOwn: false, refusesClaims: true, coversClaims: false, asksNode: true },
  '1.37': { refusesOwn: false, refusesClaims: false, coversClaims: true, asksNode: true },
  '1.38': { refusesOwn: false, refusesClaims: false, coversClaims: true, asksNode: false },
});

/**
 * The API server's answer to a resize of a pod (`pods/<name>/resize`): the fields that it refuses, none when the resize is allowed. Whether the
 * kubelet then does it is another question.
 *
 * The sent pod counts with the resources and resize policies of its containers, its own resources (1.35 with the gate
 * InPlacePodLevelResourcesVerticalScaling; on by default since 1.36) and its volumes (1.37 with the gate
 * InPlacePodVerticalScalingMemoryBackedVolumes); the rest is taken from the old pod. Both get the API server's defaults first, but in 1.37 (gate
 * PodLevelResourcesFixDefaulting) only the sent pod gets the pod-level ones: an old pod that comes from a file needs `setPodResourceDefaults` before.
 *
 * Refused is, in this order: what is wrong with the resources in themselves, as for a new pod; static and Windows pods; a changed class; up to 1.37 a
 * node that cannot resize; changes of the pod's own resources; containers that were added, removed or renamed, which end the list; requests and limits that
 * were removed; changes of anything but cpu and memory; changes of volumes. Amounts are compared, not their spelling.
 *
 * Fields that do not bear on resources are left out, and so is what upstream says about a malformed name of a resource. Resources are listed in
 * the order of the pod, which is random upstream. Volumes other than emptyDir are compared as they are written.
 *
 * Upstream: `pkg/apis/core/validation/validation.go`, `ValidatePodResize`, and `pkg/registry/core/pod/strategy.go`, `podResizeStrategy`, since
 * 1.33. Before, resizing was switched off by default, and the texts of 1.32 hold a difference that is random.
 *
 * @param oldPod the pod as it is
 * @param newPod the pod as it was sent
 * @throws {SizingError} `UnsupportedVersion` before 1.33 and with the gate InPlacePodVerticalScaling off; `ErrFormatWrong`, `ErrNumeric`,
 * `ErrSuffix` or `InvalidInput` with the path of a malformed field; `UnknownFeatureGate`, `LockedFeatureGate`
 * @example
 * const pod = (cpu: string, memory: string) => ({ spec: { containers: [{ name: 'app', resources: { requests: { cpu }, limits: { memory } } }] } });
 * validatePodResize(pod('1', '1Gi'), pod('2', '2Gi')) // => []
 * const none = { spec: { containers: [{ name: 'app' }] } };
 * validatePodResize(pod('1', '1Gi'), none)[0]
 * // => { field: 'spec', type: 'FieldValueInvalid', detail: 'Pod QOS Class may not change as a result of resizing' }
 */
export function validatePodResize(oldPod: PodLike, newPod: PodLike, options?: GateOptions): readonly FieldError[] {
  return sentResize(oldPod, newPod, releaseOf(options)).refused;
}

/** The pod that the API server stores for a sent one where it refuses none of its fields. */
export interface SentResize {
  readonly pod: PodLike;
  readonly refused: readonly FieldError[];
}

const argumentPlaces: PodPlaces = { old: 'oldPod', sent: 'newPod' };

/** As {@link validatePodResize}. */
export function sentResize(oldPod: PodLike, newPod: PodLike, release: Release, places: PodPlaces = argumentPlaces): SentResize {
  if (!resizes(release.minor)(release.gate))
    throw new SizingError('UnsupportedVersion', 'the API server does not resize pods', {
      path: 'kubernetesVersion',
      input: `1.${release.minor}`,
      hint: 'it does since 1.33, unless the feature gate InPlacePodVerticalScaling is off',
    });
  const old = within(places.old, () => withVersionedDefaults(checkTexts(oldPod), release));
  const sent = within(places.sent, () => withVersionedDefaults(checkTexts(newPod), release));
  const pod = within(places.sent, () => prepareForUpdate(sent, old, release));
  const { errors, refuse } = refusals();
  const resize: PodResize = { pod, old, release, refuse, places };
  within(places.sent, () => validateSpec(resize));
  const never = neverResized(resize);
  if (never !== undefined) return { pod, refused: [{ field: '[]', type: 'FieldValueForbidden', detail: never }] };
  validateResize(resize);
  if (errors.length === 0 && hasOwn(pod) !== hasOwn(old) && !isSet(pod, release.minor) && !isSet(old, release.minor))
    refuse('Forbidden', 'spec', 'only cpu and memory resources are mutable');
  return { pod, refused: errors };
}

/** Why a pod is never resized, which is then all that is said. */
function neverResized({ pod, old, release, places }: PodResize): string | undefined {
  const { minor } = release;
  if (resizeRules(minor).refusesOwn && (isSet(old, minor) || isSet(pod, minor))) return 'pods with pod-level resources cannot be resized';
  if (within(places.old, () => isMirrorPod(old))) return 'static pods cannot be resized';
  return specOf(old)?.os?.name === 'windows' ? 'windows pods cannot be resized' : undefined;
}

/** Refuses changes beyond cpu and memory; some of them end the list. */
function validateResize(resize: PodResize): void {
  const { pod, old, release, refuse, places } = resize;
  if (within(places.old, () => podQOSClass(old, release)) !== computeQOS(pod, release))
    refuse('Invalid', 'spec', 'Pod QOS Class may not change as a result of resizing');
  if (resizeRules(release.minor).asksNode && !within(places.old, () => isPodResizeRequestSupported(old)))
    refuse('Forbidden', 'spec', 'Pod running on node without support for resize');
  if (!validateOwnResources(resize)) return;
  if (resizeRules(release.minor).refusesClaims && within(places.old, () => nodeClaimsOf(old)).length > 0)
    refuse('Forbidden', 'spec', 'pods with node allocatable resource claims cannot be resized');
  if (!validateOrder(resize)) return;
  validateResizedContainers(resize);
  if (release.gate('InPlacePodVerticalScalingMemoryBackedVolumes')) validateVolumes(resize);
}

/** Whether a pod has resources of its own, empty ones too. */
function hasOwn(pod: PodLike): boolean {
  return objectAt(specOf(pod)?.resources, 'spec.resources') !== undefined;
}

function isSet(pod: PodLike, minor: number): boolean {
  const { requests, limits } = ownLists(pod, minor);
  return Object.keys(requests).length + Object.keys(limits).length > 0;
}

/** Whether the node knows resizing: the first container that runs has resources in its status. */
function isPodResizeRequestSupported(pod: PodLike): boolean {
  let supported: boolean | undefined;
  visitStatuses(pod, 'containerStatuses', ({ state, resources }) => {
    if (objectAt(objectAt(state, 'state')?.running, 'state.running') !== undefined)
      supported ??= objectAt(resources, 'resources') !== undefined;
  });
  return supported ?? true;
}

/** Refuses changes of the pod's own resources; `false` where that is the last word. */
function validateOwnResources({ pod, old, release, refuse, places }: PodResize): boolean {
  const { minor, gate } = release;
  if (!isSet(old, minor) && !isSet(pod, minor)) return true;
  if (!gate('InPlacePodLevelResourcesVerticalScaling')) {
    const gateName = 'InPlacePodLevelResourcesVerticalScalingEnabled';
    refuse('Forbidden', '[]', `resize of pods with pod-level resources is forbidden when ${gateName} feature gate is disabled`);
    return false;
  }
  if (!hasOwn(pod)) {
    refuse('Forbidden', 'spec.resources', 'pod-level resources cannot be removed');
    return true;
  }
  const [own, before] = [ownLists(pod, minor), ownLists(old, minor)];
  for (const kind of ['requests', 'limits'] as const)
    if (resourcesRemoved(own[kind], before[kind]))
      refuse('Forbidden', `spec.resources.${kind}`, `pod-level resource ${kind} cannot be removed`);
  const [claims, oldClaims] = [pod, old].map((one) => claimsOf({ resources: specOf(one)?.resources }));
  if (
    !sameLists(own.requests, before.requests, cpuAndMemory) ||
    !sameLists(own.limits, before.limits, cpuAndMemory) ||
    claims !== oldClaims
  )
    refuse('Forbidden', 'spec', 'only cpu and memory resources are mutable at pod-level');
  const covers = resizeRules(minor).coversClaims && gate('DRANodeAllocatableResources');
  const uncovered = covers
    ? within(pod.status === old.status ? places.old : places.sent, () => validatePodLevelResourcesCoverDRA(pod, minor))
    : undefined;
  if (uncovered !== undefined) refuse('Invalid', 'spec.resources', uncovered);
  return true;
}

/** Refuses other containers, or another order of them; `false` where that is the last word. */
function validateOrder({ pod, old, refuse }: PodResize): boolean {
  let same = true;
  const refuseOrder = (field: string, detail: string): void => {
    refuse('Forbidden', field, detail);
    same = false;
  };
  for (const section of ['containers', 'initContainers'] as const) {
    const [containers, before] = [containersOf(pod, section), containersOf(old, section)];
    if (containers.length !== before.length) refuseOrder(`spec.${section}`, `${section} may not be added or removed on resize`);
    else
      for (const [i, { name }] of containers.entries())
        if (name !== before[i]?.name) refuseOrder(`spec.${section}[${i}].name`, `${section} may not be renamed or reordered on resize`);
  }
  return same;
}
