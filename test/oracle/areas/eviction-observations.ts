import type { SummaryLike } from '../../../src/core/index.ts';
import { adjustForHugePages, makeSignalObservations, thresholdsMet } from '../../../src/eviction/index.ts';
import { minors, minorsFrom } from '../minors.ts';
import type { Random } from '../random.ts';
import type { Case, Topic } from '../topic.ts';
import {
  at,
  observationsOf,
  readThresholds,
  showObservations,
  showThresholds,
  thresholdsOf,
  withLargeIntegers,
  type ObservationTexts,
  type ThresholdText,
} from './eviction-forms.ts';
import { randomThreshold, signals } from './eviction-thresholds.ts';
import { realClusters } from './eviction-real.ts';

const times = [
  '2026-01-31T12:00:00Z',
  '2026-01-31T12:00:10Z',
  '2026-01-31T13:00:00+01:00',
  '2026-01-31T12:00:00.123456789Z',
  '2026-01-31T11:59:59.9Z',
  '0001-01-01T00:00:00Z',
  null,
];
const edges = [0, 1, '18446744073709551615', '9223372036854775807', '9223372036854775808', '9007199254740993', 9007199254740991];

/** An amount of bytes or inodes that looks real, or is at an edge. */
function randomInteger(random: Random, most = 40): number | string {
  if (random.chance(0.03)) return random.pick(edges);
  return random.chance(0.3) ? random.below(4) * 2 ** 30 : Math.floor(random.next() * 2 ** (10 + random.below(most - 10)));
}

/** An object with each field most of the time. */
function some<T>(random: Random, present: number, fields: Record<string, () => T>): Record<string, T> {
  const names = Object.keys(fields).filter(() => random.chance(present));
  return Object.fromEntries(names.map((name) => [name, (fields[name] as () => T)()]));
}

function randomFs(random: Random): Record<string, unknown> {
  const integer = (): unknown => randomInteger(random);
  return some<unknown>(random, 0.9, {
    time: () => random.pick(times),
    availableBytes: integer,
    capacityBytes: integer,
    usedBytes: integer,
    inodesFree: integer,
    inodes: integer,
  });
}

function randomMemory(random: Random): Record<string, unknown> {
  const integer = (): unknown => randomInteger(random);
  return some<unknown>(random, 0.9, {
    time: () => random.pick(times),
    availableBytes: integer,
    usageBytes: integer,
    workingSetBytes: integer,
  });
}

/** A summary with its node, of which parts may be missing. */
export function randomSummary(random: Random): SummaryLike {
  const containers = ['pods', 'kubelet', 'windows-global-commit-memory', 'pods'];
  const process = (): number => random.pick([-1, 0, 1, 700, 32768, 4194304]);
  const node = some<unknown>(random, 0.93, {
    memory: () => randomMemory(random),
    systemContainers: () =>
      random.some(containers, 0.7).map((name) => ({ name, ...some(random, 0.95, { memory: () => randomMemory(random) }) })),
    fs: () => randomFs(random),
    runtime: () => some<unknown>(random, 0.8, { imageFs: () => randomFs(random), containerFs: () => randomFs(random) }),
    rlimit: () => some<unknown>(random, 0.95, { time: () => random.pick(times), maxpid: process, curproc: process }),
  });
  return { node };
}

function* summaryCases(random: Random): Iterable<Case<SummaryLike>> {
  for (const { name, summary } of realClusters()) yield { name, in: { node: summary.node ?? null } };
  yield { in: { node: {} } };
  for (let i = 0; i < 900; i++) yield { in: randomSummary(random) };
}

const observe: Topic<SummaryLike> = {
  folder: 'eviction',
  name: 'makeSignalObservations',
  upstream: 'pkg/kubelet/eviction/helpers.go makeSignalObservations',
  fn: 'eviction.observe',
  minors,
  cases: summaryCases,
  random: randomSummary,
  ours: (input, minor) => showObservations(makeSignalObservations(withLargeIntegers(input), at(minor))),
};

const observeWindows: Topic<SummaryLike> = {
  ...observe,
  name: 'makeSignalObservations.windows',
  upstream: 'pkg/kubelet/eviction/helpers_windows.go makeMemoryAvailableSignalObservation',
  fn: (minor) => (minor >= 31 ? 'eviction.observeWindows' : 'eviction.observe'),
  cases: function* (random) {
    for (const { name, summary } of realClusters()) yield { name, in: { node: summary.node ?? null } };
    for (let i = 0; i < 200; i++) yield { in: randomSummary(random) };
  },
  ours: (input, minor) => showObservations(makeSignalObservations(withLargeIntegers(input), { ...at(minor), os: 'windows' })),
};

