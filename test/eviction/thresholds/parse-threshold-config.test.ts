import { describe, expect, it } from 'vitest';
import { parseThresholdConfig, type ThresholdConfig } from '../../../src/eviction/thresholds/parse-threshold-config.ts';
import type { SizingErrorCode } from '../../../src/errors.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
const hard = (signal: string, text: string): ThresholdConfig => Object.freeze({ evictionHard: Object.freeze({ [signal]: text }) });
const less = { operator: 'LessThan' } as const;

describe('parseThresholdConfig', () => {
  it('orders hard, soft, allocatable, each by name', () => {
    const thresholds = parseThresholdConfig({
      evictionHard: { 'nodefs.available': '5%', 'memory.available': '100Mi' },
      evictionSoft: { 'memory.available': '1Gi', 'imagefs.available': '1G' },
      evictionSoftGracePeriod: { 'memory.available': '1m30s', 'imagefs.available': '100ms' },
      evictionMinimumReclaim: { 'memory.available': '0', 'nodefs.available': '150%', 'pid.available': '5' },
      enforceNodeAllocatable: ['system-reserved', 'pods'],
    });
    expect(plain(thresholds)).toEqual([
      { signal: 'memory.available', ...less, value: { quantity: '100Mi' }, minReclaim: { quantity: '0' } },
      { signal: 'nodefs.available', ...less, value: { percentage: 0.05000000074505806 }, minReclaim: { percentage: 1.5 } },
      { signal: 'imagefs.available', ...less, value: { quantity: '1G' }, gracePeriodSeconds: 0.1 },
      { signal: 'memory.available', ...less, value: { quantity: '1Gi' }, gracePeriodSeconds: 90, minReclaim: { quantity: '0' } },
      { signal: 'allocatableMemory.available', ...less, value: { quantity: '100Mi' }, minReclaim: { quantity: '0' } },
    ]);
  });

  it('takes absent and null maps as empty', () => {
    expect(parseThresholdConfig({})).toEqual([]);
    expect(parseThresholdConfig({ evictionHard: null, evictionSoft: null, enforceNodeAllocatable: null })).toEqual([]);
    expect(parseThresholdConfig({ enforceNodeAllocatable: ['pods'] })).toEqual([]);
  });

  it('turns a soft memory threshold with a grace period of zero into a hard one, which counts for allocatable memory', () => {
    const config = {
      evictionSoft: { 'memory.available': '1Gi' },
      evictionSoftGracePeriod: { 'memory.available': '0s' },
      enforceNodeAllocatable: ['pods'],
    };
    expect(plain(parseThresholdConfig(config))).toEqual([
      { signal: 'memory.available', ...less, value: { quantity: '1Gi' } },
      { signal: 'allocatableMemory.available', ...less, value: { quantity: '1Gi' } },
    ]);
  });

  it.each([
    ['0%', undefined],
    ['100%', undefined],
    ['0.0%', 0],
    ['10%', 0.10000000149011612],
    ['5%%', 0.05000000074505806],
    ['100.0%', 1],
    ['100.00000001%', 1],
    ['0x1p3%', 0.07999999821186066],
    ['1_0%', 0.10000000149011612],
  ])('reads %s', (text, percentage) => {
    const expected = percentage === undefined ? [] : [{ signal: 'nodefs.available', ...less, value: { percentage } }];
    expect(parseThresholdConfig(hard('nodefs.available', text))).toEqual(expected);
  });

  it('lets anything up to 10,000 % pass until 1.20', () => {
    expect(parseThresholdConfig(hard('nodefs.available', '10000%'), { kubernetesVersion: '1.20' })).toMatchObject([
      { value: { percentage: 100 } },
    ]);
    expect(() => parseThresholdConfig(hard('nodefs.available', '10001%'), { kubernetesVersion: '1.20' })).toThrow('to 10000%');
    expect(() => parseThresholdConfig(hard('nodefs.available', '101%'), { kubernetesVersion: '1.21' })).toThrow('to 100%');
  });

  it('gives a threshold for allocatable memory no operator until 1.20', () => {
    expect(parseThresholdConfig(hard('allocatableMemory.available', '1Mi'), { kubernetesVersion: '1.20' })).toMatchObject([
      { operator: '' },
    ]);
  });

  const refused: readonly [string, ThresholdConfig, SizingErrorCode, string][] = [
    ['an unknown signal', hard('mem.available', '1Mi'), 'InvalidThreshold', 'evictionHard.mem.available'],
    ['the name of a property', hard('constructor', '1Mi'), 'InvalidThreshold', 'evictionHard.constructor'],
    ['zero', hard('memory.available', '0'), 'InvalidThreshold', 'evictionHard.memory.available'],
    ['a negative amount', hard('memory.available', '-1Mi'), 'InvalidThreshold', 'evictionHard.memory.available'],
    ['a negative percentage', hard('memory.available', '-1%'), 'InvalidThreshold', 'evictionHard.memory.available'],
    ['an infinite percentage', hard('memory.available', 'Inf%'), 'InvalidThreshold', 'evictionHard.memory.available'],
    ['no percentage', hard('memory.available', 'x%'), 'InvalidThreshold', 'evictionHard.memory.available'],
    ['NaN', hard('memory.available', 'NaN%'), 'InvalidThreshold', 'evictionHard.memory.available'],
    ['a malformed quantity', hard('memory.available', '100mi'), 'ErrSuffix', 'evictionHard.memory.available'],
    ['an empty text', hard('memory.available', ''), 'ErrFormatWrong', 'evictionHard.memory.available'],
    [
      'null, which Go decodes as the empty text',
      { evictionHard: { 'memory.available': null } },
      'ErrFormatWrong',
      'evictionHard.memory.available',
    ],
    ['a number', { evictionHard: { 'memory.available': 100 as unknown as string } }, 'InvalidInput', 'evictionHard.memory.available'],
    [
      'a soft one without a grace period',
      { evictionSoft: { 'memory.available': '1Gi' } },
      'InvalidThreshold',
      'evictionSoft.memory.available',
    ],
    [
      'a malformed grace period',
      { evictionSoftGracePeriod: { 'memory.available': '90' } },
      'InvalidThreshold',
      'evictionSoftGracePeriod.memory.available',
    ],
    [
      'a negative grace period',
      { evictionSoftGracePeriod: { 'memory.available': '-1s' } },
      'InvalidThreshold',
      'evictionSoftGracePeriod.memory.available',
    ],
    ['a grace period of an unknown signal', { evictionSoftGracePeriod: { x: '1s' } }, 'InvalidThreshold', 'evictionSoftGracePeriod.x'],
    [
      'a negative reclaim',
      { evictionMinimumReclaim: { 'memory.available': '-1' } },
      'InvalidThreshold',
      'evictionMinimumReclaim.memory.available',
    ],
    [
      'a reclaim of 0 %',
      { evictionMinimumReclaim: { 'memory.available': '0%' } },
      'InvalidThreshold',
      'evictionMinimumReclaim.memory.available',
    ],
  ];
  it.each(refused)('refuses %s', (_name, config, code, path) => {
    expect(() => parseThresholdConfig(config)).toThrow(expect.objectContaining({ code, path }));
  });

  it('answers long texts at once', () => {
    const texts = [`${'%'.repeat(100_000)}x%`, `${'9'.repeat(100_000)}%`, '1e9999%', `0x${'f'.repeat(100_000)}p1%`];
    for (const text of texts) expect(() => parseThresholdConfig(hard('memory.available', text))).toThrow(/./);
  });

  it('refuses the container filesystem before 1.29', () => {
    expect(() => parseThresholdConfig(hard('containerfs.available', '1Mi'), { kubernetesVersion: '1.28' })).toThrow(
      'got "containerfs.available", expected a signal of Kubernetes 1.28',
    );
    expect(parseThresholdConfig(hard('containerfs.available', '1Mi'), { kubernetesVersion: '1.29' }).length).toBe(1);
  });
});
