import type { ExplanationStep } from '../../explanation.ts';
import { pointerTo, type Place } from '../subject/place.ts';
import { changed, operationAt, valueAt, writtenPlaces, type Change, type PatchOperation } from './patch.ts';
import type { Amount } from './subject.ts';
import { lintTexts, type SizingWarningCode } from './texts.ts';

/** A mistake that was found, and what its rule would change to mend it. */
export interface Finding {
  readonly code: SizingWarningCode;
  /** The place of the mistake, the amount that is wrong, or the path of an error. */
  readonly at: Place | Amount | string;
  /** Where it stands, as text. */
  readonly path: string;
  readonly inputs: ExplanationStep['inputs'];
  readonly changes: readonly Change[];
}

/** The patch of a finding, and what it writes first; `undefined` where that is nothing. */
export interface Mended {
  readonly patch: readonly PatchOperation[];
  readonly value: string | undefined;
}

/** A finding that shall be mended: what its rule proposed, and what it proposed after a look at the result. */
interface Mend {
  readonly finding: Finding;
  readonly proposals: readonly (readonly Change[])[];
}

/** Whether a finding is still there, or a new error, after its patch. */
type Fails = (mend: Mend, changed: unknown) => boolean;

/** By pointer what is written there in the end. */
type Plan = ReadonlyMap<string, { readonly change: Change; readonly rank: number }>;

/** As often is a plan looked at; on the first looks a rule may propose something else, later not. */
const mostLooks = 6;
const looksToPropose = 2;

/**
 * What mends the findings of a pod. The patches can be applied in any order, all or some of them: what stands at a place in the end is the
 * same in all.
 *
 * The pod as it would be is looked at again. A finding that is still there is mended as its rule proposes then, or left to the author; so is
 * what brings a new error. A plan that has not settled after a few looks is given up.
 *
 * @param look finds the mistakes of a changed pod
 * @param pointer where the pod stands in the object that was given
 */
export function mendingOf(
  pod: unknown,
  findings: readonly Finding[],
  look: (changed: unknown) => readonly Finding[],
  pointer: string,
): ReadonlyMap<Finding, Mended> {
  const known = new Set(findings.map(keyOf));
  let mends = findings.filter(({ changes }) => changes.length > 0).map((finding): Mend => ({ finding, proposals: [finding.changes] }));
  for (let looks = 0; looks < mostLooks && mends.length > 0; looks++) {
    const plan = planOf(mends);
    const kept = mends.filter((mend) => isKept(mend, plan));
    const next = kept.length < mends.length ? kept : corrected(mends, look(result(pod, plan)), known, looks < looksToPropose);
    if (next === mends)
      return patchesOf(pod, plan, mends, (mend, changed) => corrected([mend], look(changed), known, false).length === 0, pointer);
    mends = next;
  }
  return new Map();
}

function keyOf({ code, path, inputs: { name } }: Finding): string {
  return `${code} ${path} ${typeof name === 'string' ? name : ''}`;
}

function result(pod: unknown, plan: Plan): unknown {
  return changed(
    pod,
    [...plan.values()].map(({ change }) => change),
  );
}

const severities = ['info', 'warning', 'error'] as const;

/** The latest look, the worst mistake, a removal and the later rule decide, in this order, between several proposals for a place. */
function planOf(mends: readonly Mend[]): Plan {
  const plan = new Map<string, { readonly change: Change; readonly rank: number }>();
  for (const { finding, proposals } of mends)
    for (const [look, changes] of proposals.entries())
      for (const change of changes) {
        const severity = severities.indexOf(lintTexts[finding.code][0]);
        const rank = look * 4 + severity + (severity === 2 && change[1] === undefined ? 1 : 0);
        const at = pointerTo(change[0]);
        if (rank >= (plan.get(at)?.rank ?? 0)) plan.set(at, { change, rank });
      }
  return plan;
}

/** Whether nothing takes away what a finding would write. */
function isKept({ finding }: Mend, plan: Plan): boolean {
  return finding.changes.every(([place, value]) => {
    const isRemoved = (length: number): boolean => {
      const planned = plan.get(pointerTo(place.slice(0, length)));
      return planned !== undefined && planned.change[1] === undefined;
    };
    return !(value !== undefined && isRemoved(place.length)) && !place.some((_, length) => isRemoved(length));
  });
}

/** What still shall be mended after a look at the result; the same where that is as it should be. */
function corrected(mends: readonly Mend[], left: readonly Finding[], known: ReadonlySet<string>, proposes: boolean): Mend[] {
  const byKey = new Map(mends.map((mend) => [keyOf(mend.finding), mend]));
  const again = new Map<Mend, readonly Change[] | undefined>();
  const causes = causesAmong(mends);
  for (const finding of left) {
    const key = keyOf(finding);
    const mend = byKey.get(key);
    if (mend !== undefined) again.set(mend, proposes && finding.changes.length > 0 ? finding.changes : undefined);
    else if (!known.has(key) && lintTexts[finding.code][0] === 'error') for (const cause of causes(finding)) again.set(cause, undefined);
  }
  if (again.size === 0) return mends as Mend[];
  return mends.flatMap((mend) => {
    const changes = again.get(mend);
    if (changes === undefined) return again.has(mend) ? [] : [mend];
    return [{ ...mend, proposals: [...mend.proposals, changes] }];
  });
}

