import { describe, expect, it } from 'vitest';
import { placeText, pointerTo } from '../../../src/report/subject/place.ts';

describe('placeText', () => {
  it('writes fields and indexes as errors do', () => {
    expect(placeText(['spec', 'containers', 0, 'resources', 'limits', 'nvidia.com/gpu'])).toBe(
      'spec.containers[0].resources.limits.nvidia.com/gpu',
    );
    expect(placeText([3, 'spec'])).toBe('[3].spec');
    expect(placeText([])).toBe('');
  });
});

describe('pointerTo', () => {
  it('writes a JSON pointer', () => {
    expect(pointerTo(['spec', 'containers', 0, 'resources', 'limits', 'x/y~z'])).toBe('/spec/containers/0/resources/limits/x~1y~0z');
    expect(pointerTo([])).toBe('');
  });
});