/** Observations of some signals, whichever the minor has. */
export function randomObservations(random: Random): ObservationTexts {
  const amount = (): string => random.pick(['0', '1Mi', '100Mi', '1Gi', '2Gi', '5Gi', '300', '32768', '4194304']);
  return Object.fromEntries(random.some(signals, 0.7).map((signal) => [signal, { available: amount(), capacity: amount() }]));
}

interface MetIn {
  readonly thresholds: readonly ThresholdText[];
  readonly summary: SummaryLike;
  /** In place of those of the summary. */
  readonly observations?: ObservationTexts;
  readonly enforceMinReclaim?: boolean;
}

const randomMet = (random: Random): MetIn => ({
  thresholds: random.many(6, () => randomThreshold(random)),
  summary: randomSummary(random),
  ...(random.chance(0.5) ? { enforceMinReclaim: true } : {}),
});

const randomMetObserved = (random: Random): MetIn => ({ ...randomMet(random), observations: randomObservations(random) });

/** Available exactly at the value, one below and one above, with and without a minimum reclaim. */
function* metCases(random: Random): Iterable<Case<MetIn>> {
  for (const availableBytes of [1048575, 1048576, 1048577, 2097151, 2097152, 2097153]) {
    for (const enforceMinReclaim of [false, true]) {
      for (const minReclaim of [undefined, { quantity: '1Mi' }, { quantity: '0' }, { percentage: Math.fround(0.1) }]) {
        const threshold = {
          signal: 'memory.available',
          operator: 'LessThan',
          value: { quantity: '1Mi' },
          ...(minReclaim === undefined ? {} : { minReclaim }),
        } as const;
        yield {
          in: { thresholds: [threshold], summary: { node: { memory: { availableBytes, workingSetBytes: 8388608 } } }, enforceMinReclaim },
        };
      }
    }
  }
  for (let i = 0; i < 900; i++) yield { in: randomMet(random) };
  for (let i = 0; i < 200; i++) yield { in: { ...randomMetObserved(random), summary: {} } };
}

const met: Topic<MetIn> = {
  folder: 'eviction',
  name: 'thresholdsMet',
  upstream: 'pkg/kubelet/eviction/helpers.go thresholdsMet',
  fn: 'eviction.met',
  minors,
  cases: metCases,
  random: (random) => (random.chance(0.8) ? randomMet(random) : randomMetObserved(random)),
  read: readThresholds,
  ours: ({ thresholds, summary, observations: own, enforceMinReclaim }, minor) => {
    const observations = own === undefined ? makeSignalObservations(withLargeIntegers(summary), at(minor)) : observationsOf(own, minor);
    return showThresholds(thresholdsMet(thresholdsOf(thresholds, minor), observations, { ...at(minor), enforceMinReclaim }));
  },
};

interface HugePagesIn {
  readonly memory: { readonly availableBytes?: number | null; readonly workingSetBytes?: number };
  readonly node?: { readonly status?: { readonly capacity?: Record<string, string> } };
}

function randomHugePages(random: Random): HugePagesIn {
  const names = ['hugepages-2Mi', 'hugepages-1Gi', 'hugepages-64Ki', 'hugepages-', 'hugepages', 'memory', 'example.com/hugepages-2Mi'];
  const amounts = ['0', '1Gi', '2Mi', '512Mi', '1.5Gi', '0.5', '1E', '-1Gi', '16Ei', '4G'];
  const capacity = Object.fromEntries(random.some(names, 0.4).map((name) => [name, random.pick(amounts)]));
  const available = random.chance(0.9)
    ? { availableBytes: random.pick([0, 1, 2097152, 1073741824, 1073741825, 1610612736, 34359738368]) }
    : {};
  return {
    memory: { ...available, ...(random.chance(0.8) ? { workingSetBytes: 1048576 } : {}) },
    ...(random.chance(0.95) ? { node: random.chance(0.95) ? { status: { capacity } } : {} } : {}),
  };
}

const hugePages: Topic<HugePagesIn> = {
  folder: 'eviction',
  name: 'adjustForHugePages',
  upstream: 'pkg/kubelet/server/stats/summary.go adjustForHugePages',
  fn: 'eviction.hugePages',
  minors: minorsFrom(37),
  cases: function* (random) {
    for (let i = 0; i < 400; i++) yield { in: randomHugePages(random) };
  },
  random: randomHugePages,
  // upstream's structure has no field for an absent time
  read: (result) => ({ ...(result as object), time: undefined }),
  ours: ({ memory, node }, minor) => adjustForHugePages(memory, node, at(minor)),
};

export const observationTopics = [observe, observeWindows, met, hugePages];
