import { hasFields, invalid, SizingError } from '../errors.ts';

/** What an option holds. */
type Kind = 'flag' | 'number' | 'amount' | 'text' | 'texts' | 'list' | 'object' | 'version' | 'any';

/**
 * The name of every option that a function of this library takes, and what it holds. A function ignores the options of others, so that one
 * object serves many calls; a name that none of them knows is a slip.
 */
const kinds: { readonly [name: string]: Kind } = {
  kubernetesVersion: 'version',
  featureGates: 'any',
  cgroupVersion: 'number',
  conversion: 'text',
  cpuManagerPolicy: 'text',
  cpuPeriod: 'number',
  cpuWeightConversion: 'text',
  dedicatedImageFs: 'flag',
  enforceCPULimits: 'flag',
  enforceMemoryQoS: 'flag',
  enforceMinReclaim: 'flag',
  excludeOverhead: 'flag',
  exclusiveCPUs: 'flag',
  hostMemory: 'amount',
  inPlacePodLevelResourcesVerticalScalingEnabled: 'flag',
  inPlacePodVerticalScalingEnabled: 'flag',
  inUse: 'any',
  localStorageCapacityIsolation: 'flag',
  locale: 'texts',
  maxCycles: 'number',
  maximumFractionDigits: 'number',
  memoryManagerPolicy: 'text',
  memoryReservationPolicy: 'text',
  memoryThrottlingFactor: 'number',
  nodeAllocatableAbsolute: 'object',
  nonMissingContainerRequests: 'object',
  noswapSupported: 'flag',
  oldPod: 'object',
  now: 'number',
  os: 'text',
  podsOnNode: 'list',
  runtimeDefault: 'amount',
  scopes: 'list',
  singleProcessOOMKill: 'flag',
  skipContainerLevelResources: 'flag',
  skipPodLevelResources: 'flag',
  stats: 'object',
  swapBehavior: 'text',
  swapCapacity: 'amount',
  swapControllerAvailable: 'flag',
  unit: 'text',
  useDRANodeAllocatableResourceClaimStatus: 'flag',
  useStatusResources: 'flag',
};

const expected: { readonly [kind in Kind]: string } = {
  flag: 'true or false',
  number: 'a number',
  amount: 'an amount',
  text: 'a text',
  texts: 'a text or a list of texts',
  list: 'a list',
  object: 'an object',
  version: 'a Kubernetes version',
  any: 'a value',
};

/**
 * Refuses options that are not an object, names that no function knows and values of the wrong kind. An option that is `undefined` or `null`
 * is unset. Internal.
 *
 * @throws {SizingError} `InvalidInput`
 */
export function checkOptions(options: object): void {
  if (!hasFields(options)) throw invalid('an object', 'options', options, "write { kubernetesVersion: '1.34' }");
  for (const name in options) {
    const kind = kinds[name];
    if (kind === 'version' || kind === 'any') continue;
    const value = (options as { readonly [name: string]: unknown })[name];
    if (typeof kind !== 'string') {
      if (value !== undefined) throw unknownOption(name, value);
    } else if (value !== undefined && value !== null && !isOfKind(value, kind)) throw invalid(expected[kind], `options.${name}`, value);
  }
}

function isOfKind(value: unknown, kind: Kind): boolean {
  if (kind === 'flag') return typeof value === 'boolean';
  if (kind === 'number') return typeof value === 'number' || typeof value === 'bigint';
  if (kind === 'text') return typeof value === 'string';
  if (kind === 'texts') return typeof value === 'string' || Array.isArray(value);
  if (kind === 'list') return Array.isArray(value);
  if (kind === 'object') return hasFields(value);
  return typeof value !== 'boolean' && typeof value !== 'function' && typeof value !== 'symbol';
}

function unknownOption(name: string, value: unknown): SizingError {
  const hint = `did you mean ${nearestName(name)}?`;
  return new SizingError('InvalidInput', 'no function knows this option', { path: `options.${name}`, input: value, hint });
}

/** The known name that is made of a name's initials, or shares most words with it, or else is spelled most like it; of equal ones the first. */
function nearestName(name: string): string {
  const words = wordsOf(name.slice(0, longestName));
  const initials = words.map((word) => word.charAt(0)).join('');
  let [best, least] = ['', Infinity];
  for (const known of optionNames()) {
    const shared = wordsOf(known).filter((word) => words.includes(word)).length;
    const cost = known === initials ? -Infinity : shared > 0 ? -shared : distance(words.join(''), known.toLowerCase());
    if (cost < least) [best, least] = [known, cost];
  }
  return best;
}

const longestName = 60;

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}

/** How many letters have to be put in, taken out or replaced to make one text of another (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

/** The names that are known. Internal. */
export function optionNames(): readonly string[] {
  return Object.keys(kinds);
}
