import { within } from '../../core/at-path.ts';
import type { LimitRangeItemLike, LimitRangeLike } from '../../core/index.ts';
import { clusterObject } from '../../core/cluster-object.ts';
import { objectAt, objectsAt, textAt } from '../../core/pod-fields.ts';
import { addMissing, readList, type Totals } from '../../core/resource-lists.ts';
import { Scale } from '../../quantity/index.ts';
import { minorOf, type VersionOptions } from '../../version/minors.ts';

/** How clients spell `default` whose language has that word. */
const otherDefault = '_default';
const listNames = ['min', 'max', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;

/** What an item of a LimitRange demands; a list that it lacks is empty. */
export type LimitItem = { readonly [list in (typeof listNames)[number]]: Totals } & { readonly source: LimitRangeItemLike };

/** The items of a LimitRange. */
export function limitItems(limitRange: LimitRangeLike, minor: number): readonly LimitItem[] {
  clusterObject(limitRange, 'a LimitRange', undefined);
  return objectsAt(objectAt(limitRange.spec, 'spec')?.limits, 'spec.limits').map((source, i) =>
    within(`spec.limits[${i}]`, () => {
      textAt(source.type, 'type');
      const listOf = (name: (typeof listNames)[number]): Totals => {
        const list = source[name] ?? (name === 'default' ? source[otherDefault] : undefined);
        return readList(objectAt(list, name), name, minor) ?? {};
      };
      return { source, ...Object.fromEntries(listNames.map((name) => [name, listOf(name)])) } as LimitItem;
    }),
  );
}

/**
 * The LimitRange as the API server stores it: for containers, a resource that has a maximum but no default gets the maximum as its default;
 * then one that has a default but no default request gets the default, and one that has only a minimum the minimum, as its default request.
 *
 * Every amount is rounded up to thousandths, and is text in the result. A LimitRange that was read from a cluster has all of this.
 *
 * Upstream: `pkg/apis/core/v1/defaults.go`, `SetDefaults_LimitRangeItem` and `SetDefaults_ResourceList`, every supported minor.
 *
 * @param limitRange the LimitRange; it is not changed
 * @throws {SizingError} `ErrFormatWrong`, `ErrNumeric`, `ErrSuffix` or `InvalidInput` with the path of a malformed field
 * @example
 * const range = { spec: { limits: [{ type: 'Container', max: { memory: '1Gi' }, min: { cpu: '100m' } }] } };
 * const { max, min, ...added } = setLimitRangeDefaults(range).spec.limits[0] ?? {};
 * added // => { type: 'Container', default: { memory: '1Gi' }, defaultRequest: { memory: '1Gi', cpu: '100m' } }
 */
export function setLimitRangeDefaults<L extends LimitRangeLike>(limitRange: L, options?: VersionOptions): L {
  const items = limitItems(limitRange, minorOf(options)).map(({ source, ...lists }) => {
    if (source.type === 'Container') {
      addMissing(lists.default, lists.max);
      addMissing(lists.defaultRequest, lists.default);
      addMissing(lists.defaultRequest, lists.min);
    }
    const item: Record<string, unknown> = { ...source };
    for (const name of listNames)
      if (Object.keys(lists[name]).length > 0)
        item[name === 'default' && Object.hasOwn(source, otherDefault) ? otherDefault : name] = rounded(lists[name]);
    return item;
  });
  return items.length === 0 ? limitRange : { ...limitRange, spec: { ...limitRange.spec, limits: items } };
}

function rounded(list: Totals): object {
  return Object.fromEntries(Object.entries(list).map(([name, amount]) => [name, amount.roundUp(Scale.Milli).toString()]));
}
