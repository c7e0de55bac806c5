import type { Eviction } from '../../../src/eviction/index.ts';
import { localStorageEviction } from '../../../src/eviction/index.ts';
import type { PodLike } from '../../../src/core/index.ts';
import { flippable, evictionGates, gatesOfText } from '../flipped-gates.ts';
import { minors } from '../minors.ts';
import type { Topic } from '../topic.ts';
import { at, withLargeIntegers } from './eviction-forms.ts';
import { askAsKubelet, localCases, randomLocal, type LocalIn } from './eviction-questions.ts';
import { rough } from '../rough.ts';

/** Evictions as the Go program shows them: pods by their place. */
export function showEvictions(evictions: readonly Eviction<PodLike>[], pods: readonly PodLike[]): readonly unknown[] {
  return evictions
    .map(({ pod, ...rest }) => ({ ...rest, pod: pods.indexOf(pod) }))
    .sort((a, b) => a.pod - b.pod)
    .map((eviction) => ({ ...eviction, pod: String(eviction.pod) }));
}

function evictions(input: LocalIn, minor: number, gates = ''): unknown {
  const { pods, dedicatedImageFs } = input;
  const stats = withLargeIntegers(input.stats);
  const options = { ...at(minor), featureGates: gatesOfText(gates) };
  return showEvictions(localStorageEviction(pods, stats, { dedicatedImageFs, localStorageCapacityIsolation: true }, options), pods);
}

const local: Topic<LocalIn> = {
  folder: 'eviction',
  name: 'localStorageEviction',
  upstream: 'pkg/kubelet/eviction/eviction_manager.go localStorageEviction',
  fn: 'eviction.local',
  minors,
  cases: localCases,
  random: rough(randomLocal, 'pods', 'stats'),
  ask: askAsKubelet,
  ours: (input, minor) => evictions(input, minor),
};

const localOfGates: Topic<LocalIn> = {
  ...local,
  name: 'localStorageEviction.gates',
  minors: flippable,
  gates: evictionGates,
  cases: function* (random) {
    for (let i = 0; i < 300; i++) yield { in: randomLocal(random) };
  },
  ours: (input, minor) => evictions(input, minor, evictionGates(minor)),
};

export const localTopics = [local, localOfGates];
