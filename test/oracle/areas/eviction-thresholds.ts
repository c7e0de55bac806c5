import {
  getThresholdQuantity,
  kubeletThresholds,
  parseThresholdConfig,
  updateContainerFsThresholds,
  type KubeletEvictionConfig,
  type OperatingSystem,
  type ThresholdConfig,
} from '../../../src/eviction/index.ts';
import { minors } from '../minors.ts';
import type { Random } from '../random.ts';
import type { Case, Topic } from '../topic.ts';
import { at, readThresholds, show, showThresholds, thresholdsOf, valueOf, type ThresholdText, type ValueText } from './eviction-forms.ts';

/** The signals that a question names. */
export const signals = [
  'memory.available',
  'nodefs.available',
  'nodefs.inodesFree',
  'imagefs.available',
  'imagefs.inodesFree',
  'containerfs.available',
  'containerfs.inodesFree',
  'allocatableMemory.available',
  'pid.available',
] as const;

const common = signals.filter((signal) => !signal.startsWith('containerfs') && !signal.startsWith('allocatable'));
const amounts = '100Mi|1Gi|1.5Gi|500M|1|1000|2000|0.5|1e3|1E|16Ei|9223372036854775808|1n|0100Mi'.split('|');
const percentages = '10%|5%|15%|1%|0.5%|99.9%|33.333333%|50%|100.0%|0.0%|0.00%|100.00000001%|5%%|12.5%'.split('|');
const oddPercentages = '0%|100%|101%|150%|10000%|10001%|-1%|-0%|1_0%|0x1p3%|1e1%|1e-40%|1e-50%|1e40%|%|%%'.split('|');
const worsePercentages = '-Inf%| 10%|10 %|+10%|.5%|5.%|1__0%|0x%|x%|0x1.8p1%|0X1P-2%|16777217%|1e+1%'.split('|');
/** Taken by upstream, refused here: only the hand-written cases have them. */
const notFinite = ['Inf%', 'NaN%'];
const oddAmounts = '0|-1|-1Mi||100mi|1.5.5|Mi|1GiB|0Gi|-0|1e|1KI| 1Gi|0.0000000001'.split('|');
const durations = '1m30s|90s|2m|1h|100ms|1.5s|0s|0|1h1m1s1ms1us1ns|.5s|1.s|2540400h|1µs|1μs|+5s'.split('|');
const oddDurations = '-1s|-0s|90||s|1d|1 s|1m 30s|2562048h|9223372036854775807ns|9223372036854775808ns|1e3s|.s|--1s|1m-1s'.split('|');
const oddSignals = ['mem.available', 'constructor', '__proto__', '', 'nodefs', 'memory.available '];

function statement(random: Random, odd: boolean): string {
  if (!odd) return random.chance(0.5) ? random.pick(amounts) : random.pick(percentages);
  return random.pick(random.pick([oddPercentages, worsePercentages, oddAmounts]));
}

function map(names: readonly string[], make: () => string): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, make()]));
}

/** A configuration in which at most one thing is odd most of the time. */
export function randomConfig(random: Random): ThresholdConfig {
  const odd = random.below(14);
  const names = (probability: number): string[] => random.some(random.chance(0.15) ? signals : common, probability);
  const hard = map(names(0.4), () => statement(random, false));
  const soft = map(names(0.25), () => statement(random, false));
  const grace = map(odd === 1 ? names(0.3) : Object.keys(soft), () => random.pick(durations));
  const reclaim = map(names(0.2), () => statement(random, false));
  const signal = random.pick(random.chance(0.1) ? oddSignals : common);
  if (odd === 2) hard[signal] = statement(random, true);
  if (odd === 3) soft[signal] = statement(random, true);
  if (odd === 3) grace[signal] = random.pick(durations);
  if (odd === 4) grace[signal] = random.pick(oddDurations);
  if (odd === 5) reclaim[signal] = random.chance(0.5) ? random.pick(oddAmounts) : random.pick([...oddPercentages, ...worsePercentages]);
  return {
    ...(Object.keys(hard).length > 0 || random.chance(0.3) ? { evictionHard: hard } : {}),
    ...(Object.keys(soft).length > 0 ? { evictionSoft: soft, evictionSoftGracePeriod: grace } : {}),
    ...(Object.keys(reclaim).length > 0 ? { evictionMinimumReclaim: reclaim } : {}),
    ...(random.chance(0.5)
      ? { enforceNodeAllocatable: random.pick([['pods'], [], ['pods', 'system-reserved'], ['kube-reserved'], ['none']]) }
      : {}),
  };
}

