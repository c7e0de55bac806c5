import { describe, expect, it } from 'vitest';
import {
  containersOf,
  isRestartableInitContainer,
  objectAt,
  objectsAt,
  podStatusOf,
  requirementsOf,
  specOf,
  visitContainers,
  visitStatuses,
  textAt,
} from '../../src/core/pod-fields.ts';
import type { PodLike } from '../../src/core/index.ts';
import { SizingError } from '../../src/errors.ts';

const malformed = (value: unknown): PodLike => value as PodLike;
const refused = (path: string | undefined): unknown =>
  expect.objectContaining({ code: 'InvalidInput', ...(path === undefined ? {} : { path }) });

describe('objectAt and objectsAt', () => {
  it('take what is absent or null as absent', () => {
    expect([objectAt(undefined, 'x'), objectAt(null, 'x')]).toEqual([undefined, undefined]);
    expect([objectsAt(undefined, 'x'), objectsAt(null, 'x'), objectsAt([], 'x')]).toEqual([[], [], []]);
  });
  it.each([['text'], [5], [true], [[]]])('refuse %j as an object', (value) => {
    expect(() => objectAt(value as never, 'spec.x')).toThrow(refused('spec.x'));
  });
  it.each([
    ['text', 'a'],
    [{}, 'a'],
    [[{}, null], 'a[1]'],
    [[{}, {}, 'text'], 'a[2]'],
  ])('refuse %j as a list of objects', (value, path) => {
    expect(() => objectsAt(value as never, 'a')).toThrow(refused(path));
  });
});

describe('the parts of a pod', () => {
  it.each([[{}], [{ spec: null, status: null }], [{ spec: {}, status: {} }], [{ spec: { containers: null } }]])(
    'of %j are empty',
    (pod) => {
      expect(containersOf(malformed(pod), 'containers')).toEqual([]);
      expect(containersOf(malformed(pod), 'initContainers')).toEqual([]);
      visitStatuses(malformed(pod), 'containerStatuses', () => expect.unreachable());
    },
  );
  it.each([[undefined], [null], ['pod'], [5]])('are not those of %j', (pod) => {
    expect(() => specOf(malformed(pod))).toThrow(refused(undefined));
    expect(() => podStatusOf(malformed(pod))).toThrow(refused(undefined));
  });
  it.each([
    [{ spec: 'x' }, 'spec'],
    [{ spec: { containers: {} } }, 'spec.containers'],
    [{ spec: { containers: [{ name: 'a' }, 'b'] } }, 'spec.containers[1]'],
  ])('of %j are refused', (pod, path) => {
    expect(() => containersOf(malformed(pod), 'containers')).toThrow(refused(path));
  });
});

describe('visitContainers and visitStatuses', () => {
  const pod = {
    spec: { containers: [{ name: 'a' }, { name: 'b' }], initContainers: [{ name: 'i' }] },
    status: { containerStatuses: [{ name: 'a' }] },
  };
  it('look at every one in order', () => {
    const seen: unknown[] = [];
    visitContainers(pod, 'containers', ({ name }, i) => seen.push([name, i]));
    visitContainers(pod, 'initContainers', ({ name }, i) => seen.push([name, i]));
    visitStatuses(pod, 'containerStatuses', ({ name }, i) => seen.push([name, i]));
    expect(seen).toEqual([
      ['a', 0],
      ['b', 1],
      ['i', 0],
      ['a', 0],
    ]);
  });
  it('give an error its place', () => {
    const fail = (): void => {
      throw new SizingError('ErrSuffix', 'no', { path: 'resources.limits.cpu' });
    };
    expect(() => visitContainers(pod, 'initContainers', fail)).toThrow(
      expect.objectContaining({ path: 'spec.initContainers[0].resources.limits.cpu' }),
    );
    expect(() => visitStatuses(pod, 'containerStatuses', fail)).toThrow(
      expect.objectContaining({ path: 'status.containerStatuses[0].resources.limits.cpu' }),
    );
  });
});

describe('requirementsOf and isRestartableInitContainer', () => {
  it('read what is there', () => {
    expect(requirementsOf({ resources: { limits: { cpu: '1' } } }, 'limits')).toEqual({ cpu: '1' });
    expect(requirementsOf({ resources: { limits: { cpu: '1' } } }, 'requests')).toBeUndefined();
    expect([
      isRestartableInitContainer({ name: 'a', restartPolicy: 'Always' }),
      isRestartableInitContainer({ name: 'a', restartPolicy: 'Never' }),
      isRestartableInitContainer({ name: 'a' }),
    ]).toEqual([true, false, false]);
  });
  it('refuse what is malformed', () => {
    expect(() => requirementsOf({ resources: 'x' as never }, 'limits')).toThrow(refused('resources'));
    expect(() => requirementsOf({ resources: { limits: [] as never } }, 'limits')).toThrow(refused('resources.limits'));
  });
});

it('textAt takes an absent text for an empty one', () => {
  expect([textAt('a', 'name'), textAt(null, 'name'), textAt(undefined, 'name')]).toEqual(['a', '', '']);
  expect(() => textAt(5 as never, 'name')).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'name' }));
});