/** Whose place it is: that of a container or volume, else of the pod. */
function ownerOf(place: Place): string {
  return pointerTo(place.slice(0, typeof place[2] === 'number' ? 3 : 1));
}

/** The resource whose amount stands at a place. */
function resourceOf(place: Place): string | undefined {
  const list = place.at(-2);
  return list === 'requests' || list === 'limits' || list === 'overhead' ? String(place.at(-1)) : undefined;
}

/** Finds what may have brought a new error: what mends the same amount, or else the same owner or resource, or else anything. */
function causesAmong(mends: readonly Mend[]): (finding: Finding) => readonly Mend[] {
  const near = new Map<string, Mend[]>();
  for (const mend of mends)
    for (const [place] of mend.finding.changes)
      for (const key of [ownerOf(place), String(resourceOf(place)), `${ownerOf(place)} ${resourceOf(place)}`]) push(near, key, mend);
  const take = (key: string): readonly Mend[] => {
    const found = near.get(key) ?? [];
    near.delete(key);
    return found;
  };
  return ({ at, inputs: { name: named } }) => {
    if (typeof at === 'string') return mends;
    const place = 'quantity' in at ? at.place : at;
    const name = resourceOf(place) ?? (typeof named === 'string' ? named : '');
    const same = take(`${ownerOf(place)} ${name}`);
    const found = same.length > 0 ? same : [...take(ownerOf(place)), ...take(name)];
    return found.length > 0 ? found : mends;
  };
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** More patches are not tried out one by one, and none is widened more often. */
const mostTried = 16;
const mostWidened = 4;

/**
 * Each patch writes what the plan says at the places of its finding; with them what bears on those where it does not do alone, and all of
 * the plan where that does not do either.
 */
function patchesOf(pod: unknown, plan: Plan, mends: readonly Mend[], fails: Fails, pointer: string): ReadonlyMap<Finding, Mended> {
  const goal = result(pod, plan);
  const bearing = bearingIn(plan);
  const all = [...plan.values()].map(({ change: [place] }) => place);
  const width = mends.map((): number => (mends.length > mostTried ? 1 : 0));
  const placesOf = ({ proposals }: Mend, i: number): readonly Place[] => {
    const own = proposals.flat().map(([place]) => place);
    if (width[i] === 0) return own;
    return [...own, ...(width[i] === 1 ? own.flatMap(bearing) : all)];
  };
  const writtenNow = (): readonly (readonly Place[])[] => writtenPlaces(pod, goal, mends.map(placesOf));
  const withWritten = (places: readonly Place[]): unknown =>
    changed(
      pod,
      places.map((place) => [place, valueAt(goal, place)]),
    );
  let written = writtenNow();
  let tries = mends.length <= mostTried && bearOnEachOther(mends) ? mostWidened : 0;
  for (let widened = true; widened && tries > 0; tries--) {
    widened = false;
    for (const [i, mend] of mends.entries()) {
      if ((width[i] ?? 2) >= 2) continue;
      const others = dependsOnOthers(mend) ? mends.keys() : [i];
      const failsWith = (other: number): boolean => fails(mend, withWritten([...(written[i] ?? []), ...(written[other] ?? [])]));
      if (![...others].some(failsWith)) continue;
      width[i] = (width[i] ?? 0) + 1;
      widened = true;
    }
    written = writtenNow();
  }
  return new Map(
    mends.map(({ finding }, i) => {
      const patch = (written[i] ?? []).map((place) => operationAt(pod, goal, place, pointer));
      const value = valueAt(goal, finding.changes[0]?.[0] ?? []);
      return [finding, { patch, value: typeof value === 'string' ? value : undefined }];
    }),
  );
}

/** Whether what a patch writes is bounded by amounts of several containers: those of the pod itself, and the size of a volume. */
function dependsOnOthers({ proposals }: Mend): boolean {
  return proposals.flat().some(([place]) => ownerOf(place) === '/spec' || place.at(-1) === 'sizeLimit');
}

/** Whether the patches of some may need each other, as they do not when each is about a container of its own. */
function bearOnEachOther(mends: readonly Mend[]): boolean {
  const owners = new Set<string>();
  for (const { proposals } of mends) {
    const own = new Set(proposals.flat().map(([place]) => ownerOf(place)));
    for (const owner of own) if (owner === '/spec' || owners.size === owners.add(owner).size) return mends.length > 1;
  }
  return false;
}

/** What is planned for the same resource of the same container, and of the pod itself. */
function bearingIn(plan: Plan): (place: Place) => readonly Place[] {
  const groups = new Map<string, Place[]>();
  const keys = (place: Place): readonly string[] => [ownerOf(place), '/spec'].map((owner) => `${owner} ${resourceOf(place)}`);
  for (const {
    change: [place],
  } of plan.values())
    if (resourceOf(place) !== undefined) push(groups, keys(place)[0] ?? '', place);
  return (place) => keys(place).flatMap((key) => groups.get(key) ?? []);
}
