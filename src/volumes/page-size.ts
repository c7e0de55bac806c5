import type { PodLike, ResourceListLike } from '../core/index.ts';
import { requirementsOf, textAt, visitContainers, type ContainerSection } from '../core/pod-fields.ts';
import { isHugePageResourceName } from '../core/resource-names.ts';
import { within } from '../core/at-path.ts';
import { SizingError } from '../errors.ts';
import { eraSince } from '../quantity/era.ts';
import { Quantity } from '../quantity/index.ts';
import { isPodLevelSet, podLevelList } from '../resources/totals/pod-level.ts';
import type { GateOptions } from '../version/feature-gates.ts';
import { releaseOf, type Release } from '../version/release.ts';
import { since } from '../version/since.ts';

/** What a minor says of a pod whose hugepages do not fit a volume, and whether the medium may name a size. */
interface Texts {
  readonly sized: boolean;
  readonly several: (medium: string) => string;
  readonly none: (medium: string) => string;
}

const texts = /* @__PURE__ */ since<Texts>({
  '1.15': {
    sized: false,
    several: () => 'multiple pageSizes for huge pages in a single PodSpec',
    none: () => 'hugePages storage requested, but there is no resource request for huge pages',
  },
  '1.18': {
    sized: true,
    several: (medium) => `medium: ${medium} can't be used if container requests multiple huge page sizes`,
    none: (medium) => `medium ${medium}: hugePages storage requested, but there is no resource request for huge pages`,
  },
});

/**
 * The mount option of a volume of hugepages: `pagesize=` and the size, from the hugepages that the pod requests.
 *
 * The medium `HugePages` takes the one page size that all containers request; `HugePages-<size>` (since 1.18) takes that size, which some
 * container must request. Since 1.33 what the pod requests itself counts too (gate PodLevelResources). There is no size option: the volume
 * is bounded by the pod's hugepages.
 *
 * Upstream: `pkg/volume/emptydir/empty_dir.go`, `getPageSizeMountOption`, since 1.18; `getPageSizeMountOptionFromPod` before.
 *
 * @param medium the volume's `emptyDir.medium`; up to 1.17 it is not looked at
 * @param pod the pod that it belongs to
 * @throws {SizingError} with upstream's text: `InvalidInput` for several page sizes or another medium than hugepages, `MissingField`
 * where no container requests them; `ErrFormatWrong`, `ErrNumeric` or `ErrSuffix` for a page size that is not a quantity
 * @example
 * const pod = { spec: { containers: [{ name: 'app', resources: { requests: { 'hugepages-2Mi': '64Mi' } } }] } };
 * getPageSizeMountOption('HugePages', pod) // => 'pagesize=2Mi'
 * getPageSizeMountOption('HugePages-1Gi', pod) // throws MissingField
 */
export function getPageSizeMountOption(medium: string, pod: PodLike, options?: GateOptions): string {
  return pageSizeMountOption(medium, pod, releaseOf(options));
}

/** As {@link getPageSizeMountOption}. Internal. */
export function pageSizeMountOption(medium: string, pod: PodLike, release: Release): string {
  const wantedMedium = textAt(medium, 'medium');
  const { sized, several, none } = texts(release.minor);
  const wanted = sized && wantedMedium !== 'HugePages' ? hugePageSizeFromMedium(wantedMedium, release.minor) : undefined;
  let found: Quantity | undefined;
  visitSizes(pod, release, (size) => {
    if (wanted !== undefined) {
      if (size.equals(wanted)) found = size;
      return;
    }
    if (found !== undefined && !found.equals(size)) throw new SizingError('InvalidInput', several(wantedMedium), { path: 'pod' });
    found = size;
  });
  if (found === undefined) throw new SizingError('MissingField', none(wantedMedium), { path: 'pod' });
  return `pagesize=${found.toString()}`;
}

function hugePageSizeFromMedium(medium: string, minor: number): Quantity {
  const prefix = 'HugePages-';
  if (medium.startsWith(prefix)) return within('medium', () => Quantity.parse(medium.slice(prefix.length), eraSince(minor)));
  throw new SizingError('InvalidInput', `medium: ${medium} is not a hugepage medium`, { path: 'medium', input: medium });
}

/** Looks at the page sizes that the pod itself and its containers request, in this order; the first that is wrong ends it. */
function visitSizes(pod: PodLike, { minor, gate }: Release, visit: (size: Quantity) => void): void {
  const era = eraSince(minor);
  const add = (list: ResourceListLike | undefined): void => {
    for (const name of Object.keys(list ?? {}).filter(isHugePageResourceName))
      visit(within(name, () => Quantity.parse(name.slice('hugepages-'.length), era)));
  };
  if (podLevelCounts(minor) && gate('PodLevelResources') && isPodLevelSet(pod, minor)) add(podLevelList(pod, 'requests', minor));
  for (const section of sections(minor)) visitContainers(pod, section, (container) => add(requirementsOf(container, 'requests')));
}

const sections = /* @__PURE__ */ since<readonly ContainerSection[]>({
  '1.15': ['containers', 'initContainers'],
  '1.38': ['initContainers', 'containers'],
});

const podLevelCounts = /* @__PURE__ */ since({ '1.15': false, '1.33': true });
