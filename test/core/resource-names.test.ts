import { expect, it } from 'vitest';
import {
  isExtendedResourceName,
  isHugePageResourceName,
  isNativeResource,
  isQualifiedName,
  isScalarResourceName,
} from '../../src/core/resource-names.ts';

it.each([
  ['hugepages-2Mi', true],
  ['hugepages-', true],
  ['hugepages', false],
  ['memory', false],
  ['requests.hugepages-2Mi', false],
])('%s is hugepages: %s', (name, is) => expect(isHugePageResourceName(name)).toBe(is));

it.each([
  ['cpu', true],
  ['example.com/gpu', true],
  ['Example.com/gpu', false],
  ['example.com/', false],
  ['/gpu', false],
  ['a/b/c', false],
  ['-cpu', false],
  [`example.com/${'x'.repeat(63)}`, true],
  [`example.com/${'x'.repeat(64)}`, false],
  [`${'x'.repeat(254)}/gpu`, false],
])('%s is qualified: %s', (name, is) => expect(isQualifiedName(name)).toBe(is));

it.each([
  ['cpu', true],
  ['kubernetes.io/batch-cpu', true],
  ['nvidia.com/gpu', false],
])('%s is native: %s', (name, is) => expect(isNativeResource(name)).toBe(is));

it.each([
  ['nvidia.com/gpu', true],
  ['example.com/UPPER_case.1-x', true],
  [`a.b/${'x'.repeat(63)}`, true],
  [`a.b/${'x'.repeat(64)}`, false],
  [`${'a'.repeat(245)}/x`, false],
  ['gpu', false],
  ['Example.com/gpu', false],
  ['a.b/', false],
  ['/gpu', false],
  ['a.b/c/d', false],
  ['a.b/-c', false],
  ['kubernetes.io/batch', false],
  ['x.kubernetes.io/batch', false],
  ['requests.nvidia.com/gpu', false],
  ['__proto__', false],
])('%s is an extended resource: %s', (name, is) => expect(isExtendedResourceName(name)).toBe(is));

it.each([
  ['nvidia.com/gpu', true],
  ['hugepages-1Gi', true],
  ['attachable-volumes-aws-ebs', true],
  ['kubernetes.io/batch', true],
  ['cpu', false],
  ['storage', false],
  ['pods', false],
  ['constructor', false],
])('%s is counted beside cpu and memory: %s', (name, is) => expect(isScalarResourceName(name)).toBe(is));

it('answers hostile names at once', () => {
  expect(isExtendedResourceName(`${'a'.repeat(1e6)}!/x`)).toBe(false);
  expect(isExtendedResourceName(`${'a.'.repeat(5e5)}/x`)).toBe(false);
});
