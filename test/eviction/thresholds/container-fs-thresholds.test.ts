import { describe, expect, it } from 'vitest';
import { updateContainerFsThresholds } from '../../../src/eviction/thresholds/container-fs-thresholds.ts';
import { parseThresholdConfig } from '../../../src/eviction/thresholds/parse-threshold-config.ts';

const config = {
  evictionHard: { 'nodefs.available': '1Gi', 'imagefs.available': '2Gi', 'nodefs.inodesFree': '5', 'imagefs.inodesFree': '6' },
  evictionSoft: { 'nodefs.available': '3Gi', 'imagefs.available': '4Gi' },
  evictionSoftGracePeriod: { 'nodefs.available': '1m', 'imagefs.available': '2m' },
};
const added = (filesystems: object): unknown => {
  const before = Object.freeze(parseThresholdConfig(config));
  const { thresholds, errors } = updateContainerFsThresholds(before, filesystems);
  expect([thresholds.slice(0, before.length), errors]).toEqual([before, []]);
  return JSON.parse(JSON.stringify(thresholds.slice(before.length)));
};
const empty = { operator: '', value: { percentage: 0 } };
const of = (quantity: string): object => ({ operator: 'LessThan', value: { quantity } });

describe('updateContainerFsThresholds', () => {
  const nodefs = [
    { signal: 'containerfs.available', ...of('1Gi') },
    { signal: 'containerfs.available', ...of('3Gi'), gracePeriodSeconds: 60 },
    { signal: 'containerfs.inodesFree', ...of('5') },
    { signal: 'containerfs.inodesFree', ...empty },
  ];
  const imagefs = [
    { signal: 'containerfs.available', ...of('2Gi') },
    { signal: 'containerfs.available', ...of('4Gi'), gracePeriodSeconds: 120 },
    { signal: 'containerfs.inodesFree', ...of('6') },
    { signal: 'containerfs.inodesFree', ...empty },
  ];
  it('copies nodefs on a single filesystem', () => expect(added({})).toEqual(nodefs));
  it('copies nodefs on a split one', () => expect(added({ dedicatedImageFs: true, splitContainerImageFs: true })).toEqual(nodefs));
  it('copies imagefs on a dedicated one', () => expect(added({ dedicatedImageFs: true })).toEqual(imagefs));
  it('adds nothing for a split without a dedicated image filesystem', () => expect(added({ splitContainerImageFs: true })).toEqual([]));

  it('overwrites thresholds of the user and tells the last', () => {
    const own = parseThresholdConfig({
      evictionHard: { 'containerfs.available': '9Gi', 'containerfs.inodesFree': '9', 'nodefs.available': '1Gi' },
      evictionSoft: { 'containerfs.available': '8Gi' },
      evictionSoftGracePeriod: { 'containerfs.available': '1m' },
    });
    const { thresholds, errors } = updateContainerFsThresholds(own, {});
    expect(errors).toEqual(['found containerfs.available for soft eviction. ignoring']);
    expect(JSON.parse(JSON.stringify(thresholds))).toEqual([
      { signal: 'containerfs.available', ...of('1Gi') },
      { signal: 'containerfs.inodesFree', ...empty },
      { signal: 'nodefs.available', ...of('1Gi') },
      { signal: 'containerfs.available', ...empty },
      { signal: 'containerfs.inodesFree', ...empty },
    ]);
  });

  it('changes nothing before 1.29', () => {
    const before = parseThresholdConfig(config);
    expect(updateContainerFsThresholds(before, {}, { kubernetesVersion: '1.28' })).toEqual({ thresholds: before, errors: [] });
  });
});
