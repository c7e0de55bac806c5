import { within } from '../../core/at-path.ts';
import type { ContainerLike, PodLike } from '../../core/index.ts';
import { containersOf, type ContainerSection, type RequirementsKind } from '../../core/pod-fields.ts';
import { readRequirements } from '../../core/requirements.ts';
import { type Totals } from '../../core/resource-lists.ts';
import { SizingError } from '../../errors.ts';

/** A container with the place where it stands. */
export interface NamedContainer {
  readonly container: ContainerLike;
  readonly section: ContainerSection;
  /** Such as `spec.containers[1]`. */
  readonly place: string;
}

const sections: readonly ContainerSection[] = ['initContainers', 'containers'];

/** The containers of a pod, init containers first, as they start, unless another order is asked for. */
export function namedContainers(pod: PodLike, order = sections): readonly NamedContainer[] {
  return order.flatMap((section) =>
    containersOf(pod, section).map((container, i) => ({ container, section, place: `spec.${section}[${i}]` })),
  );
}

/** The container of a name; `NotFound` where the pod has none. */
export function containerNamed(pod: PodLike, name: string): NamedContainer {
  const found = namedContainers(pod).find(({ container }) => container.name === name);
  if (found === undefined) throw new SizingError('NotFound', 'the pod has no such container', { path: 'containerName', input: name });
  return found;
}

/** The requests or limits of a container, `undefined` where it has none. */
export function amountsOf({ container, place }: NamedContainer, kind: RequirementsKind, minor: number): Totals | undefined {
  return within(place, () => readRequirements(container, kind, minor));
}
