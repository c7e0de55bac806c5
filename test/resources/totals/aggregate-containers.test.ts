import { expect, it } from 'vitest';
import { aggregateContainerResourcesByFn, statusesOf } from '../../../src/resources/totals/aggregate-containers.ts';
import { specAggregate } from '../../../src/resources/totals/container-statuses.ts';
import { containerCounting } from '../../../src/resources/totals/options.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const requests = (cpu: string): object => ({ resources: { requests: { cpu } } });
const pod = deepFreeze({
  spec: {
    containers: [{ name: 'app', ...requests('1') }],
    initContainers: [
      { name: 'first', ...requests('3') },
      { name: 'proxy', restartPolicy: 'Always', ...requests('500m') },
      { name: 'second', ...requests('2600m') },
    ],
  },
});
const total = (minor: number, options = {}): string => {
  const counting = containerCounting(options, minor);
  const aggregation = {
    kind: 'requests' as const,
    counting,
    statuses: statusesOf(pod, counting),
    aggregate: specAggregate,
    claims: undefined,
    listener: undefined,
  };
  return JSON.stringify(aggregateContainerResourcesByFn(pod, aggregation));
};

it('lets a sidecar run beside what starts after it', () => {
  expect(total(27)).toBe('{"cpu":"3"}');
  expect(total(28)).toBe('{"cpu":"3100m"}');
});
it('lets missing requests count for every container', () => {
  expect(total(28, { nonMissingContainerRequests: { memory: '100Mi' } })).toBe('{"cpu":"3100m","memory":"200Mi"}');
});
