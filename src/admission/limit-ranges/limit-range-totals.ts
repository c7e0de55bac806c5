import type { PodLike } from '../../core/index.ts';
import { visitContainers, type ContainerSection, type RequirementsKind } from '../../core/pod-fields.ts';
import { readLists } from '../../core/requirements.ts';
import { maxList, readList, setAmount, type ResourceLists, type Totals } from '../../core/resource-lists.ts';
import { eraSince } from '../../quantity/era.ts';
import { Quantity } from '../../quantity/index.ts';
import { containerCounting } from '../../resources/totals/options.ts';
import { podLevelList } from '../../resources/totals/pod-level.ts';
import { containerTotals, sumsOrPeaks } from '../../resources/totals/totals.ts';
import type { Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';

/** What each container and, after them, each init container requests and limits. */
export function containerLists(
  pod: PodLike,
  minor: number,
  sections: readonly ContainerSection[] = ['containers', 'initContainers'],
): readonly ResourceLists[] {
  const lists: ResourceLists[] = [];
  for (const section of sections)
    visitContainers(pod, section, (container) => {
      lists.push(readLists(container, minor));
    });
  return lists;
}

/** What a pod requests and limits in the eyes of a LimitRange. */
export function podLists(pod: PodLike, release: Release): ResourceLists {
  const rule = podTotals(release.minor);
  return { requests: rule(pod, 'requests', release), limits: rule(pod, 'limits', release) };
}

const podTotals = /* @__PURE__ */ since<(pod: PodLike, kind: RequirementsKind, release: Release) => Totals>({
  '1.15': sumOfNamedByAll,
  '1.28': (pod, kind, { minor, gate }) =>
    containerTotals(pod, kind, containerCounting({ inPlacePodVerticalScalingEnabled: gate('InPlacePodVerticalScaling') }, minor)),
  '1.32': (pod, kind, { minor, gate }) => {
    const totals = sumsOrPeaks(pod, kind, containerCounting(undefined, minor));
    const own = gate('PodLevelResources') ? readList(podLevelList(pod, kind, minor), `spec.resources.${kind}`, minor) : undefined;
    for (const name of ['cpu', 'memory']) if (own?.[name] !== undefined) totals[name] = own[name];
    return totals;
  },
});

/** The sum of each resource that every container names, cpu in thousandths and the rest in whole units; or a greater init container. */
function sumOfNamedByAll(pod: PodLike, kind: RequirementsKind, { minor }: Release): Totals {
  const lists = containerLists(pod, minor, ['containers']).map((list) => list[kind]);
  const totals: Totals = {};
  for (const name in lists[0]) {
    if (!lists.every((list) => Object.hasOwn(list, name))) continue;
    const values = lists.map((list) => (list[name] as Quantity)[name === 'cpu' ? 'milliValue' : 'value']());
    const sum = BigInt.asIntN(
      64,
      values.reduce((a, b) => a + b, 0n),
    );
    setAmount(totals, name, Quantity.fromScaled(sum, name === 'cpu' ? -3 : 0, 'DecimalSI', eraSince(minor)));
  }
  for (const list of containerLists(pod, minor, ['initContainers'])) maxList(totals, list[kind]);
  return totals;
}
