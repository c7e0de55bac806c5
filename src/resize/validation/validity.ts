import { within } from '../../core/at-path.ts';
import { readOverhead } from '../../core/requirements.ts';
import type { ContainerLike, PodLike, ResizePolicyLike } from '../../core/index.ts';
import { containersOf, isRestartableInitContainer, objectAt, objectsAt, specOf, visitContainers } from '../../core/pod-fields.ts';
import { volumesOf } from '../../core/pod-fields.ts';
import { since } from '../../version/since.ts';
import type { Refuse } from '../../admission/validation/field-errors.ts';
import { containerLists } from '../../admission/limit-ranges/limit-range-totals.ts';
import { ownLists, validatePodLevel } from '../../admission/validation/pod-level-validation.ts';
import type { PodResize } from './pod-resize.ts';
import { sizeLimitOf } from './volumes.ts';
import { declaredClaims, isPartialPages, validateContainerResourceName } from '../../admission/validation/resource-validation.ts';
import { validateResourceRequirements } from '../../admission/validation/resource-validation.ts';
import type { Validity } from '../../admission/validation/resource-validation.ts';

/** Whether a minor refuses that the resize of an init container restarts it, and how it says that a pod which never restarts cannot. */
const policyRules = /* @__PURE__ */ since({
  '1.15': { initMayRestart: true, never: "must be 'NotRequired' when `restartPolicy` is 'Never'" },
  '1.36': { initMayRestart: false, never: "must be 'NotRequired' when pod `restartPolicy` is 'Never'" },
});

/** Refuses what is wrong with the resources of a pod in itself, as for a new pod. */
export function validateSpec({ pod, old, release, refuse }: PodResize): void {
  const { minor, gate } = release;
  const spec = specOf(pod);
  const claims = objectsAt(spec?.resourceClaims, 'spec.resourceClaims').map(({ name }) => name);
  const validity: Validity = {
    refuse,
    minor,
    allowsPartialPages: usesPartialPages(old, minor),
    claims: declaredClaims(claims),
  };
  for (const [i, { emptyDir }] of volumesOf(pod).entries()) {
    const field = `spec.volumes[${i}].emptyDir.sizeLimit`;
    const limit = sizeLimitOf(emptyDir, field, minor);
    if (limit !== undefined && limit.sign() < 0) refuse('Forbidden', field, 'SizeLimit field must be a valid resource quantity');
  }
  if (containersOf(pod, 'containers').length === 0) refuse('Required', 'spec.containers');
  const initMayRestart =
    policyRules(minor).initMayRestart || containersOf(old, 'initContainers').some((container) => restartingPolicies(container).length > 0);
  for (const section of ['containers', 'initContainers'] as const)
    visitContainers(pod, section, (container, i) => {
      const place = `spec.${section}[${i}]`;
      validateResourceRequirements(container.resources, `${place}.resources`, validateContainerResourceName, validity);
      const policies = objectsAt(container.resizePolicy, 'resizePolicy');
      validateResizePolicy(
        policies,
        `${place}.resizePolicy`,
        spec?.restartPolicy === 'Never' ? policyRules(minor).never : undefined,
        refuse,
      );
      if (section === 'initContainers' && !initMayRestart)
        for (const j of restartingPolicies(container))
          refuse(
            'Invalid',
            `${place}.resizePolicy[${j}].restartPolicy`,
            "must not be set to 'RestartContainer' for non-sidecar initContainers",
          );
    });
  if (gate('PodLevelResources')) within('spec', () => validatePodLevel(pod, minor, validity));
  const overhead = objectAt(spec?.overhead, 'spec.overhead');
  if (overhead !== undefined) validateResourceRequirements({ limits: overhead }, 'spec.overhead', validateContainerResourceName, validity);
}

/** Which policies of an init container restart it; none of a sidecar's. */
export function restartingPolicies(container: ContainerLike): readonly number[] {
  const policies = objectsAt(container.resizePolicy, 'resizePolicy');
  return isRestartableInitContainer(container) ? [] : [...policies.keys()].filter((j) => policies[j]?.restartPolicy === 'RestartContainer');
}

/** Whether a pod's own hugepages are looked at, too, where it is asked whether it had partial pages before. */
const looksAtOwn = /* @__PURE__ */ since({ '1.15': false, '1.38': true });

function usesPartialPages(pod: PodLike, minor: number): boolean {
  const owners = containerLists(pod, minor, ['initContainers', 'containers']);
  const own = looksAtOwn(minor) ? [within('spec', () => ownLists(pod, minor))] : [];
  const lists = [...owners, ...own].flatMap(({ requests, limits }) => [limits, requests]);
  return [...lists, readOverhead(pod, minor) ?? {}].some((list) =>
    Object.entries(list).some(([name, amount]) => isPartialPages(name, amount, minor)),
  );
}

function validateResizePolicy(policies: readonly ResizePolicyLike[], place: string, never: string | undefined, refuse: Refuse): void {
  const oneOf = (value: string, known: readonly string[]): void => {
    if (value === '') refuse('Required', place);
    else if (!known.includes(value)) refuse('NotSupported', place, `supported values: ${known.map((one) => `"${one}"`).join(', ')}`);
  };
  const seen = new Set<string>();
  for (const [j, { resourceName = '', restartPolicy }] of policies.entries()) {
    if (seen.has(resourceName)) refuse('Duplicate', `${place}[${j}]`);
    seen.add(resourceName);
    oneOf(resourceName, ['cpu', 'memory']);
    oneOf(restartPolicy ?? '', ['NotRequired', 'RestartContainer']);
    if (never !== undefined && restartPolicy !== 'NotRequired') refuse('Invalid', place, never);
  }
}
