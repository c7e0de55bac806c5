import { admit, evictionMessage, makeSignalObservations } from '../../../src/eviction/index.ts';
import { evictionGates, flippable, gatesOfText } from '../flipped-gates.ts';
import { minors } from '../minors.ts';
import type { Topic } from '../topic.ts';
import { at, observationsOf, thresholdsOf, withLargeIntegers } from './eviction-forms.ts';
import {
  admitCases,
  messageCases,
  randomAdmit,
  randomMessage,
  randomObserved,
  type AdmitIn,
  type MessageIn,
} from './eviction-questions.ts';
import { rough } from '../rough.ts';

function message(input: MessageIn, minor: number, gates = ''): unknown {
  const { resource, pod, thresholds, observations: own } = input;
  const summary = withLargeIntegers(input.summary);
  const options = { ...at(minor), featureGates: gatesOfText(gates) };
  const observations = own === undefined ? makeSignalObservations(summary, at(minor)) : observationsOf(own, minor);
  return evictionMessage(resource, pod, summary.pods ?? [], thresholdsOf(thresholds, minor), observations, options);
}

const messages: Topic<MessageIn> = {
  folder: 'eviction',
  name: 'evictionMessage',
  upstream: 'pkg/kubelet/eviction/helpers.go evictionMessage',
  fn: 'eviction.message',
  minors,
  cases: messageCases,
  random: (random) => {
    const input = rough(random.chance(0.8) ? randomMessage : randomObserved, 'pod', 'summary')(random);
    // Without either part it is no summary here.
    return { ...input, summary: { pods: [], ...input.summary } };
  },
  ours: (input, minor) => message(input, minor),
};

const messagesOfGates: Topic<MessageIn> = {
  ...messages,
  name: 'evictionMessage.gates',
  minors: flippable,
  gates: evictionGates,
  cases: function* (random) {
    for (let i = 0; i < 400; i++) yield { in: randomMessage(random) };
  },
  ours: (input, minor) => message(input, minor, evictionGates(minor)),
};

const admission: Topic<AdmitIn> = {
  folder: 'eviction',
  name: 'admit',
  upstream: 'pkg/kubelet/eviction/eviction_manager.go Admit',
  fn: 'eviction.admit',
  minors,
  cases: admitCases,
  random: rough(randomAdmit, 'pod'),
  ours: ({ pod, nodeConditions }, minor) => admit(pod, nodeConditions, at(minor)),
};

const admissionOfGates: Topic<AdmitIn> = {
  ...admission,
  name: 'admit.gates',
  minors: flippable,
  gates: evictionGates,
  cases: function* (random) {
    for (let i = 0; i < 400; i++) yield { in: randomAdmit(random) };
  },
  ours: ({ pod, nodeConditions }, minor) => admit(pod, nodeConditions, { ...at(minor), featureGates: gatesOfText(evictionGates(minor)) }),
};

export const messageTopics = [messages, messagesOfGates, admission, admissionOfGates];
