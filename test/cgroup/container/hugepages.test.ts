import { describe, expect, it } from 'vitest';
import { getHugepageLimitsFromResources } from '../../../src/cgroup/container/hugepages.ts';
import { basisOf, podWith } from './basis-of.ts';

const limits = (resources: object, minor: number, machine = {}, spec = {}, rest = {}, featureGates = {}): unknown =>
  JSON.parse(
    JSON.stringify(getHugepageLimitsFromResources(basisOf(podWith(resources, spec, rest), minor, { featureGates }, machine)) ?? 'none'),
  );
const pages = (list: object): object => ({ limits: list });

describe('the hugepages of a container', () => {
  it.each([
    [17, 'none'],
    [18, { '2MB': '4Mi', '1GB': '0' }],
    [37, { '2MB': '4Mi', '1GB': '0' }],
  ])('in 1.%i', (minor, result) => expect(limits(pages({ 'hugepages-2Mi': '4Mi' }), minor)).toEqual(result));

  it.each([
    ['hugepages-2048Ki', ['2MB'], { '2MB': '4Mi' }],
    ['hugepages-64Ki', ['64KB', '2MB'], { '64KB': '4Mi', '2MB': '0' }],
    ['hugepages-1Gi', ['2MB'], { '2MB': '0' }],
    ['hugepages-1.5Mi', ['1536KB'], { '1536KB': '0' }],
    ['hugepages-1024', ['1KB'], { '1KB': '4Mi' }],
    ['hugepages-1000', ['1000B'], { '1000B': '4Mi' }],
    ['hugepages-0', ['0PB'], { '0PB': '4Mi' }],
    ['hugepages-large', ['2MB'], { '2MB': '0' }],
    ['hugepages-', ['2MB'], { '2MB': '0' }],
    ['memory', ['2MB'], { '2MB': '0' }],
  ])('named %s on a machine with %j', (name, hugePageSizes, result) =>
    expect(limits(pages({ [name]: '4Mi' }), 37, { hugePageSizes })).toEqual(result),
  );

  it('are absent on a machine without', () => expect(limits(pages({ 'hugepages-2Mi': '4Mi' }), 37, { hugePageSizes: [] })).toBe('none'));
  it('wrap below 0', () =>
    expect(limits(pages({ 'hugepages-2Mi': '-1' }), 37, { hugePageSizes: ['2MB'] })).toEqual({ '2MB': '18446744073709551615' }));
  it('of two names of one size: the last', () =>
    expect(limits(pages({ 'hugepages-2Mi': '4Mi', 'hugepages-2048Ki': '8Mi' }), 37, { hugePageSizes: ['2MB'] })).toEqual({ '2MB': '8Mi' }));
  it('keep any name of a size', () =>
    expect(Object.keys(limits({}, 37, { hugePageSizes: ['constructor', '__proto__'] }) as object)).toEqual(['constructor', '__proto__']));

  const own = { resources: { limits: { 'hugepages-2Mi': '8Mi', 'hugepages-1Gi': '1Gi' } } };
  it.each([
    [33, { '2MB': '4Mi', '1GB': '0' }],
    [34, { '2MB': '4Mi', '1GB': '1Gi' }],
  ])("of its pod count in 1.%i, the container's first", (minor, result) =>
    expect(limits(pages({ 'hugepages-2Mi': '4Mi' }), minor, {}, own, {}, { PodLevelResources: true })).toEqual(result),
  );

  const status = {
    nodeAllocatableResourceClaimStatuses: [
      {
        containers: ['app'],
        mapping: [
          { name: 'hugepages-2Mi', quantity: '2Mi' },
          { name: 'hugepages-1Gi', quantity: '3Gi' },
          { name: 'memory', quantity: '1Gi' },
        ],
      },
    ],
  };
  const DRANodeAllocatableResources = true;
  it.each([
    [{}, {}, { '2MB': '4Mi', '1GB': '0' }],
    [{}, { DRANodeAllocatableResources }, { '2MB': '6Mi', '1GB': '3Gi' }],
    [own, { DRANodeAllocatableResources }, { '2MB': '6Mi', '1GB': '1Gi' }],
  ])('grow with claims in %j, gates %j', (spec, gates, result) =>
    expect(limits(pages({ 'hugepages-2Mi': '4Mi' }), 37, {}, spec, { status }, gates)).toEqual(result),
  );
});
