import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseEvictionMessage } from '../../../src/eviction/messages/parse-eviction-message.ts';

const plain = (text: string): unknown => JSON.parse(JSON.stringify(parseEvictionMessage(text) ?? null)) as unknown;
const web = { name: 'web', usage: '34260Ki', request: '0' };

const table: readonly [string, string, unknown][] = [
  ['1.8 to 1.10', 'The node was low on resource: imagefs.', { kind: 'node-low', resource: 'imagefs' }],
  ['up to 1.13, refused', 'The node was low on resource: [DiskPressure]. ', { kind: 'node-condition', conditions: ['DiskPressure'] }],
  [
    'from 1.14, refused',
    'The node had condition: [MemoryPressure DiskPressure]. ',
    { kind: 'node-condition', conditions: ['MemoryPressure', 'DiskPressure'] },
  ],
  [
    'refused, with the word of the status',
    'Pod The node had condition: [DiskPressure]. ',
    { kind: 'node-condition', conditions: ['DiskPressure'] },
  ],
  [
    'up to 1.25',
    'The node was low on resource: ephemeral-storage. Container web was using 34260Ki, which exceeds its request of 0. ',
    { kind: 'node-low', resource: 'ephemeral-storage', containers: [web] },
  ],
  [
    'from 1.26',
    'The node was low on resource: memory. Threshold quantity: 100Mi, available: 12Ki. Container web was using 34260Ki, request is 0, has larger consumption of memory. Container b was using 1Gi, request is 1.5Mi, has larger consumption of memory. ',
    {
      kind: 'node-low',
      resource: 'memory',
      threshold: '100Mi',
      available: '12Ki',
      containers: [web, { name: 'b', usage: '1Gi', request: '1536Ki' }],
    },
  ],
  [
    'from 1.34, the pod first',
    'The node was low on resource: memory. Pod web was using 34260Ki, request is 0, has larger consumption of memory. ',
    { kind: 'node-low', resource: 'memory', pod: web },
  ],
  ['an emptyDir', 'Usage of EmptyDir volume "logs" exceeds the limit "30Mi". ', { kind: 'volume-limit', name: 'logs', limit: '30Mi' }],
  [
    'a pod limit',
    'Pod ephemeral local storage usage exceeds the total limit of containers 1.5Gi. ',
    { kind: 'pod-limit', limit: '1536Mi' },
  ],
  [
    'a container limit',
    'Container web exceeded its local ephemeral storage limit "20Mi". ',
    { kind: 'container-limit', name: 'web', limit: '20Mi' },
  ],
  ['an aggregated event', '(combined from similar events): The node was low on resource: pids. ', { kind: 'node-low', resource: 'pids' }],
  ['a lost full stop', 'Pod ephemeral local storage usage exceeds the total limit of containers 5Mi', { kind: 'pod-limit', limit: '5Mi' }],
  ['a placeholder', 'Pod ephemeral local storage usage exceeds the total limit of containers xxGi', { kind: 'pod-limit' }],
  [
    'lost white space',
    'The node was low on resource:memory.Container web was using 34260Ki,which exceeds its request of 0.',
    { kind: 'node-low', resource: 'memory', containers: [web] },
  ],
  [
    'line breaks',
    'The node was low on\n  resource: memory.\r\nContainer web was\nusing 34260Ki, which exceeds its request of 0. ',
    { kind: 'node-low', resource: 'memory', containers: [web] },
  ],
  [
    'lost quotation marks',
    'Container web exceeded its local ephemeral storage limit 20Mi.',
    { kind: 'container-limit', name: 'web', limit: '20Mi' },
  ],
  [
    'cut in a word',
    'The node was low on resource: memory. Container web was us',
    { kind: 'node-low', resource: 'memory', containers: [{ name: 'web' }], truncated: true },
  ],
  [
    'cut after the usage',
    'The node was low on resource: memory. Container web was using 34260Ki, request',
    { kind: 'node-low', resource: 'memory', containers: [{ name: 'web', usage: '34260Ki' }], truncated: true },
  ],
  [
    'cut in the threshold',
    'The node was low on resource: memory. Threshold quantity: 100Mi, avail',
    { kind: 'node-low', resource: 'memory', threshold: '100Mi', truncated: true },
  ],
  [
    'a name in quotation marks',
    String.raw`Usage of EmptyDir volume "a\"b" exceeds the limit "1Mi". `,
    { kind: 'volume-limit', name: 'a"b', limit: '1Mi' },
  ],
];

