import { within } from '../../core/at-path.ts';
import type { ContainerLike, EmptyDirLike, PodLike, ResourceListLike, VolumeLike } from '../../core/index.ts';
import { objectAt, objectsAt, requirementsOf, specOf, visitContainers, type ContainerSection } from '../../core/pod-fields.ts';
import { isHugePageName } from '../../core/resource-names.ts';
import { isSizingError, type SizingError } from '../../errors.ts';
import type { ExplanationStep } from '../../explanation.ts';
import { Quantity, type QuantityLike } from '../../quantity/index.ts';
import { podLevelResources } from '../../resources/totals/pod-level.ts';
import type { Totals } from '../../resources/totals/resource-lists.ts';
import type { GateLookup, GateOptions } from '../../version/feature-gates.ts';
import { since } from '../../version/since.ts';
import type { Change, Place } from './patch.ts';
import type { SizingWarningCode } from './texts.ts';

/** An amount that stands in a pod. */
export interface Amount {
  readonly name: string;
  /** Such as `memory limit of container app`. */
  readonly what: string;
  readonly place: Place;
  /** As it was written. */
  readonly text: string;
  readonly quantity: Quantity;
}

type Amounts = ReadonlyMap<string, Amount>;

/** What requests and limits resources. */
export interface Owner {
  readonly kind: ContainerSection | 'pod' | 'overhead';
  /** Such as `container app`. */
  readonly label: string;
  readonly place: Place;
  readonly container?: ContainerLike;
  readonly requests: Amounts;
  /** Overhead stands here: it is checked as limits are. */
  readonly limits: Amounts;
}

/** A volume of the kind `emptyDir`. */
export interface EmptyDir {
  readonly name: string;
  /** Such as `volume cache`. */
  readonly label: string;
  /** Where its `emptyDir` stands. */
  readonly place: Place;
  readonly emptyDir: EmptyDirLike;
  readonly medium: string;
  readonly sizeLimit?: Amount;
}

/** What a node has, as far as it says so. */
export interface NodeAmounts {
  readonly allocatable: Totals | undefined;
  readonly capacity: Totals | undefined;
}

/** Notes a mistake at a place, at that of an amount, or at that of an error; `changes` mend it. */
export type Note = (
  code: SizingWarningCode,
  at: Place | Amount | string,
  inputs: ExplanationStep['inputs'],
  changes?: readonly Change[],
) => void;

/** A pod as it was written. */
export interface WrittenSubject {
  readonly fresh: boolean;
  /** What requests and limits resources as it was written; what is no quantity is left out. */
  readonly written: readonly Owner[];
  readonly volumes: readonly EmptyDir[];
  readonly node: NodeAmounts | undefined;
  readonly minor: number;
  readonly gate: GateLookup;
  /** Version, gates and operating system. */
  readonly options: GateOptions & { readonly os: string };
  readonly note: Note;
}

/** A pod as it was written and as it is stored. */
export interface Subject extends WrittenSubject {
  /** As the API server stores it: without what it ignores, with its defaults, slips mended. */
  readonly pod: PodLike;
  /** What requests and limits resources as it is stored. */
  readonly owners: readonly Owner[];
}

/** Is told of what is no quantity. */
export type Malformed = (place: Place, what: string, error: SizingError) => void;

const ignore: Malformed = () => undefined;
const hasOverhead = /* @__PURE__ */ since({ '1.15': false, '1.16': true });

