import { cpuSharesToCPUWeight, milliCPUToQuota, milliCPUToShares, quotaToMilliCPU, sharesToMilliCPU } from '../../../src/cgroup/index.ts';
import type { GateOptions } from '../../../src/version/index.ts';
import { gatesOfText } from '../flipped-gates.ts';
import { minorsFrom } from '../minors.ts';
import type { Random } from '../random.ts';
import type { AnyTopic, Case, Topic } from '../topic.ts';

type In = readonly number[];

const edges = [0, 1, 2, 3, 9, 10, 999, 1000, 1001, 1024, 100_000, 256_000, 262_143, 262_144, 262_145, 9_007_199_254_740_991];

function integer(random: Random): number {
  if (random.chance(0.2)) return random.pick(edges);
  const magnitude = Math.floor(2 ** (random.next() * 53));
  return random.chance(0.05) ? -magnitude : magnitude;
}

interface Conversion {
  readonly name: string;
  readonly upstream: string;
  readonly fn?: string;
  readonly first: number;
  /** What upstream's side takes: two signed numbers, a signed one, or one of at least 0 or 1. */
  readonly takes: 'pair' | 'signed' | 'unsigned' | 'positive';
  readonly gates?: (minor: number) => string;
  readonly ours: (input: In, options: GateOptions) => number;
}

function topicOf({ name, upstream, fn = name, first, takes, gates, ours }: Conversion): Topic<In> {
  const pair = takes === 'pair';
  const least = takes === 'positive' ? 1 : takes === 'unsigned' ? 0 : -Infinity;
  const random = (source: Random): In => Array.from({ length: pair ? 2 : 1 }, () => Math.max(least, integer(source)));
  return {
    folder: 'cgroup',
    name,
    upstream,
    fn,
    minors: minorsFrom(first),
    ...(gates === undefined ? {} : { gates }),
    *cases(source): Iterable<Case<In>> {
      for (const edge of edges) if (edge >= least) yield { in: pair ? [edge, 100_000] : [edge] };
      for (let i = 0; i < 300; i++) yield { in: random(source) };
    },
    random,
    ask: (input) => (pair ? input.map(String) : String(input[0])),
    read: (result) => (Number.isSafeInteger(Number(result)) ? Number(result) : { error: 'OutOfRange' }),
    ours: (input, minor) => ours(input, { kubernetesVersion: `1.${minor}`, featureGates: gatesOfText(gates?.(minor) ?? '') }),
  };
}

const helpers = 'pkg/kubelet/cm';
const quota: Conversion = {
  name: 'milliCPUToQuota',
  upstream: `${helpers} MilliCPUToQuota`,
  first: 15,
  takes: 'pair',
  ours: ([milliCPU = 0, period = 0], options) => milliCPUToQuota(milliCPU, period, options),
};

/** The conversions of CPU. Upstream's weight of 0 shares is left out: the kubelet never asks for it. */
export const cpuTopics: readonly AnyTopic[] = [
  topicOf({
    name: 'milliCPUToShares',
    upstream: `${helpers} MilliCPUToShares`,
    first: 15,
    takes: 'signed',
    ours: ([milliCPU = 0], options) => milliCPUToShares(milliCPU, options),
  }),
  topicOf(quota),
  topicOf({ ...quota, name: 'milliCPUToQuota.period', fn: quota.name, gates: (minor) => `CustomCPUCFSQuotaPeriod=${minor < 36}` }),
  topicOf({
    name: 'sharesToMilliCPU',
    upstream: `${helpers} SharesToMilliCPU`,
    first: 27,
    takes: 'unsigned',
    ours: ([shares = 0]) => sharesToMilliCPU(shares),
  }),
  topicOf({
    name: 'quotaToMilliCPU',
    upstream: `${helpers} QuotaToMilliCPU`,
    first: 27,
    takes: 'pair',
    ours: ([microseconds = 0, period = 0]) => quotaToMilliCPU(microseconds, period),
  }),
  topicOf({
    name: 'cpuSharesToCPUWeight',
    upstream: `${helpers} getCPUWeight`,
    fn: 'cpuWeight',
    first: 19,
    takes: 'positive',
    ours: ([shares = 0]) => cpuSharesToCPUWeight(shares, { conversion: 'linear' }),
  }),
];
