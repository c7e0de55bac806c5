import { describe, expect, it } from 'vitest';
import { isSizingError, SizingError } from '../../src/errors.ts';
import {
  minorOf,
  nearestSupportedMinor,
  newestMinor,
  parseKubernetesVersion,
  preReleaseMinors,
  supportedMinors,
  type KubernetesVersion,
} from '../../src/version/minors.ts';

const thrownBy = (run: () => unknown): SizingError => {
  try {
    run();
  } catch (error) {
    if (isSizingError(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('parseKubernetesVersion', () => {
  const table: [KubernetesVersion, string][] = [
    ['1.34', '1.34'],
    ['v1.34.8', '1.34'],
    ['1.34.8-eks-1', '1.34'],
    ['v1.15.12', '1.15'],
    ['1.37.0-rc.1+abc', '1.37'],
    ['v1.38.0-beta.0', '1.38'],
    [' v1.30.2\n', '1.30'],
    ['1.27+', '1.27'],
    ['v1.28.9-gke.1000', '1.28'],
    ['1.032', '1.32'],
    [{ major: '1', minor: '34+' }, '1.34'],
    [{ major: '1', minor: '15' }, '1.15'],
  ];
  it.each(table)('%j is %s', (version, expected) => {
    expect(parseKubernetesVersion(version)).toBe(expected);
    expect(minorOf({ kubernetesVersion: version })).toBe(Number(expected.slice(2)));
  });

  const unsupported: [KubernetesVersion, string][] = [
    ['1.14', '1.15'],
    ['v1.14.10', '1.15'],
    ['1.39', '1.38'],
    ['0.37.2', '1.15'],
    ['2.1', '1.38'],
    ['1.999999999', '1.38'],
    [{ major: '1', minor: '8+' }, '1.15'],
  ];
  it.each(unsupported)('%j is unsupported, nearest %s', (version, nearest) => {
    const error = thrownBy(() => parseKubernetesVersion(version));
    expect(error.code).toBe('UnsupportedVersion');
    expect(error.path).toBe('kubernetesVersion');
    expect(error.hint).toContain(nearest);
    expect(nearestSupportedMinor(version)).toBe(nearest);
  });

  const malformed: unknown[] = [
    '',
    '1',
    'x',
    '1.',
    '.34',
    '1.x',
    'v',
    '-1.34',
    'vv1.34',
    '1.9999999999',
    '1,34',
    1.34,
    null,
    {},
    { major: 1 },
    [],
    true,
    '١.٣٤',
  ];
  it.each(malformed)('%j is no version', (version) => {
    expect(thrownBy(() => parseKubernetesVersion(version as string)).code).toBe('InvalidInput');
    expect(thrownBy(() => nearestSupportedMinor(version as string)).code).toBe('InvalidInput');
  });

  it('takes each supported minor, oldest first', () => {
    expect(supportedMinors.map((minor) => parseKubernetesVersion(minor))).toEqual(supportedMinors);
    expect(supportedMinors).toHaveLength(24);
    expect([newestMinor, ...preReleaseMinors]).toEqual(supportedMinors.slice(-2));
    expect(Object.isFrozen(supportedMinors)).toBe(true);
  });
});

describe('nearestSupportedMinor', () => {
  it('keeps a supported minor', () => {
    expect(nearestSupportedMinor('1.30.1')).toBe('1.30');
  });
});

describe('minorOf', () => {
  it.each([undefined, {}, { kubernetesVersion: undefined }])('%j means the newest', (options) => {
    expect(minorOf(options)).toBe(37);
  });
  it.each(['1.34', ['1.34'], 34])('refuses %j, which is no options', (options) => {
    expect(thrownBy(() => minorOf(options as object))).toMatchObject({ code: 'InvalidInput', path: 'options' });
  });
});
