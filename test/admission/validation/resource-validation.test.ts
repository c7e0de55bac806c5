import { array, assert, constantFrom, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResourceRequirementsLike } from '../../../src/core/index.ts';
import { Quantity } from '../../../src/quantity/index.ts';
import { refusals } from '../../../src/admission/validation/field-errors.ts';
import {
  declaredClaims,
  isIntegerResourceValue,
  isPartialPages,
  validateContainerResourceName,
  validatePodResourceName,
  validateResourceRequirements,
  type Validity,
} from '../../../src/admission/validation/resource-validation.ts';
import { deepFreeze } from '../../deep-freeze.ts';

function refused(resources: ResourceRequirementsLike | null, more: Partial<Validity> = {}, rule = validateContainerResourceName): string[] {
  const { errors, refuse } = refusals();
  validateResourceRequirements(deepFreeze(resources), 'r', rule, {
    refuse,
    minor: 37,
    allowsPartialPages: false,
    claims: declaredClaims([]),
    ...more,
  });
  return errors.map(({ field, type, detail }) => `${type.slice(10)} ${field} ${detail}`);
}

describe('requests and limits', () => {
  it.each([
    [null, []],
    [{}, []],
    [{ requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1' } }, []],
    [{ requests: { cpu: '2' }, limits: { cpu: '1' } }, ['Invalid r.requests must be less than or equal to cpu limit of 1']],
    [{ limits: { cpu: '-1' } }, ['Invalid r.limits[cpu] must be greater than or equal to 0']],
    [{ requests: { 'example.com/x': '1' } }, ['Required r.limits Limit must be set for non overcommitable resources']],
    [
      { requests: { 'example.com/x': '1' }, limits: { 'example.com/x': '1500m' } },
      ['Invalid r.limits[example.com/x] must be an integer', 'Invalid r.requests must be equal to example.com/x limit of 1500m'],
    ],
    [
      { limits: { 'hugepages-2Mi': '3Mi' } },
      [
        'Invalid r.limits[hugepages-2Mi] 3Mi is not positive integer multiple of hugepages-2Mi',
        'Forbidden r HugePages require cpu or memory',
      ],
    ],
    [{ requests: { memory: 1 }, limits: { 'hugepages-2Mi': '4Mi' } }, []],
  ])('%j', (resources, wanted) => expect(refused(resources)).toEqual(wanted));
  it('may have had parts of pages before', () => {
    const resources = { requests: { cpu: 1 }, limits: { 'hugepages-2Mi': '3Mi' } };
    expect(refused(resources, { allowsPartialPages: true })).toEqual([]);
  });
});

describe('names', () => {
  const standard = 'must be a standard resource type or fully qualified';
  const ofContainers = 'must be a standard resource for containers';
  const extended = "doesn't follow extended resource name standard";
  it.each([
    ['cpu', []],
    ['hugepages-1Gi', []],
    ['example.com/gpu', []],
    ['kubernetes.io/x', []],
    ['foo', [standard, ofContainers]],
    ['pods', [ofContainers]],
    ['limits.cpu', [ofContainers]],
    ['requests.hugepages-2Mi', [ofContainers]],
    ['storage', [ofContainers]],
    ['bad name', [ofContainers]],
    ['requests.example.com/x', [extended]],
    ['a/b/c', [extended]],
  ])('%s in a container: %j', (name, wanted) => {
    const { errors, refuse } = refusals();
    validateContainerResourceName(name, 'f', refuse);
    expect(errors.map(({ detail }) => detail)).toEqual(wanted);
  });
  it.each([
    ['memory', undefined],
    ['hugepages-1Gi', undefined],
    ['ephemeral-storage', 'FieldValueNotSupported'],
    ['example.com/gpu', 'FieldValueNotSupported'],
    ['foo', 'FieldValueInvalid'],
    ['a/b/c', undefined],
  ])('%s in a pod: %s', (name, type) => {
    const { errors, refuse } = refusals();
    validatePodResourceName(name, 'f', refuse);
    expect(errors[0]?.type).toBe(type);
  });
});

describe('claims', () => {
  it.each([
    [[{ name: 'a' }, { name: 'b', request: 'x' }, { name: 'b', request: 'y' }], []],
    [[{ name: '' }], ['Required r.claims[0] ']],
    [[{ name: 'c' }], ['NotFound r.claims[0] must be one of the names in pod.spec.resourceClaims: a, b']],
    [[{ name: 'a' }, { name: 'a', request: 'x' }], ['Duplicate r.claims[1] ']],
    [
      [
        { name: 'a', request: 'x' },
        { name: 'a', request: 'x' },
      ],
      ['Duplicate r.claims[1] '],
    ],
    [
      [
        { name: 'a', request: 'x' },
        { name: 'a', request: 'y' },
        { name: 'a', request: '' },
      ],
      ['Duplicate r.claims[2] ', 'Duplicate r.claims[2] '],
    ],
  ])('%j', (claims, wanted) => expect(refused({ claims }, { claims: declaredClaims(['b', 'a', '', 'a']) })).toEqual(wanted));

  it('are found twice by what stands before a slash, as by comparing each with each', () => {
    const word = constantFrom('a', 'b', 'a/b', 'a/b/c', '/', '');
    const claims = array(record({ name: word, request: word }), { maxLength: 8 });
    assert(
      property(claims, (list) => {
        const seen = new Set<string>();
        const twice = list.flatMap(({ name, request }, i) => {
          if (name === '') return [];
          const key = request === '' ? name : `${name}/${request}`;
          const hit = seen.has(name) || seen.has(key);
          const longer = !hit && request === '' ? [...seen].filter((other) => other.startsWith(`${name}/`)).length : 0;
          seen.add(key);
          return Array.from({ length: hit ? 1 : longer }, () => `Duplicate r.claims[${i}] `);
        });
        expect(refused({ claims: list }).filter((text) => text.startsWith('Duplicate'))).toEqual(twice);
      }),
    );
  });

  it('of a pod without any', () => {
    expect(refused({ claims: [{ name: 'a' }] })).toEqual([
      'NotFound r.claims[0] must be one of the names in pod.spec.resourceClaims which is empty',
    ]);
  });
});

describe('isPartialPages', () => {
  it.each([
    ['memory', '1', false],
    ['hugepages-2Mi', '4Mi', false],
    ['hugepages-2Mi', '0', false],
    ['hugepages-2Mi', '1', true],
    ['hugepages-x', '1', true],
    ['hugepages-0', '0', true],
    ['hugepages-1500m', '3', true],
  ])('%s: %s is %s', (name, amount, is) => expect(isPartialPages(name, Quantity.parse(amount), 37)).toBe(is));
  it('panics where the size of a page wraps to 0, up to 1.37', () => {
    expect(() => isPartialPages('hugepages-20E', Quantity.parse('1'), 37)).toThrow(expect.objectContaining({ code: 'UpstreamPanics' }));
    expect(isPartialPages('hugepages-20E', Quantity.parse('1'), 38)).toBe(true);
  });
  it.each(['10E', '-10E', '9223372036854775808'])('%s of any size are partial since 1.38, because they wrapped before', (text) => {
    expect([37, 38].map((minor) => isPartialPages('hugepages-1', Quantity.parse(text), minor))).toEqual([false, true]);
  });
});

describe('isIntegerResourceValue', () => {
  const era = (minor: number) => ({ kubernetesVersion: `1.${minor}` });
  it.each([
    ['1.9999', true, true],
    ['1.999', false, false],
    ['10000000000000001', false, true],
    ['1e30', true, true],
    ['9223372036854775.5', false, false],
    ['10000000000000000.5', false, false],
    ['-9223372036854775808', true, true],
  ])('%s: up to 1.37 %s, later %s', (text, before, since) => {
    const is = [37, 38].map((minor) => isIntegerResourceValue(Quantity.parse(text, era(minor)), minor));
    expect(is).toEqual([before, since]);
  });
});
