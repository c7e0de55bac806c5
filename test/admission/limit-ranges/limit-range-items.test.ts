import { describe, expect, it } from 'vitest';
import { limitItems, setLimitRangeDefaults } from '../../../src/admission/limit-ranges/limit-range-items.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const rangeOf = (...limits: object[]): { spec: { limits: { type: string }[] } } => deepFreeze({ spec: { limits } }) as never;

describe('setLimitRangeDefaults', () => {
  it('fills in what containers get, and rounds', () => {
    const item = { type: 'Container', max: { cpu: 2, memory: '0.0001' }, default: { cpu: 1 }, min: { cpu: '10m', 'nvidia.com/gpu': 1 } };
    expect(setLimitRangeDefaults(rangeOf(item)).spec.limits[0]).toEqual({
      type: 'Container',
      max: { cpu: '2', memory: '1m' },
      min: { cpu: '10m', 'nvidia.com/gpu': '1' },
      default: { cpu: '1', memory: '1m' },
      defaultRequest: { cpu: '1', memory: '1m', 'nvidia.com/gpu': '1' },
    });
  });
  it('leaves the defaults of pods and claims alone', () => {
    const range = rangeOf({ type: 'Pod', max: { cpu: '1' } }, { type: 'PersistentVolumeClaim', min: { storage: '1Gi' } });
    expect(setLimitRangeDefaults(range)).toEqual(range);
  });
  it('keeps the spelling of clients that cannot write `default`', () => {
    const item = { type: 'Container', _default: { cpu: '1' }, max: { cpu: '2' } };
    expect(setLimitRangeDefaults(rangeOf(item)).spec.limits[0]).toEqual({ ...item, defaultRequest: { cpu: '1' } });
  });
  it('takes names as they are', () => {
    const range = rangeOf({ type: 'Container', max: JSON.parse('{"__proto__":"1","constructor":"2"}') as object });
    const [item] = setLimitRangeDefaults(range).spec.limits as { default?: object }[];
    expect(JSON.stringify(item?.default)).toBe('{"__proto__":"1","constructor":"2"}');
  });
  it('answers a LimitRange without items with itself', () => {
    for (const empty of [{}, { spec: null }, { spec: { limits: null } }, { spec: { limits: [] } }])
      expect(setLimitRangeDefaults(deepFreeze(empty))).toBe(empty);
  });
});

describe('limitItems', () => {
  it.each([
    [{ spec: { limits: [{ type: 'Pod', max: { cpu: '1K' } }] } }, 'ErrSuffix', 'spec.limits[0].max.cpu'],
    [{ spec: { limits: [{ type: 'Pod' }, { type: 'Pod', default: [] }] } }, 'InvalidInput', 'spec.limits[1].default'],
    [{ spec: { limits: {} } }, 'InvalidInput', 'spec.limits'],
    [{ spec: [] }, 'InvalidInput', 'spec'],
  ])('of %j fails', (range, code, path) => {
    expect(() => limitItems(range as never, 37)).toThrow(expect.objectContaining({ code, path }));
  });
  it('of nothing fails', () => {
    expect(() => limitItems(null as never, 37)).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
  });
});
