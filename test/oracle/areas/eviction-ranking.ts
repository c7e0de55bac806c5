import type { PodLike } from '../../../src/core/index.ts';
import { rankDiskPressure, rankForSignal, type Signal } from '../../../src/eviction/index.ts';
import { flippable, evictionGates, gatesOfText } from '../flipped-gates.ts';
import { minors } from '../minors.ts';
import type { Topic } from '../topic.ts';
import { at, withLargeIntegers } from './eviction-forms.ts';
import { askAsKubelet, randomRank, rankCases, type RankIn } from './eviction-questions.ts';
import { rough } from '../rough.ts';

const always: readonly Signal[] = [
  'memory.available',
  'allocatableMemory.available',
  'pid.available',
  'nodefs.available',
  'nodefs.inodesFree',
  'imagefs.available',
  'imagefs.inodesFree',
];
const containerFs: readonly Signal[] = ['containerfs.available', 'containerfs.inodesFree'];

/** The places of all pods for every signal, and for bytes and inodes of the parts named. */
function places(input: RankIn, minor: number, gates = ''): Record<string, readonly number[]> {
  const options = { ...at(minor), featureGates: gatesOfText(gates) };
  const { pods, stats: given, fsStatsToMeasure = [], ...filesystems } = input;
  const stats = withLargeIntegers(given);
  const placesOf = (ranked: readonly PodLike[]): readonly number[] => ranked.map((pod) => pods.indexOf(pod));
  const result: Record<string, readonly number[]> = {};
  for (const signal of minor >= 29 ? [...always, ...containerFs] : always)
    result[signal] = placesOf(rankForSignal(signal, pods, stats, filesystems, options));
  for (const [name, diskResource] of [['bytes', 'ephemeral-storage'] as const, ['inodes', 'inodes'] as const])
    result[name] = placesOf(rankDiskPressure(pods, stats, { fsStatsToMeasure, diskResource }, options));
  return result;
}

const ranking: Topic<RankIn> = {
  folder: 'eviction',
  name: 'rankForSignal',
  upstream: 'pkg/kubelet/eviction/helpers.go buildSignalToRankFunc',
  fn: 'eviction.rank',
  minors,
  cases: rankCases,
  random: rough(randomRank, 'pods', 'stats'),
  ask: askAsKubelet,
  ours: (input, minor) => places(input, minor),
};

const rankingOfGates: Topic<RankIn> = {
  ...ranking,
  name: 'rankForSignal.gates',
  minors: flippable,
  gates: evictionGates,
  cases: function* (random) {
    for (let i = 0; i < 300; i++) yield { in: randomRank(random) };
  },
  ours: (input, minor) => places(input, minor, evictionGates(minor)),
};

export const rankingTopics = [ranking, rankingOfGates];
