import { calls } from './calls.ts';

/** The functions of a build of the package by name. */
export type Functions = Readonly<Record<string, unknown>>;

/** One wrong value in one place of a call. */
interface Fault {
  readonly label: string;
  /** The names on the way to the place, that of the argument first. */
  readonly place: readonly string[];
  readonly value: unknown;
}

type Call = Readonly<Record<string, unknown>>;

/** Text that is not an amount, a number, an object or a list, and that is not one of the words that some field takes. */
const wrong = '?';

/** Where a pod is broken: places of every kind, read by different rules. */
const podPlaces: readonly string[] = [
  'spec',
  'spec.containers.0',
  'spec.containers.0.resources.requests.cpu',
  'spec.containers.0.resources.limits.memory',
  'spec.initContainers.0.resources.requests.cpu',
  'spec.overhead.cpu',
  'spec.resources.limits.memory',
  'spec.volumes.0.emptyDir.sizeLimit',
  'spec.priority',
  'status.containerStatuses.0.resources.requests.cpu',
];

const versionFaults: readonly (readonly [name: string, value: unknown])[] = [
  ['kubernetesVersion', wrong],
  ['kubernetesVersion', '1.14'],
  ['featureGates', wrong],
  ['featureGates', { PodLevelResources: wrong }],
  ['featureGates', { PodOverhead: true }],
  ['featureGates', { UserNamespacesSupport: false }],
];

/** The first two resources stand for all of a list. */
const leftOut: ReadonlySet<string> = new Set(['ephemeral-storage', 'pods', 'hugepages-2Mi', 'example.com/x']);

/**
 * The faults that a function of a build refuses, with the code and path of each; one that is reported first stands before those that it hides.
 * Two faults in one place, and two with the same error, hide nothing. A pair to which the order does not apply follows as `one & other: error`.
 */
export function precedenceOf(functions: Functions, name: string): readonly string[] {
  const call = calls[name] ?? {};
  const run = functions[name] as (...args: readonly unknown[]) => unknown;
  const thrown = (...faults: readonly Fault[]): string | undefined => {
    try {
      run(...Object.values(faults.reduce((args, { place, value }) => withAt(args, place, value) as Call, call)));
      return undefined;
    } catch (error) {
      const { code, path = '' } = error as { code?: string; path?: string };
      return `${String(code)} ${path}`.trim();
    }
  };
  const refused = [...faultsOf(call)].flatMap((fault) => {
    const error = thrown(fault);
    return error === undefined ? [] : [{ fault, error, hides: new Set<string>() }];
  });
  const strange: string[] = [];
  for (const [i, one] of refused.entries())
    for (const other of refused.slice(i + 1)) {
      if (one.error === other.error || overlap(one.fault.place, other.fault.place)) continue;
      const error = thrown(one.fault, other.fault);
      if (error === one.error) one.hides.add(other.fault.label);
      else if (error === other.error) other.hides.add(one.fault.label);
      else strange.push(`${one.fault.label} & ${other.fault.label}: ${String(error)}`);
    }
  const order = inOrder(refused);
  const against = order.flatMap(({ fault, hides, error }, i) =>
    order.slice(0, i).flatMap((earlier) => (hides.has(earlier.fault.label) ? [`${earlier.fault.label} & ${fault.label}: ${error}`] : [])),
  );
  return [...order.map(({ fault, error }) => `${fault.label}: ${error}`), ...strange, ...against];
}

interface Refused {
  readonly fault: Fault;
  readonly error: string;
  /** The labels of the faults before which this one is reported. */
  readonly hides: ReadonlySet<string>;
}

/** The faults, each after those that hide it; in a circle the one that the fewest hide goes first. */
function inOrder(refused: readonly Refused[]): readonly Refused[] {
  const left = [...refused];
  const order: Refused[] = [];
  while (left.length > 0) {
    const hiding = left.map(({ fault }) => left.filter(({ hides }) => hides.has(fault.label)).length);
    order.push(...left.splice(hiding.indexOf(Math.min(...hiding)), 1));
  }
  return order;
}

function overlap(one: readonly string[], other: readonly string[]): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.every((name, i) => name === long[i]);
}

function* faultsOf({ options, ...others }: Call): Iterable<Fault> {
  for (const [argument, value] of Object.entries(others)) yield* faultsIn(value, [argument]);
  if (typeof options !== 'object' || options === null) return;
  for (const [name, value] of Object.entries(options)) yield* optionFaultsIn(value, ['options', name]);
  for (const [name, value] of versionFaults) yield { label: `options.${name} = ${JSON.stringify(value)}`, place: ['options', name], value };
}

function* faultsIn(value: unknown, place: readonly string[]): Iterable<Fault> {
  yield faultAt(place, wrong);
  if (typeof value !== 'object' || value === null) return;
  if ('spec' in value && 'metadata' in value) {
    for (const inner of podPlaces) yield faultAt([...place, ...inner.split('.')], wrong);
    return;
  }
  for (const [name, inner] of Object.entries(value)) if (!leftOut.has(name)) yield* faultsIn(inner, [...place, name]);
}

/** Wrong values of the kind that an option takes: that another kind is refused first, whatever it is, is a rule of its own. */
function* optionFaultsIn(value: unknown, place: readonly string[]): Iterable<Fault> {
  if (typeof value === 'string') yield faultAt(place, wrong);
  else if (typeof value === 'number') yield faultAt(place, -0.5);
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) if (!leftOut.has(name)) yield* faultsIn(inner, [...place, name]);
}

function faultAt(place: readonly string[], value: unknown): Fault {
  return { label: place.join('.'), place, value };
}

/** A value with another one at a place in it. */
function withAt(value: unknown, [name, ...rest]: readonly string[], other: unknown): unknown {
  if (name === undefined) return other;
  const inner = withAt((value as Call | undefined)?.[name], rest, other);
  return Array.isArray(value) ? value.with(Number(name), inner) : { ...(value as Call), [name]: inner };
}
