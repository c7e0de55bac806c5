import { describe, expect, it } from 'vitest';
import { Quantity } from '../../../src/quantity/index.ts';
import { renderExplanation } from '../../../src/report/explanations/render-explanation.ts';

const step = (because: string, inputs: Record<string, string | number | boolean | readonly string[] | Quantity> = {}) => ({
  rule: 'no-such-rule',
  upstream: 'pkg/a.go, f',
  inputs,
  outcome: 'skipped' as const,
  because,
});

describe('renderExplanation', () => {
  it('shows an id that it does not know as it is', () => {
    const [rendered] = renderExplanation({ result: undefined, steps: [step('no-such-reason')] });
    expect(rendered).toEqual({
      title: 'no-such-rule',
      outcome: 'skipped',
      text: 'no-such-reason',
      upstream: 'pkg/a.go, f',
      anchor: 'docs/explanations.md#no-such-reason',
    });
    expect(renderExplanation({ result: undefined, steps: [step('constructor')] })[0]?.text).toBe('constructor');
  });

  it('puts inputs into the sentence, each in its own spelling', () => {
    const text = (sentence: string, inputs: Parameters<typeof step>[1]): unknown =>
      renderExplanation({ result: 0, steps: [step(sentence, inputs)] })[0]?.text;
    expect(text('{a} of {b}, {c}, {d}', { a: Quantity.parse('1.500Gi'), b: 3, c: true, d: ['x', 'y'] })).toBe('1536Mi of 3, true, x, y');
    expect(text('{list}; {missing}', { list: [] })).toBe('none; {missing}');
  });
});
