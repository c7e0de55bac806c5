import { within } from '../../core/at-path.ts';
import type { ContainerLike, ContainerStatusLike, PodLike, ResourceListLike, ResourceRequirementsLike } from '../../core/index.ts';
import { containersOf, objectAt, podStatusOf, requirementsOf, specOf, visitContainers, visitStatuses } from '../../core/pod-fields.ts';
import type { ContainerSection, StatusSection } from '../../core/pod-fields.ts';
import { readRequirements } from '../../core/requirements.ts';
import { addMissing, readList, type Totals } from '../../core/resource-lists.ts';
import { eraSince } from '../../quantity/era.ts';
import { Quantity, Scale } from '../../quantity/index.ts';
import type { GateLookup, GateOptions } from '../../version/feature-gates.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { withPodLevelDefaults, type PodLevelDefaulting } from './pod-level-defaults.ts';

/**
 * The pod as the API server stores it, as far as its resources go: what a new pod gets that its author left out.
 *
 * - A container or init container that limits a resource without requesting it requests its limit.
 * - Every amount is rounded up to thousandths; an amount that needs no rounding keeps its spelling.
 * - With the gate PodLevelResources (1.32; on by default since 1.34), the pod's own requests are filled in from its containers' and from
 *   its own limits where it has some of its own, and since 1.33 its hugepage limits. In 1.37 its own limits too, where every container has
 *   one, at least as high as its request (gate PodLevelResourcesFixDefaulting).
 * - With the gate InPlacePodVerticalScaling, 1.27 to 1.32, containers get a resize policy of `NotRequired` for cpu and memory.
 *
 * Amounts are text in the result. Priorities, tolerations and everything else that a new pod gets stay as they are.
 *
 * Upstream: `pkg/apis/core/v1/defaults.go`, `SetDefaults_Pod` and `SetDefaults_ResourceList`, every supported minor;
 * `pkg/api/pod/util.go`, `DefaultPodLevelResources`, since 1.37.
 *
 * @param pod the pod; it is not changed
 * @throws {SizingError} `ErrFormatWrong`, `ErrNumeric`, `ErrSuffix` or `InvalidInput` with the path of a malformed field;
 * `UnknownFeatureGate`, `LockedFeatureGate`, `UnsupportedVersion`
 * @example
 * const pod = { spec: { containers: [{ name: 'app', resources: { limits: { cpu: 0.1, memory: '0.0001' } } }] } };
 * setPodResourceDefaults(pod).spec.containers[0].resources
 * // => { limits: { cpu: '100m', memory: '1m' }, requests: { cpu: '100m', memory: '1m' } }
 */
export function setPodResourceDefaults<P extends PodLike>(pod: P, options?: GateOptions): P {
  return withResourceDefaults(pod, releaseOf(options));
}

/** As `setPodResourceDefaults`. Internal. */
export function withResourceDefaults<P extends PodLike>(pod: P, release: Release): P {
  return withDefaults(pod, release, (amount) => amount.toString()) as P;
}

/** The same with amounts as they are read from what is stored, so that nobody needs to read them again. Internal. */
export function storedPod(pod: PodLike, release: Release): PodLike {
  const era = eraSince(release.minor);
  return withDefaults(pod, release, (amount) => Quantity.from(amount.toString(), era));
}

/** Whatever no pod-level defaults come between is done at one go. */
function withDefaults(pod: PodLike, release: Release, store: Convert): PodLike {
  if (podLevelDefaultsOf(pod, release) === undefined) return withFilledAmounts(pod, release, (amount) => store(rounded(amount)));
  return withAmounts(withLateDefaults(withVersionedDefaults(pod, release), release), release.minor, store);
}

/** What a pod gets while it is read; its amounts are quantities. */
export function withVersionedDefaults(pod: PodLike, release: Release): PodLike {
  const podLevel = podLevelDefaultsOf(pod, release);
  if (podLevel?.when !== 'beforeRounding') return withFilledAmounts(pod, release, rounded);
  const filled = withContainers(pod, (container, section) => withContainerDefaults(container, section, release));
  return withAmounts(withPodLevelDefaults(filled, podLevel, release.minor), release.minor, rounded);
}