function* parseCases(random: Random): Iterable<Case<ThresholdConfig>> {
  const texts = [...amounts, ...percentages, ...oddPercentages, ...worsePercentages, ...notFinite, ...oddAmounts, ...awkwardPercentages()];
  for (const text of texts) {
    yield { in: { evictionHard: { 'nodefs.available': text } } };
    yield { in: { evictionMinimumReclaim: { 'nodefs.available': text }, evictionHard: { 'nodefs.available': '10%' } } };
  }
  for (const text of [...durations, ...oddDurations]) {
    yield {
      in: {
        evictionSoft: { 'memory.available': '1Gi' },
        evictionSoftGracePeriod: { 'memory.available': text },
        enforceNodeAllocatable: ['pods'],
      },
    };
  }
  for (const signal of [...signals, ...oddSignals]) {
    for (const name of ['evictionHard', 'evictionMinimumReclaim'] as const) yield { in: { [name]: { [signal]: '1Gi' } } };
    yield { in: { evictionSoft: { [signal]: '1Gi' }, evictionSoftGracePeriod: { [signal]: '1m' } } };
    yield { in: { evictionSoftGracePeriod: { [signal]: '1m' } } };
  }
  yield { in: {} };
  yield { in: { evictionHard: {}, enforceNodeAllocatable: ['pods'] } };
  yield { in: { evictionSoft: { 'memory.available': '1Gi' } } };
  for (let i = 0; i < 3000; i++) yield { in: randomConfig(random) };
}

/** Percentages around the places where a float32 has to be rounded. */
function* awkwardPercentages(): Iterable<string> {
  for (const text of [
    '16777216',
    '16777217',
    '16777219',
    '33554434',
    '0.1',
    '0.3',
    '0.7',
    '1.1',
    '3.3',
    '14.9',
    '1.17549435e-38',
    '1.4e-45',
    '7e-46',
  ])
    yield `${text}%`;
  for (const text of [
    '1.0000000596046448',
    '1.00000005960464477539062500001',
    '0x1.000001p0',
    '0x1.0000010000000000000001p0',
    '0x1.fffffe8p3',
  ])
    yield `${text}%`;
}

const base = { folder: 'eviction', minors } as const;

const parse: Topic<ThresholdConfig> = {
  ...base,
  name: 'parseThresholdConfig',
  upstream: 'pkg/kubelet/eviction/helpers.go ParseThresholdConfig',
  fn: 'eviction.parse',
  cases: parseCases,
  random: randomConfig,
  read: (result) => (Array.isArray(result) ? readThresholds(result) : result),
  ours: (input, minor) => showThresholds(parseThresholdConfig(input, at(minor))),
};

interface ConfigIn {
  readonly config: KubeletEvictionConfig;
  readonly os?: OperatingSystem;
}

function randomFile(random: Random): ConfigIn {
  const merge = random.pick([true, true, false, null, undefined]);
  const config = random.chance(0.1) ? {} : randomConfig(random);
  return {
    config: { ...config, ...(merge === undefined ? {} : { mergeDefaultEvictionSettings: merge }) },
    ...(random.chance(0.3) ? { os: 'windows' } : {}),
  };
}

function* fileCases(random: Random): Iterable<Case<ConfigIn>> {
  for (const os of ['linux', 'windows'] as const) {
    for (const mergeDefaultEvictionSettings of [undefined, false, true]) {
      const merge = mergeDefaultEvictionSettings === undefined ? {} : { mergeDefaultEvictionSettings };
      const maps = [undefined, null, {}, { 'memory.available': '1Gi' }, { 'nodefs.available': '0%' }, { 'pid.available': '5%' }];
      for (const evictionHard of maps) yield { in: { os, config: { ...merge, ...(evictionHard === undefined ? {} : { evictionHard }) } } };
      for (const enforceNodeAllocatable of [null, [], ['none'], ['pods', 'kube-reserved']])
        yield { in: { os, config: { ...merge, enforceNodeAllocatable } } };
    }
  }
  for (let i = 0; i < 600; i++) yield { in: randomFile(random) };
}

