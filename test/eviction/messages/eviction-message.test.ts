import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { admit } from '../../../src/eviction/manager/admit.ts';
import { evictionMessage } from '../../../src/eviction/messages/eviction-message.ts';
import { limitMessage } from '../../../src/eviction/local-storage/local-storage-eviction.ts';
import { makeSignalObservations, type SignalObservation } from '../../../src/eviction/observations/observations.ts';
import { parseEvictionMessage, type EvictionMessage } from '../../../src/eviction/messages/parse-eviction-message.ts';
import type { Signal, StarvedResource } from '../../../src/eviction/thresholds/signals.ts';
import type { Threshold } from '../../../src/eviction/thresholds/thresholds.ts';
import { Quantity } from '../../../src/quantity/index.ts';
import { thresholdsOf, withLargeIntegers } from '../../oracle/areas/eviction-forms.ts';
import { randomMessage } from '../../oracle/areas/eviction-questions.ts';
import { minors } from '../../oracle/minors.ts';
import { Random } from '../../oracle/random.ts';

const signals = { memory: 'memory.available', 'ephemeral-storage': 'nodefs.available' } as const;

/** The message of a pod that is as a parsed message tells. */
function rebuilt({ resource, threshold, available, containers = [] }: EvictionMessage, kubernetesVersion: string): string {
  const starved = resource as keyof typeof signals;
  const usage = (bytes: Quantity | undefined): object =>
    starved === 'memory'
      ? { memory: { workingSetBytes: Number(bytes?.value() ?? 0n) } }
      : { rootfs: { usedBytes: Number(bytes?.value() ?? 0n) }, logs: { usedBytes: 0 } };
  const pod = {
    spec: { containers: containers.map(({ name, request }) => ({ name, resources: { requests: { [starved]: request } } })) },
  };
  const stats = [{ podRef: {}, containers: containers.map((offender) => ({ name: offender.name, ...usage(offender.usage) })) }];
  const signal = signals[starved];
  const thresholds = threshold === undefined ? [] : [{ signal, operator: 'LessThan', value: { quantity: threshold } } as const];
  const observations = available === undefined ? {} : { [signal]: { available, capacity: available } };
  return evictionMessage(starved, pod, stats, thresholds, observations, { kubernetesVersion }).message;
}

const tidy = (text: string): string => text.replace(/^\(combined from similar events\): /, '').trim();

