import { describe, expect, it } from 'vitest';
import { lazily } from '../../src/core/lazily.ts';
import { releaseOf } from '../../src/version/release.ts';
import { since } from '../../src/version/since.ts';
import { spanned, spannedValue } from '../../src/version/span.ts';

const limit = since({ '1.15': 1, '1.20': 2, '1.25': 2, '1.30': 3 });
const always = since({ '1.15': true });

describe('spanned', () => {
  it.each([
    [15, [1, 15, 19]],
    [19, [1, 15, 19]],
    [20, [2, 20, 29]],
    [27, [2, 20, 29]],
    [30, [3, 30, Infinity]],
    [37, [3, 30, Infinity]],
  ])('tells for how long the rule of 1.%i holds', (minor, expected) => {
    const { value, span } = spanned(() => limit(minor));
    expect([value, span.first, span.last]).toEqual(expected);
    expect(spanned(() => always(minor)).span.last).toBe(Infinity);
  });

  it.each([
    [16, undefined, 16, 17],
    [17, undefined, 16, 17],
    [25, undefined, 18, Infinity],
    [37, undefined, 18, Infinity],
    [17, { PodOverhead: true }, -Infinity, Infinity],
    [17, { AllAlpha: true }, 17, 17],
  ])('tells for how long a gate of 1.%i with %j answers the same', (minor, featureGates, first, last) => {
    const { gate } = releaseOf({ kubernetesVersion: `1.${minor}`, featureGates });
    const { span } = spanned(() => gate('PodOverhead'));
    expect([Math.max(span.first, 16), span.last]).toEqual([Math.max(first, 16), last]);
  });

  it('counts what is computed inside, even where that was computed before', () => {
    const answer = lazily(() => limit(22));
    const whole = spanned(() => [spanned(answer).span, spanned(() => answer()).span]);
    expect([...whole.value, whole.span]).toEqual(Array.from({ length: 3 }, () => ({ first: 20, last: 29 })));
    expect(spanned(() => spannedValue(whole)).span).toEqual({ first: 20, last: 29 });
  });

  it('ends with what it watched, whatever that throws', () => {
    const failing = (): never => {
      limit(22);
      throw new Error('no');
    };
    const { span } = spanned(() => expect(() => spanned(failing)).toThrow('no'));
    expect(span).toEqual({ first: 20, last: 29 });
  });
});
