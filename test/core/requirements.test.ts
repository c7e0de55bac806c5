import { describe, expect, it } from 'vitest';
import { overheadIn, readOnce, readOverhead, readRequirement, readRequirements } from '../../src/core/requirements.ts';

const container = { name: 'app', resources: { requests: { cpu: '1', memory: '?' }, limits: { memory: null } } };

it('requests and limits are read, all of them or one', () => {
  expect(JSON.stringify(readRequirements(container, 'limits'))).toBe('{"memory":"0"}');
  expect(readRequirements({}, 'requests')).toBeUndefined();
  expect(readRequirement(container, 'requests', 'cpu')?.toString()).toBe('1');
  expect(readRequirement(container, 'limits', 'cpu')).toBeUndefined();
});

it('names the place of what is malformed', () => {
  const refused = expect.objectContaining({ path: 'resources.requests.memory' });
  expect(() => readRequirements(container, 'requests')).toThrow(refused);
  expect(() => readRequirement(container, 'requests', 'memory')).toThrow(refused);
});

it('overhead is read, all of it or one resource', () => {
  const pod = { spec: { containers: [], overhead: { cpu: '100m' } } };
  expect(JSON.stringify(readOverhead(pod))).toBe('{"cpu":"100m"}');
  expect(readOverhead({})).toBeUndefined();
  expect([overheadIn(pod, 'cpu')?.toString(), overheadIn(pod, 'memory'), overheadIn({}, 'cpu')]).toEqual(['100m', undefined, undefined]);
  expect(() => readOverhead({ spec: { containers: [], overhead: [] as never } })).toThrow(
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
    const { spec, status } = readOnce(pod);
    expect([spec?.containers?.[0]?.name, spec?.initContainers?.[0]?.restartPolicy]).toEqual(['app', 'Always']);
    expect([spec?.overhead, spec?.resources, status]).toEqual([pod.spec.overhead, pod.spec.resources, pod.status]);
  });

  it('keeps a list once all of it is read', () => {
    const [app] = readOnce(pod).spec?.containers ?? [];
    if (app === undefined) throw new Error('the container is lost');
    reads = 0;
    expect([readRequirement(app, 'requests', 'cpu')?.toString(), reads]).toEqual(['1', 1]);
    const list = readRequirements(app, 'requests');
    expect([readRequirements(app, 'requests') === list, readRequirement(app, 'requests', 'cpu') === list?.['cpu'], reads]).toEqual([
      true,
      true,
      2,
    ]);
    expect(readRequirement(app, 'requests', 'memory')).toBeUndefined();
    expect([readRequirements(app, 'limits'), readRequirement(app, 'limits', 'cpu')]).toEqual([undefined, undefined]);
  });

  it('refuses what is malformed each time', () => {
    const [proxy] = readOnce(pod).spec?.initContainers ?? [];
    const refused = expect.objectContaining({ path: 'resources.requests.memory' });
    for (let i = 0; i < 2; i++) expect(() => readRequirements(proxy ?? {}, 'requests')).toThrow(refused);
    expect(() => readRequirement(proxy ?? {}, 'requests', 'memory')).toThrow(refused);
  });

  it('stays as it is where its containers are malformed', () => {
    for (const strange of [{ spec: { containers: {} } }, { spec: { containers: [null] } }, { spec: 5 }, null])
      expect(readOnce(strange as never)).toBe(strange);
  });
});