const file: Topic<ConfigIn> = {
  ...base,
  name: 'kubeletThresholds',
  upstream: 'cmd/kubelet/app/server.go loadConfigFile, pkg/kubelet/apis/config/v1beta1/defaults.go SetDefaults_KubeletConfiguration',
  fn: 'eviction.config',
  cases: fileCases,
  random: randomFile,
  read: (result) => {
    const { thresholds } = result as { readonly thresholds: unknown };
    return Array.isArray(thresholds) ? readThresholds(thresholds) : thresholds;
  },
  ours: ({ config, os }, minor) => showThresholds(kubeletThresholds(config, { ...at(minor), os })),
};

interface QuantityIn {
  readonly value: ValueText;
  readonly capacity: string;
}

const capacities = [
  '0',
  '1',
  '1000000000',
  '1G',
  '100G',
  '7Gi',
  '16Gi',
  '1.5Gi',
  '1000',
  '32768',
  '8Ei',
  '10E',
  '-1Gi',
  '9007199254740993',
  '0.5',
  '1n',
];

/** A fraction as a float32 of which JSON keeps every digit. */
const fraction = (random: Random): number =>
  Math.fround(random.chance(0.7) ? random.below(1000) / 1000 : random.next() * random.pick([1, 1, 100, 1e-7, 1e15]));

const randomValue = (random: Random): ValueText =>
  random.chance(0.2) ? { quantity: random.pick(amounts) } : { percentage: fraction(random) };

const randomQuantity = (random: Random): QuantityIn => ({
  value: randomValue(random),
  capacity: random.chance(0.3) ? random.pick(capacities) : String(Math.floor(random.next() * 2 ** random.below(53))),
});

function* quantityCases(random: Random): Iterable<Case<QuantityIn>> {
  for (const capacity of capacities)
    for (const percent of [0, 0.05, 0.1, 0.15, 0.3, 0.7, 0.999, 1, 1.5, 100])
      yield { in: { value: { percentage: Math.fround(percent) }, capacity } };
  for (const quantity of amounts) yield { in: { value: { quantity }, capacity: '1' } };
  for (let i = 0; i < 1000; i++) yield { in: randomQuantity(random) };
}

const quantity: Topic<QuantityIn> = {
  ...base,
  name: 'getThresholdQuantity',
  upstream: 'pkg/kubelet/eviction/api/types.go GetThresholdQuantity',
  fn: 'eviction.quantity',
  cases: quantityCases,
  random: randomQuantity,
  ours: ({ value, capacity }, minor) => show(getThresholdQuantity(valueOf(value, minor), capacity, at(minor))),
};

interface UpdateIn {
  readonly thresholds: readonly ThresholdText[];
  readonly dedicatedImageFs?: boolean;
  readonly splitContainerImageFs?: boolean;
}

/** A threshold of any signal, hard or soft. */
export function randomThreshold(random: Random, names: readonly ThresholdText['signal'][] = signals): ThresholdText {
  return {
    signal: random.pick(names),
    operator: random.chance(0.97) ? 'LessThan' : '',
    value: randomValue(random),
    ...(random.chance(0.4) ? { gracePeriodSeconds: random.pick([0.5, 1, 10, 30, 90, 300]) } : {}),
    ...(random.chance(0.3) ? { minReclaim: randomValue(random) } : {}),
  };
}

const randomUpdate = (random: Random): UpdateIn => ({
  thresholds: random.many(8, () =>
    randomThreshold(
      random,
      signals.filter((signal) => signal.includes('fs.')),
    ),
  ),
  dedicatedImageFs: random.chance(0.6),
  splitContainerImageFs: random.chance(0.5),
});

function* updateCases(random: Random): Iterable<Case<UpdateIn>> {
  for (let i = 0; i < 800; i++) yield { in: randomUpdate(random) };
}

const update: Topic<UpdateIn> = {
  ...base,
  name: 'updateContainerFsThresholds',
  upstream: 'pkg/kubelet/eviction/helpers.go UpdateContainerFsThresholds',
  fn: 'eviction.update',
  cases: updateCases,
  random: randomUpdate,
  read: (result) => {
    const { thresholds, errors } = result as { readonly thresholds: unknown; readonly errors: unknown };
    return { thresholds: readThresholds(thresholds), errors };
  },
  ours: ({ thresholds, ...filesystems }, minor) => {
    const result = updateContainerFsThresholds(thresholdsOf(thresholds, minor), filesystems, at(minor));
    return { thresholds: showThresholds(result.thresholds), errors: result.errors };
  },
};

export const thresholdTopics = [parse, file, quantity, update];
