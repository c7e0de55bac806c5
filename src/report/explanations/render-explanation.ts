import { cut } from '../../errors.ts';
import { listOf, objectOf } from '../../core/checks.ts';
import { objectAt, textAt } from '../../core/pod-fields.ts';
import { filled, type Explanation, type ExplanationStep } from '../../explanation.ts';
import { catalogue } from './catalogue.ts';

/** A step of an explanation in words. */
export interface RenderedStep {
  /** The rule in a few words. */
  readonly title: string;
  readonly outcome: ExplanationStep['outcome'];
  /** Why it applied or not, a sentence with the inputs in it. */
  readonly text: string;
  /** The upstream file and symbol that hold the rule. */
  readonly upstream: string;
  /** Where the documentation tells more: `docs/explanations.md#` and the id of the reason. */
  readonly anchor: string;
}

/**
 * An explanation in words, step by step, in the order in which the computation looked at its rules.
 *
 * The words may change between releases; the ids in the explanation do not. An id that this version of the library does not know is
 * its own text.
 *
 * Upstream: none.
 *
 * @param explanation what an `explain…` function returned, also after a trip through JSON
 * @throws {SizingError} `InvalidInput` with the path of what is not part of an explanation
 * @example
 * const thresholds = explainThresholds({ evictionHard: { 'memory.available': '100Mi' }, enforceNodeAllocatable: [] }, {});
 * renderExplanation(thresholds).at(-1)?.text // => 'The threshold of memory.available is met when less than 100Mi is available.'
 */
export function renderExplanation(explanation: Explanation<unknown>): readonly RenderedStep[] {
  const topics = catalogue();
  const rules = topics.map((topic) => titlesOf(topic.rules));
  const reasons = topics.map((topic) => topic.reasons);
  return listOf(objectOf(explanation, 'explanation').steps, 'explanation.steps').map(({ rule, upstream, inputs, outcome, because }, i) => {
    const place = `explanation.steps[${i}]`;
    const reason = textAt(because, `${place}.because`);
    return {
      title: wordsFor(rules, textAt(rule, `${place}.rule`)),
      outcome,
      text: filled(wordsFor(reasons, reason), objectAt(inputs, `${place}.inputs`) ?? {}),
      upstream: textAt(upstream, `${place}.upstream`),
      anchor: `docs/explanations.md#${reason}`,
    };
  });
}

function titlesOf(rules: Readonly<Record<string, string | { readonly title: string }>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(rules).map(([id, text]) => [id, typeof text === 'string' ? text : text.title]));
}

function wordsFor(tables: readonly Readonly<Record<string, string>>[], id: string): string {
  return tables.find((table) => Object.hasOwn(table, id))?.[id] ?? cut(id);
}
