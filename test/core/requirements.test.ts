import { expect, it } from 'vitest';
import { overheadIn, readOverhead, readRequirement, readRequirements } from '../../src/core/requirements.ts';

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