/** What it gets later on. */
export function withLateDefaults(pod: PodLike, release: Release): PodLike {
  const podLevel = podLevelDefaultsOf(pod, release);
  return podLevel?.when === 'afterRounding' ? withPodLevelDefaults(pod, podLevel, release.minor) : pod;
}

/** How a pod's own resources are filled in; only one that has some asks for the rule. */
function podLevelDefaultsOf(pod: PodLike, { minor, gate }: Release): PodLevelDefaulting | undefined {
  return isThere(specOf(pod)?.resources) ? podLevelDefaulting(minor)(gate) : undefined;
}

function isThere(value: object | null | undefined): boolean {
  return value !== undefined && value !== null;
}

const never = (): undefined => undefined;

/** When a minor fills in a pod's own resources, and which. */
const podLevelDefaulting = /* @__PURE__ */ since<(gate: GateLookup) => PodLevelDefaulting | undefined>({
  '1.15': never,
  '1.32': (gate) => (gate('PodLevelResources') ? { when: 'beforeRounding', hugePages: 'never', limits: false } : undefined),
  '1.33': (gate) => (gate('PodLevelResources') ? { when: 'beforeRounding', hugePages: 'always', limits: false } : undefined),
  '1.34': (gate) => (gate('PodLevelResources') ? { when: 'beforeRounding', hugePages: 'unlessRequested', limits: false } : undefined),
  '1.37': (gate) => {
    if (!gate('PodLevelResources')) return undefined;
    const fixed = gate('PodLevelResourcesFixDefaulting');
    return { when: fixed ? 'afterRounding' : 'beforeRounding', hugePages: 'unlessRequested', limits: fixed };
  },
});

/** The pod with every container and init container changed; one without a spec gets an empty one. */
export function withContainers(pod: PodLike, change: (container: ContainerLike, section: ContainerSection) => ContainerLike): PodLike {
  const changed: { -readonly [section in ContainerSection]?: readonly ContainerLike[] } = {};
  for (const section of ['containers', 'initContainers'] as const) {
    const list: ContainerLike[] = [];
    visitContainers(pod, section, (container) => list.push(change(container, section)));
    if (list.length > 0) changed[section] = list;
  }
  return { ...pod, spec: { containers: containersOf(pod, 'containers'), ...specOf(pod), ...changed } };
}

/** What a container gets by itself. */
function withContainerDefaults(container: ContainerLike, section: ContainerSection, release: Release): ContainerLike {
  return withResizePolicies(withRequests(container, release.minor), section, release);
}

/** A container that requests what it limits. */
function withRequests(container: ContainerLike, minor: number): ContainerLike {
  if (requirementsOf(container, 'limits') === undefined) return container;
  const requests: Totals = { ...readRequirements(container, 'requests', minor) };
  addMissing(requests, readRequirements(container, 'limits', minor));
  return withLists(container, { requests });
}

/** The owner with some of its lists replaced; itself where there are none to replace. */
export function withLists<T extends { readonly resources?: ResourceRequirementsLike | null | undefined }>(
  owner: T,
  lists: ResourceRequirementsLike,
): T {
  if (Object.keys(lists).length === 0) return owner;
  return { ...owner, resources: { ...owner.resources, ...lists } };
}

const setsResizePolicies = /* @__PURE__ */ since({ '1.15': false, '1.27': true, '1.33': false });

/** A container whose cpu and memory are resized without a restart unless it says otherwise. */
function withResizePolicies(container: ContainerLike, section: ContainerSection, { minor, gate }: Release): ContainerLike {
  if (section !== 'containers' || !gate('InPlacePodVerticalScaling') || !setsResizePolicies(minor)) return container;
  const requests = requirementsOf(container, 'requests') ?? {};
  const own = container.resizePolicy ?? [];
  const missing = ['cpu', 'memory'].filter(
    (name) => Object.hasOwn(requests, name) && !own.some(({ resourceName }) => resourceName === name),
  );
  if (missing.length === 0) return container;
  return { ...container, resizePolicy: [...own, ...missing.map((resourceName) => ({ resourceName, restartPolicy: 'NotRequired' }))] };
}

