import { expect, it } from 'vitest';
import { getPageSizeMountOption } from '../../src/volumes/page-size.ts';

const pod = (...names: string[]): object => ({
  spec: { containers: names.map((name) => ({ name, resources: { requests: { [name]: '2Mi' } } })) },
});

it.each([
  ['HugePages', pod('hugepages-2Mi', 'cpu'), 'pagesize=2Mi'],
  ['HugePages', pod('hugepages-2Mi', 'hugepages-2048Ki'), 'pagesize=2Mi'],
  ['HugePages-1Gi', pod('hugepages-2Mi', 'hugepages-1Gi'), 'pagesize=1Gi'],
])('of %s is found', (medium, of, option) => expect(getPageSizeMountOption(medium, of)).toBe(option));

it.each([
  ['HugePages', pod('memory'), 'MissingField'],
  ['HugePages-2Mi', pod('hugepages-1Gi'), 'MissingField'],
  ['HugePages', pod('hugepages-2Mi', 'hugepages-1Gi'), 'InvalidInput'],
  ['Memory', pod('hugepages-2Mi'), 'InvalidInput'],
  ['HugePages-2mi', pod('hugepages-2Mi'), 'ErrSuffix'],
  ['HugePages', pod('hugepages-'), 'ErrFormatWrong'],
])('of %s is refused', (medium, of, code) => expect(() => getPageSizeMountOption(medium, of)).toThrow(expect.objectContaining({ code })));

it('counts what the pod itself requests since 1.33', () => {
  const own = { spec: { containers: [], resources: { requests: { 'hugepages-2Mi': '2Mi' } } } };
  expect(getPageSizeMountOption('HugePages', own)).toBe('pagesize=2Mi');
  expect(() => getPageSizeMountOption('HugePages', own, { kubernetesVersion: '1.32' })).toThrow(
    expect.objectContaining({ code: 'MissingField' }),
  );
  expect(() => getPageSizeMountOption('HugePages', own, { featureGates: { PodLevelResources: false } })).toThrow(
    expect.objectContaining({ code: 'MissingField' }),
  );
});
