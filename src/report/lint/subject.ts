import { within } from '../../core/at-path.ts';
import type { ContainerLike, EmptyDirLike, PodLike, ResourceListLike } from '../../core/index.ts';
import { objectAt, objectsAt, requirementsOf, specOf, visitContainers, type ContainerSection } from '../../core/pod-fields.ts';
import { isHugePageResourceName } from '../../core/resource-names.ts';
import { isSizingError, type SizingError } from '../../errors.ts';
import type { ExplanationStep } from '../../explanation.ts';
import { eraSince } from '../../quantity/era.ts';
import { Quantity, type QuantityLike } from '../../quantity/index.ts';
import { podLevelResources } from '../../resources/totals/pod-level.ts';
import type { Totals } from '../../core/resource-lists.ts';
import type { Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import type { Place } from '../subject/place.ts';
import type { ReportedPod } from '../subject/reported-pod.ts';
import type { Change } from './patch.ts';
import type { SizingWarningCode } from './texts.ts';

/** An amount that stands in a pod. Most amounts are in order, so place and words are made only when a mistake is noted. */
export class Amount {
  readonly name: string;
  readonly quantity: Quantity;
  private readonly value: QuantityLike | null;
  private readonly list: AmountList;
  private readonly key: string;

  constructor(name: string, quantity: Quantity, value: QuantityLike | null, list: AmountList, key = name) {
    this.name = name;
    this.quantity = quantity;
    this.value = value;
    this.list = list;
    this.key = key;
  }

  /** As it was written. */
  get text(): string {
    return typeof this.value === 'string' ? this.value.trim() : this.quantity.toString();
  }

  get place(): Place {
    return [...this.list.place, this.key];
  }

  /** Such as `memory limit of container app`. */
  get what(): string {
    return whatOf(this.list, this.key);
  }
}

/** Where amounts stand. */
export interface AmountList {
  readonly place: Place;
  /** Such as `limit of container app`. */
  readonly of: string;
}

function whatOf({ of }: AmountList, key: string): string {
  return key === 'sizeLimit' ? `sizeLimit of ${of}` : `${shown(key)} ${of}`;
}

type Amounts = ReadonlyMap<string, Amount>;

/** What requests and limits resources. */
export interface Owner {
  readonly kind: ContainerSection | 'pod' | 'overhead';
  /** Such as `container app`. */
  readonly label: string;
  readonly place: Place;
  /** Absent for the pod itself and its overhead. */
  readonly container?: ContainerLike | undefined;
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

/** What a node says that it has. */
export interface NodeAmounts {
  readonly allocatable: Totals | undefined;
  readonly capacity: Totals | undefined;
}

/** Notes a mistake at the place of a field, of an amount or of an error; `changes` mend it. */
export type Note = (
  code: SizingWarningCode,
  at: Place | Amount | string,
  inputs: ExplanationStep['inputs'],
  changes?: readonly Change[],
) => void;

/** The text that an amount gets when the mistakes noted so far are mended; `undefined` where it stays as it is. */
export type Meant = (amount: Amount) => string | undefined;

/** A pod as it was written. */
export interface WrittenSubject {
  readonly fresh: boolean;
  /** What requests and limits resources as it was written; what is not a quantity is left out. */
  readonly written: readonly Owner[];
  readonly volumes: readonly EmptyDir[];
  readonly node: NodeAmounts | undefined;
  readonly release: Release;
  readonly os: 'linux' | 'windows';
  readonly note: Note;
  readonly meant: Meant;
}

/** A pod as it was written and as it is stored. */
export interface Subject extends WrittenSubject {
  /** As the API server stores it: defaults are filled in, ignored fields are dropped, and known slips are mended. */
  readonly known: ReportedPod;
  /** What requests and limits resources, as it is stored. */
  readonly owners: readonly Owner[];
  /** As `podRequests`. */
  readonly requests: () => Totals;
  /** As `podLimits`. */
  readonly limits: () => Totals;
}

/** Notes what is not a quantity. */
export type Malformed = (place: Place, what: string, error: SizingError) => void;

/** The minor that reads amounts, and what notes those that it cannot read. */
interface Reading {
  readonly minor: number;
  readonly malformed: Malformed;
}

const ignore: Malformed = () => undefined;
const hasOverhead = /* @__PURE__ */ since({ '1.15': false, '1.16': true });

/** Everything in a pod that requests or limits resources and that the minor reads, even where it does not count. */
export function ownersOf(pod: PodLike, minor: number, malformed: Malformed = ignore): readonly Owner[] {
  const owners: Owner[] = [];
  const reading = { minor, malformed };
  for (const kind of ['containers', 'initContainers'] as const)
    visitContainers(pod, kind, (container, i) => {
      const label = `${kind === 'containers' ? '' : 'init '}container ${shown(container.name)}`;
      owners.push(ownerOf(container, kind, label, ['spec', kind, i], reading));
    });
  const resources = podLevelResources(pod, minor);
  if (resources !== undefined) owners.push(within('spec', () => ownerOf({ resources }, 'pod', 'the pod', ['spec'], reading)));
  const overhead = hasOverhead(minor) ? objectAt(specOf(pod)?.overhead, 'spec.overhead') : undefined;
  const limits = amountsIn(overhead, 'overhead of the pod', ['spec', 'overhead'], reading);
  if (limits.size > 0) owners.push({ kind: 'overhead', label: 'the overhead', place: ['spec', 'overhead'], requests: none, limits });
  return owners;
}

const none: Amounts = /* @__PURE__ */ new Map();

function ownerOf(
  owner: Pick<ContainerLike, 'resources'> | ContainerLike,
  kind: Owner['kind'],
  label: string,
  place: Place,
  reading: Reading,
): Owner {
  const requests = requirementsOf(owner, 'requests');
  const limits = requirementsOf(owner, 'limits');
  return {
    kind,
    label,
    place,
    container: kind === 'pod' ? undefined : (owner as ContainerLike),
    requests: requests === undefined ? none : amountsIn(requests, `request of ${label}`, [...place, 'resources', 'requests'], reading),
    limits: limits === undefined ? none : amountsIn(limits, `limit of ${label}`, [...place, 'resources', 'limits'], reading),
  };
}

function amountsIn(amounts: ResourceListLike | undefined, of: string, place: Place, reading: Reading): Amounts {
  const found = new Map<string, Amount>();
  const list = { place, of };
  for (const name in amounts) {
    if (!Object.hasOwn(amounts, name)) continue;
    const amount = amountAt((amounts as Readonly<Record<string, QuantityLike | null | undefined>>)[name], name, list, name, reading);
    if (amount !== undefined) found.set(name, amount);
  }
  return found;
}

function amountAt(
  value: QuantityLike | null | undefined,
  name: string,
  list: AmountList,
  key: string,
  { minor, malformed }: Reading,
): Amount | undefined {
  if (value === undefined) return undefined;
  try {
    return new Amount(name, Quantity.from(value ?? 0, eraSince(minor)), value, list, key);
  } catch (error) {
    if (!isSizingError(error)) throw error;
    malformed([...list.place, key], whatOf(list, key), error);
    return undefined;
  }
}

/** The volumes of a pod that are `emptyDir`. */
export function emptyDirsOf(pod: PodLike, minor: number, malformed: Malformed = ignore): readonly EmptyDir[] {
  const found: EmptyDir[] = [];
  for (const [i, volume] of objectsAt(specOf(pod)?.volumes, 'spec.volumes').entries()) {
    const emptyDir = objectAt<EmptyDirLike>(volume.emptyDir, `spec.volumes[${i}].emptyDir`);
    if (emptyDir === undefined) continue;
    const place = ['spec', 'volumes', i, 'emptyDir'];
    const label = `volume ${shown(volume.name)}`;
    const sizeLimit = amountAt(emptyDir.sizeLimit ?? undefined, 'memory', { place, of: label }, 'sizeLimit', { minor, malformed });
    const medium = typeof emptyDir.medium === 'string' ? emptyDir.medium : '';
    found.push({ name: volume.name, label, place, emptyDir, medium, ...(sizeLimit === undefined ? {} : { sizeLimit }) });
  }
  return found;
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
  return (!name.includes('/') || name.includes('kubernetes.io/')) && !isHugePageResourceName(name);
}
