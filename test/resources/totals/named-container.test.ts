import { expect, it } from 'vitest';
import { amountsOf, containerNamed, namedContainers } from '../../../src/resources/totals/named-container.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const pod = deepFreeze({
  spec: {
    containers: [{ name: 'app', resources: { limits: { memory: '1Gi' } } }, { name: '__proto__' }],
    initContainers: [{ name: 'setup', resources: { requests: { cpu: '1K' } } }],
  },
});

it('finds containers with their place', () => {
  expect(namedContainers(pod).map(({ place }) => place)).toEqual(['spec.initContainers[0]', 'spec.containers[0]', 'spec.containers[1]']);
  expect(containerNamed(pod, '__proto__')).toMatchObject({ section: 'containers', place: 'spec.containers[1]' });
});

it('says which container the pod does not have', () => {
  for (const [of, name] of [
    [pod, 'constructor'],
    [{}, 'app'],
  ] as const)
    expect(() => containerNamed(of, name)).toThrow(expect.objectContaining({ code: 'NotFound', path: 'containerName', input: name }));
});

it('reads what a container has, with the place of what is malformed', () => {
  const [setup, app, none] = namedContainers(pod);
  if (setup === undefined || app === undefined || none === undefined) throw new Error('three containers');
  expect(
    JSON.stringify([amountsOf(app, 'limits', 37), amountsOf(app, 'requests', 37) ?? 'none', amountsOf(none, 'limits', 37) ?? 'none']),
  ).toBe('[{"memory":"1Gi"},"none","none"]');
  expect(() => amountsOf(setup, 'requests', 37)).toThrow(
    expect.objectContaining({ code: 'ErrSuffix', path: 'spec.initContainers[0].resources.requests.cpu' }),
  );
});