/** What becomes of an amount. */
type Convert = (amount: Quantity) => Quantity | string;

/** The minor that reads amounts, and what becomes of them. */
interface Conversion {
  readonly minor: number;
  readonly convert: Convert;
}

const rounded = (amount: Quantity): Quantity => amount.roundUp(Scale.Milli);

function convertedList(list: ResourceListLike | undefined, place: string, { minor, convert }: Conversion): ResourceListLike | undefined {
  const amounts = readList(list, place, minor);
  return amounts && Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, convert(amount)]));
}

function withConverted<T extends { readonly resources?: ResourceRequirementsLike | null | undefined }>(
  owner: T,
  conversion: Conversion,
): T {
  if (!isThere(owner.resources)) return owner;
  const limits = convertedList(requirementsOf(owner, 'limits'), 'resources.limits', conversion);
  const requests = convertedList(requirementsOf(owner, 'requests'), 'resources.requests', conversion);
  return withLists(owner, { ...(limits === undefined ? {} : { limits }), ...(requests === undefined ? {} : { requests }) });
}

const roundsOverhead = /* @__PURE__ */ since({ '1.15': false, '1.16': true });
const roundsStatuses = /* @__PURE__ */ since({ '1.15': false, '1.27': true });
const roundsOwn = /* @__PURE__ */ since({ '1.15': false, '1.32': true });
const roundsPodStatus = /* @__PURE__ */ since({ '1.15': false, '1.35': true });

/** The pod with its amounts converted. */
export function withAmounts(pod: PodLike, minor: number, convert: Convert): PodLike {
  return withConvertedAmounts(pod, { minor, convert }, (container) => container);
}

/** The pod with what its containers get by themselves, its amounts converted. */
function withFilledAmounts(pod: PodLike, release: Release, convert: Convert): PodLike {
  return withConvertedAmounts(pod, { minor: release.minor, convert }, (container, section) =>
    withContainerDefaults(container, section, release),
  );
}

type Fill = (container: ContainerLike, section: ContainerSection) => ContainerLike;

function withConvertedAmounts(pod: PodLike, conversion: Conversion, fill: Fill): PodLike {
  return withStatusAmounts(specOf(pod) === undefined ? pod : withSpecAmounts(pod, conversion, fill), conversion);
}

function withSpecAmounts(pod: PodLike, conversion: Conversion, fill: Fill): PodLike {
  const { minor } = conversion;
  const changed = withContainers(pod, (container, section) => withConverted(fill(container, section), conversion));
  const spec = specOf(changed) ?? { containers: [] };
  const rounds = isThere(spec.overhead) && roundsOverhead(minor);
  const list = rounds ? convertedList(objectAt(spec.overhead, 'spec.overhead'), 'spec.overhead', conversion) : undefined;
  const own = isThere(spec.resources) && roundsOwn(minor) ? within('spec', () => withConverted(spec, conversion)) : spec;
  if (list === undefined && own === spec) return changed;
  return { ...changed, spec: { ...own, ...(list === undefined ? {} : { overhead: list }) } };
}

function withStatusAmounts(pod: PodLike, conversion: Conversion): PodLike {
  const { minor } = conversion;
  const status = podStatusOf(pod);
  if (status === undefined || !roundsStatuses(minor)) return pod;
  const changed: { -readonly [section in StatusSection]?: readonly ContainerStatusLike[] } = {};
  for (const section of ['containerStatuses', 'initContainerStatuses'] as const) {
    const list: ContainerStatusLike[] = [];
    visitStatuses(pod, section, (one) => list.push(withAllocated(withConverted(one, conversion), conversion)));
    if (list.length > 0) changed[section] = list;
  }
  const own = roundsPodStatus(minor) ? within('status', () => withAllocated(withConverted(status, conversion), conversion)) : status;
  return { ...pod, status: { ...own, ...changed } };
}

function withAllocated<T extends { readonly allocatedResources?: ResourceListLike | null | undefined }>(
  status: T,
  conversion: Conversion,
): T {
  const allocatedResources = convertedList(objectAt(status.allocatedResources, 'allocatedResources'), 'allocatedResources', conversion);
  return allocatedResources === undefined ? status : { ...status, allocatedResources };
}