describe('a message', () => {
  const events = readFileSync(new URL('../fixtures/events.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const messages = events.map((line) => (JSON.parse(line) as { message: string }).message);

  it('as it stands in a public report is made again of what it says', () => {
    const compared = { 'node-low': 0, limit: 0, refused: 0 };
    for (const text of messages) {
      const parsed = parseEvictionMessage(text);
      if (parsed === undefined || parsed.truncated === true) continue;
      if (parsed.kind === 'node-condition') {
        const refused = admit({ spec: { containers: [] } }, parsed.conditions ?? []);
        if (!('message' in refused) || !text.includes('had condition')) continue;
        expect(tidy(text).replace(/^Pod /, '')).toBe(tidy(refused.message));
        compared.refused++;
      } else if (parsed.kind !== 'node-low') {
        if (parsed.limit === undefined) continue;
        const kind = parsed.kind.slice(0, -'-limit'.length) as 'volume' | 'pod' | 'container';
        expect(tidy(text)).toBe(tidy(limitMessage({ kind, name: parsed.name ?? '', limit: parsed.limit })));
        compared.limit++;
      } else if (parsed.resource !== undefined && parsed.resource in signals && parsed.containers?.every(({ usage }) => usage) !== false) {
        // A reporter's abridged text has an ellipsis where a name was.
        if (/[.…]{3}|<|xx/.test(text)) continue;
        expect(tidy(text)).toBe(tidy(rebuilt(parsed, text.includes('request is') || parsed.threshold ? '1.37' : '1.25')));
        compared['node-low']++;
      }
    }
    expect(
      Object.values(compared).every((count) => count > 0),
      JSON.stringify(compared),
    ).toBe(true);
  });

  it('of any pod and minor can be read again', () => {
    const random = new Random(9);
    for (let i = 0; i < 1500; i++) {
      const { resource, pod, thresholds, summary } = randomMessage(random);
      const minor = random.pick(minors);
      const options = { kubernetesVersion: `1.${minor}` };
      const measured = withLargeIntegers(summary);
      const observations = makeSignalObservations(measured, options);
      const { message, annotations } = evictionMessage(
        resource,
        pod,
        measured.pods ?? [],
        thresholdsOf(thresholds, minor),
        observations,
        options,
      );
      const parsed = parseEvictionMessage(message);
      expect(parsed?.resource).toBe(resource);
      const offenders = parsed?.containers ?? [];
      expect(offenders.map(({ name }) => name).join(',')).toBe(annotations['offending_containers'] ?? '');
      expect(offenders.map(({ usage }) => usage?.toString()).join(',')).toBe(annotations['offending_containers_usage'] ?? '');
      expect(parsed?.pod?.name).toBe(annotations['offending_pod']);
    }
  });
});

describe('evictionMessage', () => {
  const pod = {
    metadata: { name: 'web' },
    spec: {
      containers: [{ name: 'app' }],
      initContainers: [{ name: 'proxy', resources: { requests: { memory: '1' } } }],
      resources: { requests: { memory: '1Gi' } },
    },
  };
  const stats = [
    {
      podRef: {},
      memory: { workingSetBytes: 7 },
      containers: [
        { name: 'proxy', memory: { workingSetBytes: 2 } },
        { name: 'app', memory: { workingSetBytes: 5 } },
      ],
    },
  ];
  const of = (kubernetesVersion: string, resource: StarvedResource = 'memory'): string =>
    evictionMessage(resource, pod, stats, [], {}, { kubernetesVersion }).message;
  it.each([
    ['1.25', 'Container app was using 5, which exceeds its request of 0. '],
    ['1.31', 'Container app was using 5, request is 0, has larger consumption of memory. '],
    [
      '1.32',
      'Container proxy was using 2, request is 1, has larger consumption of memory. Container app was using 5, request is 0, has larger consumption of memory. ',
    ],
    [
      '1.34',
      'Pod web was using 7, request is 1Gi, has larger consumption of memory. Container proxy was using 2, request is 1, has larger consumption of memory. Container app was using 5, request is 0, has larger consumption of memory. ',
    ],
  ])('in %s', (version, text) => expect(of(version)).toBe(`The node was low on resource: memory. ${text}`));
  it('tells no container for inodes, and nothing of a pod without statistics', () => {
    expect(of('1.37', 'inodes')).toBe('The node was low on resource: inodes. ');
    expect(evictionMessage('pids', {}, [], [], {})).toEqual({ message: 'The node was low on resource: pids. ', annotations: {} });
  });
  it.each([
    ['1.28', 'Threshold quantity: 2Gi, available: 1Mi. '],
    ['1.29', 'Threshold quantity: 1Gi, available: 512Ki. '],
  ])('in %s tells the first threshold whose signal the minor has', (kubernetesVersion, text) => {
    const thresholdOf = (signal: Signal, quantity: string): Threshold => ({
      signal,
      operator: 'LessThan',
      value: { quantity: Quantity.parse(quantity) },
    });
    const observed = (available: string): SignalObservation => ({ available: Quantity.parse(available), capacity: Quantity.parse('10Gi') });
    const observations = { 'containerfs.available': observed('512Ki'), 'nodefs.available': observed('1Mi') };
    const thresholds = [thresholdOf('containerfs.available', '1Gi'), thresholdOf('nodefs.available', '2Gi')];
    const { message } = evictionMessage('ephemeral-storage', {}, [], thresholds, observations, { kubernetesVersion });
    expect(message).toBe(`The node was low on resource: ephemeral-storage. ${text}`);
  });
  it('names the place of what is wrong', () => {
    const refused = (call: () => unknown, path: string): void => expect(call).toThrow(expect.objectContaining({ path }));
    refused(() => evictionMessage('cpu' as never, pod, stats, [], {}), 'resourceToReclaim');
    const noSignal = [{ signal: { toString: null }, operator: 'LessThan', value: { percentage: 1 } }];
    refused(() => evictionMessage('memory', pod, stats, noSignal as never, {}), 'thresholds[0].signal');
    const bad = { ...pod, spec: { containers: [{ name: 'app', resources: { requests: { memory: 'x' } } }] } };
    refused(() => evictionMessage('memory', bad, stats, [], {}), 'spec.containers[0].resources.requests.memory');
    const negative = [{ podRef: {}, containers: [{ name: 'app', memory: { workingSetBytes: -1 } }] }];
    refused(() => evictionMessage('memory', pod, negative, [], {}), 'stats[0].containers[0].memory.workingSetBytes');
  });
});
