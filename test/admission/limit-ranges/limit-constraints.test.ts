import { describe, expect, it } from 'vitest';
import { Quantity } from '../../../src/quantity/index.ts';
import { broken, type LimitConstraint } from '../../../src/admission/limit-ranges/limit-constraints.ts';
import { readList } from '../../../src/core/resource-lists.ts';

const message = (
  constraint: LimitConstraint,
  enforced: string,
  requests: object,
  limits: object,
  type = 'Container',
  minor = 37,
): string | undefined => {
  const lists = { requests: readList(requests, 'requests', minor) ?? {}, limits: readList(limits, 'limits', minor) ?? {} };
  return broken(constraint, type, 'memory', Quantity.parse(enforced, { kubernetesVersion: `1.${minor}` }), lists, minor);
};

describe('a minimum', () => {
  it('is held against the request and then the limit', () => {
    expect(message('min', '1Gi', { memory: '1Gi' }, { memory: '1024Mi' })).toBeUndefined();
    expect(message('min', '01Gi', {}, {})).toBe('minimum memory usage per Container is 01Gi.  No request is specified');
    expect(message('min', '1Gi', { memory: '01' }, {})).toBe('minimum memory usage per Container is 1Gi, but request is 01');
    expect(message('min', '1Gi', { memory: '1Gi' }, { memory: '1M' })).toBe('minimum memory usage per Container is 1Gi, but limit is 1M');
  });
  it('is compared in whole units where an amount has too many thousandths', () => {
    expect(message('min', '0.9', { memory: '0.1' }, {})).toBe('minimum memory usage per Container is 900m, but request is 100m');
    expect(message('min', '0.9', { memory: '0.1' }, { memory: '1E' })).toBeUndefined();
  });
  it('is compared exactly since 1.38', () => {
    const beside = { memory: '1E' };
    const text = 'minimum memory usage per Container is 900m, but request is 100m';
    expect(message('min', '0.9', { memory: '0.1' }, beside, 'Container', 38)).toBe(text);
    const close = [37, 38].map((minor) => message('min', '100u', { memory: '500n' }, {}, 'Container', minor));
    expect(close).toEqual([undefined, 'minimum memory usage per Container is 100u, but request is 500n']);
  });
});

describe('a maximum', () => {
  it('is held against the limit and then the request', () => {
    expect(message('max', '1Gi', { memory: '2Gi' }, {})).toBe('maximum memory usage per Container is 1Gi.  No limit is specified');
    expect(message('max', '1Gi', { memory: '3Gi' }, { memory: '2Gi' })).toBe('maximum memory usage per Container is 1Gi, but limit is 2Gi');
    expect(message('max', '1Gi', { memory: '3Gi' }, { memory: '1Gi' })).toBe(
      'maximum memory usage per Container is 1Gi, but request is 3Gi',
    );
  });
  it('of a claim is held against the request alone', () => {
    const type = 'PersistentVolumeClaim';
    expect(message('max', '1Gi', {}, {}, type)).toBe('maximum memory usage per PersistentVolumeClaim is 1Gi.  No request is specified');
    expect(message('max', '1Gi', { memory: '1Gi' }, {}, type)).toBeUndefined();
  });
});

describe('a ratio', () => {
  const but = 'memory max limit to request ratio per Container is 1, but';
  it('needs a request and a limit', () => {
    expect(message('maxLimitRequestRatio', '1', { memory: 0 }, { memory: 1 })).toBe(`${but} no request is specified or request is 0`);
    expect(message('maxLimitRequestRatio', '1', { memory: 1 }, {})).toBe(`${but} no limit is specified or limit is 0`);
  });
  it.each([
    [1, 1, undefined],
    [128, 129, '1.007812'],
    [128, 131, '1.023438'],
    [3, 4, '1.333333'],
    [1, 2, '2.000000'],
  ])('of request %s and limit %s is %s', (request, limit, ratio) => {
    const text = ratio === undefined ? undefined : `${but} provided ratio is ${ratio}`;
    expect(message('maxLimitRequestRatio', '1', { memory: request }, { memory: limit })).toBe(text);
  });
  it.each([
    ['3', '333m', '999m', undefined],
    ['3', '333m', '1', '3.003003'],
    ['1', '3', '1e40', '3333333333333333636082979411439418081280.000000'],
    ['1', '-1e400', '1n', '-0.000000'],
    ['1', '1', '1e400', '+Inf'],
    ['-1', '1e400', '1e401', 'NaN'],
  ])('of %s, request %s and limit %s is exact since 1.38: %s', (allowed, request, limit, ratio) => {
    const text = message('maxLimitRequestRatio', allowed, { memory: request }, { memory: limit }, 'Container', 38);
    expect(text?.split('ratio is ')[1]).toBe(ratio);
  });
  it('that is too large for thousandths is compared as it is', () => {
    expect(message('maxLimitRequestRatio', '1E', { memory: 1 }, { memory: '7E' })).toContain(
      'provided ratio is 7000000000000000000.000000',
    );
    expect(message('maxLimitRequestRatio', '7E', { memory: 1 }, { memory: '7E' })).toBeUndefined();
  });
});