/** Everything in a pod that requests or limits resources and that a minor reads, whether it counts or not. */
export function ownersOf(pod: PodLike, minor: number, malformed: Malformed = ignore): readonly Owner[] {
  const owners: Owner[] = [];
  for (const kind of ['containers', 'initContainers'] as const)
    visitContainers(pod, kind, (container, i) => {
      const label = `${kind === 'containers' ? '' : 'init '}container ${shown(container.name)}`;
      owners.push({ container, ...ownerOf(container, kind, label, ['spec', kind, i], malformed) });
    });
  const resources = podLevelResources(pod, minor);
  if (resources !== undefined) owners.push(within('spec', () => ownerOf({ resources }, 'pod', 'the pod', ['spec'], malformed)));
  const overhead = hasOverhead(minor) ? objectAt(specOf(pod)?.overhead, 'spec.overhead') : undefined;
  const limits = amountsIn(overhead, ['spec', 'overhead'], 'overhead of the pod', malformed);
  if (limits.size > 0) owners.push({ kind: 'overhead', label: 'the overhead', place: ['spec', 'overhead'], requests: new Map(), limits });
  return owners;
}

function ownerOf(
  owner: Parameters<typeof requirementsOf>[0],
  kind: Owner['kind'],
  label: string,
  place: Place,
  malformed: Malformed,
): Owner {
  const amounts = (list: 'requests' | 'limits'): Amounts =>
    amountsIn(requirementsOf(owner, list), [...place, 'resources', list], `${list.slice(0, -1)} of ${label}`, malformed);
  return { kind, label, place, requests: amounts('requests'), limits: amounts('limits') };
}

function amountsIn(list: ResourceListLike | undefined, place: Place, of: string, malformed: Malformed): Amounts {
  const amounts = new Map<string, Amount>();
  for (const [name, value] of Object.entries<QuantityLike | null | undefined>({ ...list })) {
    const amount = amountAt(value, [...place, name], name, `${shown(name)} ${of}`, malformed);
    if (amount !== undefined) amounts.set(name, amount);
  }
  return amounts;
}

function amountAt(
  value: QuantityLike | null | undefined,
  place: Place,
  name: string,
  what: string,
  malformed: Malformed,
): Amount | undefined {
  if (value === undefined) return undefined;
  try {
    const quantity = Quantity.from(value ?? 0);
    return { name, what, place, text: typeof value === 'string' ? value.trim() : quantity.toString(), quantity };
  } catch (error) {
    if (!isSizingError(error)) throw error;
    malformed(place, what, error);
    return undefined;
  }
}

/** The volumes of a pod that are `emptyDir`. */
export function emptyDirsOf(pod: PodLike, malformed: Malformed = ignore): readonly EmptyDir[] {
  return objectsAt(specOf(pod)?.volumes, 'spec.volumes').flatMap((volume: VolumeLike, i) => {
    const emptyDir = objectAt(volume.emptyDir, `spec.volumes[${i}].emptyDir`);
    if (emptyDir === undefined) return [];
    const place = ['spec', 'volumes', i, 'emptyDir'];
    const label = `volume ${shown(volume.name)}`;
    const sizeLimit =
      emptyDir.sizeLimit === null
        ? undefined
        : amountAt(emptyDir.sizeLimit, [...place, 'sizeLimit'], 'memory', `sizeLimit of ${label}`, malformed);
    const medium = typeof emptyDir.medium === 'string' ? emptyDir.medium : '';
    return [{ name: volume.name, label, place, emptyDir, medium, ...(sizeLimit === undefined ? {} : { sizeLimit }) }];
  });
}

/** A name, or the beginning of one that is too long to be valid. */
export function shown(name: unknown): string {
  return typeof name === 'string' ? name.slice(0, 99) : '?';
}

/** The text of a computed amount, in whole bytes. */
export function wholeText(name: string, amount: Quantity): string {
  return (isByteResource(name) ? amount.roundUp(0) : amount).toString();
}

export function isByteResource(name: string): boolean {
  return name === 'memory' || name === 'ephemeral-storage';
}

export function isOrdinary(name: string): boolean {
  return name === 'cpu' || isByteResource(name);
}

/** Upstream `IsExtendedResourceName`: resources of a domain that is not Kubernetes' own. */
export function isExtended(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/') && !name.startsWith('requests.');
}

/** Upstream `IsOvercommitAllowed`. */
export function isOvercommitted(name: string): boolean {
  return (!name.includes('/') || name.includes('kubernetes.io/')) && !isHugePageName(name);
}
