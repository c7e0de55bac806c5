import { describe, expect, it } from 'vitest';
import { generateTmpfsMountOptions } from '../../src/volumes/mount-options.ts';

describe('generateTmpfsMountOptions', () => {
  it.each([
    ['1Gi', true, '1.37', ['size=1073741824', 'noswap']],
    ['1Gi', true, '1.31', ['size=1073741824', 'noswap']],
    ['1Gi', true, '1.30', ['size=1073741824']],
    ['1Gi', true, '1.20', ['size=1073741824']],
    ['1Gi', true, '1.19', []],
    ['1Gi', false, '1.37', ['size=1073741824']],
    [0, true, '1.37', ['noswap']],
    ['-1', false, '1.37', []],
    ['1.5', false, '1.37', ['size=2']],
    ['8Ei', false, '1.37', ['size=9223372036854775807']],
  ])('%s, noswap %s, %s', (size, noswapSupported, kubernetesVersion, options) => {
    expect(generateTmpfsMountOptions(size, { noswapSupported }, { kubernetesVersion })).toEqual(options);
  });
});
