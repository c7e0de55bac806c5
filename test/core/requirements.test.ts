import { describe, expect, it } from 'vitest';
import {
  overheadIn,
  readOnce,
  readOverhead,
  readRequirement,
  readRequirements,
  visitPairs,
  visitRequirements,
} from '../../src/core/requirements.ts';
import { SizingError } from '../../src/errors.ts';

const container = { name: 'app', resources: { requests: { cpu: '1', memory: '?' }, limits: { memory: null } } };

it('requests and limits are read, all of them or one', () => {
  expect(JSON.stringify(readRequirements(container, 'limits', 37))).toBe('{"memory":"0"}');
  expect(readRequirements({}, 'requests', 37)).toBeUndefined();
  expect(readRequirement(container, 'requests', 'cpu', 37)?.toString()).toBe('1');
  expect(readRequirement(container, 'limits', 'cpu', 37)).toBeUndefined();
});

it('names the place of what is malformed', () => {
  const refused = expect.objectContaining({ path: 'resources.requests.memory' });
  expect(() => readRequirements(container, 'requests', 37)).toThrow(refused);
  expect(() => readRequirement(container, 'requests', 'memory', 37)).toThrow(refused);
});

it('overhead is read, all of it or one resource', () => {
  const pod = { spec: { containers: [], overhead: { cpu: '100m' } } };
  expect(JSON.stringify(readOverhead(pod, 37))).toBe('{"cpu":"100m"}');
  expect(readOverhead({}, 37)).toBeUndefined();
  expect([overheadIn(pod, 'cpu', 37)?.toString(), overheadIn(pod, 'memory', 37), overheadIn({}, 'cpu', 37)]).toEqual([
    '100m',
    undefined,
    undefined,
  ]);
  expect(() => readOverhead({ spec: { containers: [], overhead: [] as never } }, 37)).toThrow(
    expect.objectContaining({ code: 'InvalidInput', path: 'spec.overhead' }),
  );
});

describe('a pod that is read once', () => {
  let reads = 0;
  const counted = {
    get cpu() {
      reads++;
      return '1';
    },
  };
  const pod = {
    spec: {
      containers: [{ name: 'app', resources: { requests: counted, limits: null } }],
      initContainers: [{ name: 'proxy', restartPolicy: 'Always', resources: { requests: { memory: '?' } } }],
      overhead: { cpu: '1' },
      resources: { requests: { cpu: '2' } },
    },
    status: { qosClass: 'Burstable' },
  };

  it('has the names, the kinds and the lists of its containers, its own resources and its status', () => {
    const { spec, status } = readOnce(pod, 37);
    expect([spec?.containers?.[0]?.name, spec?.initContainers?.[0]?.restartPolicy]).toEqual(['app', 'Always']);
    expect([spec?.overhead, spec?.resources, status]).toEqual([pod.spec.overhead, pod.spec.resources, pod.status]);
  });

  it('keeps a list once all of it is read', () => {
    const [app] = readOnce(pod, 37).spec?.containers ?? [];
    if (app === undefined) throw new Error('the container is lost');
    reads = 0;
    expect([readRequirement(app, 'requests', 'cpu', 37)?.toString(), reads]).toEqual(['1', 1]);
    const list = readRequirements(app, 'requests', 37);
    expect([readRequirements(app, 'requests', 37) === list, readRequirement(app, 'requests', 'cpu', 37) === list?.['cpu'], reads]).toEqual([
      true,
      true,
      2,
    ]);
    expect(readRequirement(app, 'requests', 'memory', 37)).toBeUndefined();
    expect([readRequirements(app, 'limits', 37), readRequirement(app, 'limits', 'cpu', 37)]).toEqual([undefined, undefined]);
  });

  it('is looked at as a pod that is not read is, but faster', () => {
    const app = { name: 'app', resources: { requests: { cpu: '1', 'example.com/gpu': 2 }, limits: { cpu: '2', memory: '1Gi' } } };
    const [read = {}] = readOnce({ spec: { containers: [app] } }, 37).spec?.containers ?? [];
    readRequirements(read, 'requests', 37);
    readRequirements(read, 'limits', 37);
    for (const owner of [app, read]) {
      const seen: unknown[] = [];
      visitPairs(owner, 37, (name, request, limit) => seen.push([name, request?.toString(), limit?.toString()]));
      visitRequirements(owner, 'requests', 37, (name, amount) => seen.push([name, amount.toString()]));
      expect(seen).toEqual([
        ['cpu', '1', '2'],
        ['memory', undefined, '1Gi'],
        ['cpu', '1'],
        ['example.com/gpu', '2'],
      ]);
      const refusing = (): never => {
        throw new SizingError('OutOfRange', 'too large');
      };
      expect(() => visitRequirements(owner, 'requests', 37, refusing)).toThrow(expect.objectContaining({ path: 'resources.requests.cpu' }));
    }
  });

  it('refuses what is malformed each time', () => {
    const [proxy] = readOnce(pod, 37).spec?.initContainers ?? [];
    const refused = expect.objectContaining({ path: 'resources.requests.memory' });
    for (let i = 0; i < 2; i++) expect(() => readRequirements(proxy ?? {}, 'requests', 37)).toThrow(refused);
    expect(() => readRequirement(proxy ?? {}, 'requests', 'memory', 37)).toThrow(refused);
  });

  it('stays as it is where its containers are malformed', () => {
    for (const strange of [{ spec: { containers: {} } }, { spec: { containers: [null] } }, { spec: 5 }, null])
      expect(readOnce(strange as never, 37)).toBe(strange);
  });
});
