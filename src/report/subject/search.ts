/** An object of which nothing is known but that it has fields. */
export type Fields = Readonly<Record<string, unknown>>;

/** Where a search stands: the step that led there, and where that was taken; `undefined` is the object that was given. */
export interface Trail {
  readonly above: Trail | undefined;
  readonly key: string | number;
}

/** Is told of a pod template, and of how many of it are wanted. */
export type Found = (template: Fields, place: Trail | undefined, replicas: number | undefined) => void;

type Branches = readonly (readonly [key: string | number, value: object])[];

/** What is known of an object that was searched. */
interface Searched {
  /** What holds templates, or may hold some where the search did not go: too deep, or around in a circle. */
  branches: Branches;
  /** The last owner under which it was searched. */
  owner: object;
  /** Whether it is being searched: what leads back to it is a circle. */
  open: boolean;
}

/** Objects nested deeper than this are not searched. */
export const deepest = 24;
/** As often in a call is an object searched again that stands in several places of one owner. */
const mostAgain = 10_000;

/**
 * Searches objects for pod templates. Each object is read once; where it stands in several places, as it does behind the anchors of YAML, only
 * what holds templates is followed again, and that only {@link mostAgain} times.
 */
export class TemplateSearch {
  /** Owners apart from what they hold, since their metadata and status are left out. */
  private readonly owners = new Map<object, Searched>();
  private readonly searched = new Map<object, Searched>();
  private again = mostAgain;

  /** Tells of the templates in an owner; its metadata and its status are not searched. */
  below(owner: Fields, place: Trail | undefined, found: Found): void {
    const entries = (): Branches => entriesOf(owner).filter(([key]) => key !== 'metadata' && key !== 'status');
    this.follow(this.owners, owner, { owner, place, depth: 0, wanted: undefined, found }, entries);
  }

  /** Whether something may be searched that was searched before in this call. */
  mayRepeat(): boolean {
    return this.again-- > 0;
  }

  /** Whether an object holds templates, or may hold some where the search did not go. */
  private search(value: object, at: Visit): boolean {
    if (at.depth > deepest || this.owners.get(value)?.open === true) return true;
    if (!hasContainers(value as Fields)) return this.follow(this.searched, value, at, () => entriesOf(value));
    const known = this.searched.get(value);
    if (known?.owner === at.owner && !this.mayRepeat()) return true;
    this.searched.set(value, { branches: [], owner: at.owner, open: false });
    at.found(value as Fields, at.place, at.wanted);
    return true;
  }

  private follow(memo: Map<object, Searched>, value: object, at: Visit, entries: () => Branches): boolean {
    const known = memo.get(value);
    if (known?.open === true) return true;
    if (known?.branches.length === 0) return false;
    if (known?.owner === at.owner && memo === this.searched && !this.mayRepeat()) return true;
    const state: Searched = known ?? { branches: [], owner: at.owner, open: true };
    state.owner = at.owner;
    state.open = true;
    memo.set(value, state);
    const { depth, place, wanted } = at;
    const replicas = Array.isArray(value) ? wanted : replicasIn(value as Fields, wanted);
    const isBranch = ([key, inner]: Branches[number]): boolean =>
      this.search(inner, { ...at, place: { above: place, key }, depth: depth + 1, wanted: replicas });
    const branches = (known?.branches ?? entries()).filter(isBranch);
    state.branches = known?.branches ?? branches;
    state.open = false;
    return state.branches.length > 0;
  }
}

/** A visit to an object. */
interface Visit {
  readonly owner: object;
  readonly place: Trail | undefined;
  readonly depth: number;
  /** How many are wanted of what holds it. */
  readonly wanted: number | undefined;
  readonly found: Found;
}

/** The objects that a list or an object holds. */
function entriesOf(value: object): Branches {
  const entries = Array.isArray(value) ? [...(value as unknown[]).entries()] : Object.entries(value);
  return (entries as [string | number, unknown][]).filter((entry): entry is [string | number, object] => isObject(entry[1]));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function replicasIn(fields: Fields, wanted: number | undefined): number | undefined {
  return times(times(wanted, own(fields, 'replicas')), own(fields, 'parallelism'));
}

function times(count: number | undefined, factor: unknown): number | undefined {
  return typeof factor === 'number' && Number.isSafeInteger(factor) ? (count ?? 1) * factor : count;
}

/** Whether it is a pod, or a pod template. */
export function hasContainers(fields: Fields): boolean {
  const spec = own(fields, 'spec');
  return isFields(spec) && Array.isArray(own(spec, 'containers'));
}

export function own(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

export function isFields(value: unknown): value is Fields {
  return isObject(value) && !Array.isArray(value);
}
