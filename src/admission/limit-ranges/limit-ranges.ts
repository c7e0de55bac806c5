import { within } from '../../core/at-path.ts';
import type { ContainerLike, LimitRangeLike, PodLike } from '../../core/index.ts';
import { lazily } from '../../core/lazily.ts';
import { objectAt, objectsAt, specOf, volumesOf } from '../../core/pod-fields.ts';
import { readRequirements } from '../../core/requirements.ts';
import { setAmount, type ResourceLists, type Totals } from '../../core/resource-lists.ts';
import { withAmounts, withContainers, withLists } from '../defaults/defaults.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { broken, type LimitConstraint } from './limit-constraints.ts';
import { limitItems, type LimitItem } from './limit-range-items.ts';
import { countedOld, isUnchanged, observedContainers, observedPod, type Observed } from './observed.ts';

/** A rule of a LimitRange that a pod breaks. Upstream has only its message. */
export interface LimitRangeViolation {
  readonly type: 'Container' | 'Pod' | 'PersistentVolumeClaim';
  readonly resource: string;
  readonly constraint: LimitConstraint;
  /** Upstream's. */
  readonly message: string;
}

/** What LimitRanges make of a pod. */
export interface LimitRangesApplied<P extends PodLike> {
  /** The pod with the defaults that it lacked. */
  readonly pod: P;
  readonly violations: readonly LimitRangeViolation[];
}

/** The options of {@link applyLimitRanges}. */
export interface LimitRangeOptions extends GateOptions {
  /** The pod as it is stored, where a resize of it is asked about; absent for a new pod. Upstream has it since 1.38, and before it is ignored. */
  readonly oldPod?: PodLike | null | undefined;
}

const annotation = 'kubernetes.io/limit-ranger';

/**
 * What the LimitRanges of its namespace make of a pod: containers and init containers get the defaults that they lack, of every range
 * one after the other; then every rule of every range is held against the result.
 *
 * - The annotation `kubernetes.io/limit-ranger` tells what was set. A later range that sets something overwrites it.
 * - Amounts are compared exactly since 1.38; before, in thousandths, or in whole units where one is beyond 2^63 / 1000. A ratio is that of the limit
 *   to the request.
 * - With `oldPod`, since 1.38, a container whose request and limit of a resource are those of the old pod's container of the same name is not
 *   held against the rules of that resource; likewise the pod, by its totals. Before, every resize is checked in full.
 * - The rules of type `Pod` see the pod's total without overhead. Up to 1.27 a resource counts only if every container names it, in whole
 *   units (cpu in thousandths) and raised to the greatest init container. Since 1.28 it is totalled as `podRequests` totals, with the gate
 *   InPlacePodVerticalScaling (1.28 to 1.31) from the status, too. Since 1.32, with the gate PodLevelResources, the pod's own cpu and memory
 *   replace the total, its own hugepages do not.
 * - The rules of type `PersistentVolumeClaim` are held against the claims of the pod's generic ephemeral volumes, since 1.19.
 *
 * LimitRanges and the pod count as the API server stores them, so put what is fresh from a file through `setLimitRangeDefaults` and
 * `setPodResourceDefaults` first. Violations are listed by range, item, container (init containers last) and constraint, in the order of the
 * resources in the item; those of claims come last. Upstream stops at the first range that refuses, and its order within one is random.
 * Amounts are text in the result.
 *
 * Upstream: `plugin/pkg/admission/limitranger/admission.go`, `PodMutateLimitFunc`, `PodValidateLimitFunc` and
 * `PersistentVolumeClaimValidateLimitFunc`, every supported minor.
 *
 * @param pod the pod; it is not changed
 * @param limitRanges the LimitRanges of its namespace
 * @param options version, gates, and the old pod of a resize
 * @throws {SizingError} `ErrFormatWrong`, `ErrNumeric`, `ErrSuffix` or `InvalidInput` with the path of a malformed field;
 * `UnknownFeatureGate`, `LockedFeatureGate`, `UnsupportedVersion`
 * @example
 * const limits = [{ type: 'Container', default: { cpu: '500m' }, max: { memory: '1Gi' } }];
 * const pod = { spec: { containers: [{ name: 'app', resources: { limits: { memory: '2Gi' } } }] } };
 * const applied = applyLimitRanges(pod, [{ spec: { limits } }]);
 * applied.pod.spec.containers[0].resources // => { limits: { memory: '2Gi', cpu: '500m' } }
 * applied.violations[0].message // => 'maximum memory usage per Container is 1Gi, but limit is 2Gi'
 */