describe('parseEvictionMessage', () => {
  it.each(table)('%s', (_name, text, expected) => expect(plain(text)).toEqual(expected));

  it.each(['', 'Back-off restarting failed container', "Pod Node didn't have enough resource: cpu", 'Container web started', 'Pod'])(
    '%j is none',
    (text) => {
      expect(parseEvictionMessage(text)).toBeUndefined();
    },
  );

  it('reads every prefix of a message without failing, and never less of a longer one', () => {
    const text = table[5]![1];
    const kinds = Array.from({ length: text.length + 1 }, (_, end) => parseEvictionMessage(text.slice(0, end))?.kind);
    expect(kinds.lastIndexOf(undefined)).toBeLessThan('The node was low on resource:'.length);
  });

  it('reads the published messages of real clusters', () => {
    const lines = readFileSync(new URL('../fixtures/events.jsonl', import.meta.url), 'utf8')
      .trimEnd()
      .split('\n');
    const messages = lines.map((line) => (JSON.parse(line) as { message: string }).message);
    const kinds = messages.map((message) => [message, parseEvictionMessage(message)?.kind] as const);
    const evictions = /low on resource|had condition|EmptyDir volume|ephemeral local storage|local ephemeral storage limit/;
    expect(kinds.filter(([message, kind]) => evictions.test(message) !== (kind !== undefined))).toEqual([]);
    expect(kinds.filter(([, kind]) => kind !== undefined).length).toBeGreaterThan(25);
  });
});

it('reads a hostile text at once', () => {
  const start = performance.now();
  const low = 'The node was low on resource: memory. ';
  expect(parseEvictionMessage(`${low}Threshold quantity: ${'9'.repeat(5e6)}, available: 1Mi.`)).toMatchObject({ kind: 'node-low' });
  expect(parseEvictionMessage(low + 'Container a was using 5Ki, which exceeds its request of 0. '.repeat(5000))?.containers).toHaveLength(
    5000,
  );
  expect(performance.now() - start).toBeLessThan(3000);
});

it.each([
  ['Pod ephemeral local storage usage exce', { kind: 'pod-limit', truncated: true }],
  ['Pod Pod ephemeral local storage usage exceeds the total limit of containers 1Gi. ', { kind: 'pod-limit', limit: '1Gi' }],
  ['The node was low on res', { kind: 'node-low', truncated: true }],
  [
    'The node was low on resource: memory. Threshold quantity: 1',
    { kind: 'node-low', resource: 'memory', threshold: '1', truncated: true },
  ],
  ['Usage of EmptyDir volume "cac', { kind: 'volume-limit', name: 'cac', truncated: true }],
  ['Container app exceeded its', { kind: 'container-limit', name: 'app', truncated: true }],
  ['Thenodehadcondition:[MemoryPressureDiskPressure].', { kind: 'node-condition', conditions: ['MemoryPressure', 'DiskPressure'] }],
  [
    'The node was low on resource: memory. Container web was using 34260Ki, request is 0',
    { kind: 'node-low', resource: 'memory', containers: [web], truncated: true },
  ],
])('reads %j as far as it goes', (text, wanted) => expect(plain(text)).toEqual(wanted));

it('reads a message that is cut anywhere behind its beginning', () => {
  for (const [, text, wanted] of table) {
    const { kind } = wanted as { kind: string };
    if (kind === 'node-condition' || !/^(The node|Usage|Pod ephemeral)/.test(text)) continue;
    for (let end = text.length; end > 36; end--) expect(parseEvictionMessage(text.slice(0, end))?.kind).toBe(kind);
  }
});
