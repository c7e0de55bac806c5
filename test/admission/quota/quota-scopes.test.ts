import { describe, expect, it } from 'vitest';
import { podMatchesScope } from '../../../src/admission/quota/quota-scopes.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const pod = (spec: object = {}, more: object = {}): object => deepFreeze({ spec: { containers: [{ name: 'a' }], ...spec }, ...more });

describe('scopes by name', () => {
  it.each([
    ['Terminating', {}, false],
    ['NotTerminating', {}, true],
    ['Terminating', { activeDeadlineSeconds: 0 }, true],
    ['Terminating', { activeDeadlineSeconds: 5 }, true],
    ['NotTerminating', { activeDeadlineSeconds: -1 }, true],
    ['BestEffort', {}, true],
    ['NotBestEffort', {}, false],
    ['PriorityClass', {}, false],
    ['PriorityClass', { priorityClassName: 'x' }, true],
    ['CrossNamespacePodAffinity', {}, false],
    ['VolumeAttributesClass', {}, false],
    ['__proto__', {}, false],
  ])('%s of %j: %s', (name, spec, matches) => expect(podMatchesScope(pod(spec), name)).toBe(matches));
  it('take a deadline as a bigint', () => expect(podMatchesScope(pod({ activeDeadlineSeconds: 5n }), 'Terminating')).toBe(true));
  it('take the class of the status', () => {
    const running = pod({}, { status: { qosClass: 'Burstable' } });
    expect(podMatchesScope(running, 'BestEffort')).toBe(false);
    expect(podMatchesScope(running, 'BestEffort', { kubernetesVersion: '1.28' })).toBe(true);
  });
});

describe('PriorityClass', () => {
  it.each([
    ['In', ['a', 'b'], 'b', true],
    ['In', ['a'], '', false],
    ['NotIn', ['a'], 'a', false],
    ['NotIn', ['a'], '', true],
    ['Exists', [], 'a', true],
    ['Exists', ['a'], '', false],
    ['DoesNotExist', undefined, '', true],
    ['DoesNotExist', null, 'a', false],
  ])('%s %j of %s: %s', (operator, values, priorityClassName, matches) => {
    expect(podMatchesScope(pod({ priorityClassName }), deepFreeze({ scopeName: 'PriorityClass', operator, values }))).toBe(matches);
  });
  it.each([
    ['Gt', ['1'], 'selector.operator'],
    [undefined, ['1'], 'selector.operator'],
    ['In', [], 'selector.values'],
    ['DoesNotExist', ['a'], 'selector.values'],
    ['NotIn', ['-a'], 'selector.values'],
    ['In', ['x'.repeat(64)], 'selector.values'],
  ])('refuses %s %j', (operator, values, path) => {
    expect(() => podMatchesScope(pod(), { scopeName: 'PriorityClass', operator, values })).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path }),
    );
  });
  it('refuses values of Exists up to 1.23', () => {
    const selector = { scopeName: 'PriorityClass', operator: 'Exists', values: ['a'] };
    expect(() => podMatchesScope(pod(), selector, { kubernetesVersion: '1.23' })).toThrow(
      expect.objectContaining({ path: 'selector.values' }),
    );
  });
});

describe('CrossNamespacePodAffinity', () => {
  const required = (term: object): object => ({ requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone' }, term] });
  it.each([
    [{ podAffinity: required({ namespaces: ['a'] }) }, true],
    [{ podAffinity: required({ namespaces: [] }), podAntiAffinity: required({ namespaceSelector: {} }) }, true],
    [{ podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ podAffinityTerm: { namespaces: ['a'] } }] } }, true],
    [{ podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{}] }, podAffinity: null }, false],
  ])('of %j: %s', (affinity, matches) => expect(podMatchesScope(pod({ affinity }), 'CrossNamespacePodAffinity')).toBe(matches));
  it('is known since 1.21, with a gate up to 1.23', () => {
    const crossing = pod({ affinity: { podAffinity: required({ namespaces: ['a'] }) } });
    const at = (kubernetesVersion: string, on?: boolean): boolean =>
      podMatchesScope(crossing, 'CrossNamespacePodAffinity', {
        kubernetesVersion,
        ...(on === undefined ? {} : { featureGates: { PodAffinityNamespaceSelector: on } }),
      });
    expect([at('1.20'), at('1.21'), at('1.21', true), at('1.22'), at('1.23', false), at('1.24')]).toEqual([
      false,
      false,
      true,
      true,
      false,
      true,
    ]);
  });
  it('names the place of what is malformed', () => {
    const bad = pod({ affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } } });
    expect(() => podMatchesScope(bad, 'CrossNamespacePodAffinity')).toThrow(
      expect.objectContaining({ path: 'spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution' }),
    );
    expect(() => podMatchesScope(pod({ activeDeadlineSeconds: '5' }), 'Terminating')).toThrow(
      expect.objectContaining({ path: 'spec.activeDeadlineSeconds' }),
    );
    expect(() => podMatchesScope(pod(), { scopeName: 'PriorityClass', operator: 'In', values: 'a' as never })).toThrow(
      expect.objectContaining({ path: 'selector.values' }),
    );
    expect(() => podMatchesScope(pod(), null as never)).toThrow(expect.objectContaining({ path: 'selector.scopeName' }));
    expect(() => podMatchesScope(pod(), 7 as never)).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'selector' }));
  });
});