export function applyLimitRanges<P extends PodLike>(
  pod: P,
  limitRanges: readonly LimitRangeLike[],
  options?: LimitRangeOptions,
): LimitRangesApplied<P> {
  const release = releaseOf(options);
  const { minor } = release;
  const ranges = objectsAt(limitRanges, 'limitRanges').map((range, i) => within(`limitRanges[${i}]`, () => limitItems(range, minor)));
  const changed = mergePodResourceRequirements(pod, ranges, minor);
  const claims = countsClaims(minor) ? claimLists(changed, minor) : none;
  const items = ranges.flat();
  const old = countedOld(options?.oldPod, minor);
  const held = (type: LimitRangeViolation['type'], lists: () => readonly Observed[]) => (item: LimitItem) =>
    item.source.type === type ? violationsOf(type, item, lists(), minor) : none;
  const ofContainers = held(
    'Container',
    lazily(() => observedContainers(changed, old, minor)),
  );
  const ofPod = held(
    'Pod',
    lazily(() => [observedPod(changed, old, release)]),
  );
  const violations = [
    ...items.flatMap((item) => [...ofContainers(item), ...ofPod(item)]),
    ...items.flatMap(held('PersistentVolumeClaim', () => claims)),
  ];
  return { pod: withAmounts(changed, minor, (amount) => amount.toString()) as P, violations };
}

const none: readonly never[] = [];
const kinds = ['requests', 'limits'] as const;

/** The pod with the defaults of LimitRanges, one after the other, and with the note of the last one that set something. */
function mergePodResourceRequirements(pod: PodLike, ranges: readonly (readonly LimitItem[])[], minor: number): PodLike {
  if (ranges.length === 0 || specOf(pod) === undefined) return pod;
  const merges = ranges.map((items): Merge => ({ ...defaultsOf(items), notes: [] }));
  const changed = withContainers(pod, (container, section) =>
    mergeContainerResources(container, merges, `${section === 'containers' ? '' : 'init '}container ${container.name ?? ''}`, minor),
  );
  const last = [...merges].reverse().find(({ notes }) => notes.length > 0);
  if (last === undefined) return changed;
  const annotations = { ...pod.metadata?.annotations, [annotation]: `LimitRanger plugin set: ${last.notes.join('; ')}` };
  return { ...changed, metadata: { ...pod.metadata, annotations } };
}

/** What a LimitRange sets where a container has nothing, and what it did set. */
interface Merge extends ResourceLists {
  readonly notes: string[];
}

function defaultsOf(items: readonly LimitItem[]): ResourceLists {
  const defaults: ResourceLists = { requests: {}, limits: {} };
  for (const item of items)
    if (item.source.type === 'Container') {
      setAll(defaults.requests, item.defaultRequest);
      setAll(defaults.limits, item.default);
    }
  return defaults;
}

function setAll(totals: Totals, list: Totals): void {
  for (const name in list) setAmount(totals, name, list[name] as Totals[string]);
}

function mergeContainerResources(container: ContainerLike, merges: readonly Merge[], place: string, minor: number): ContainerLike {
  const lists: { requests?: Totals; limits?: Totals } = {};
  for (const kind of kinds) {
    const own: Totals = { ...readRequirements(container, kind, minor) };
    for (const { [kind]: defaults, notes } of merges) {
      const missing = Object.keys(defaults).filter((name) => !Object.hasOwn(own, name));
      if (missing.length === 0) continue;
      for (const name of missing.sort()) setAmount(own, name, defaults[name] as Totals[string]);
      notes.push(`${missing.join(', ')} ${kind.slice(0, -1)} for ${place}`);
      lists[kind] = own;
    }
  }
  return withLists(container, lists);
}

const countsClaims = /* @__PURE__ */ since({ '1.15': false, '1.19': true });

/** What the claims of a pod's generic ephemeral volumes request. */
function claimLists(pod: PodLike, minor: number): readonly ResourceLists[] {
  const lists: ResourceLists[] = [];
  const place = 'ephemeral.volumeClaimTemplate';
  for (const [i, { ephemeral }] of volumesOf(pod).entries())
    within(`spec.volumes[${i}]`, () => {
      const template = objectAt(objectAt(ephemeral, 'ephemeral')?.volumeClaimTemplate, place);
      if (template === undefined) return;
      const spec = objectAt(template.spec, `${place}.spec`) ?? {};
      const requests = within(`${place}.spec`, () => readRequirements(spec, 'requests', minor));
      lists.push({ requests: requests ?? {}, limits: {} });
    });
  return lists;
}

function violationsOf(
  type: LimitRangeViolation['type'],
  item: LimitItem,
  lists: readonly Observed[],
  minor: number,
): readonly LimitRangeViolation[] {
  const violations: LimitRangeViolation[] = [];
  const constraints: readonly LimitConstraint[] =
    type === 'PersistentVolumeClaim' ? ['min', 'max'] : ['min', 'max', 'maxLimitRequestRatio'];
  for (const observed of lists)
    for (const constraint of constraints)
      for (const resource in item[constraint]) {
        if (isUnchanged(resource, observed)) continue;
        const message = broken(constraint, type, resource, item[constraint][resource] as Totals[string], observed, minor);
        if (message !== undefined) violations.push({ type, resource, constraint, message });
      }
  return violations;
}
