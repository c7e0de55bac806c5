import { filled, type Explanation, type ExplanationStep } from '../../explanation.ts';
import { catalogue } from './catalogue.ts';

/** A step of an explanation in words. No upstream counterpart. */
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
 * @example
 * const thresholds = explainThresholds({ evictionHard: { 'memory.available': '100Mi' }, enforceNodeAllocatable: [] }, {});
 * renderExplanation(thresholds).at(-1)?.text // => 'The threshold of memory.available is met when less than 100Mi is available.'
 */
export function renderExplanation(explanation: Explanation<unknown>): readonly RenderedStep[] {
  const topics = catalogue();
  const rules = topics.map((topic) => titlesOf(topic.rules));
  const reasons = topics.map((topic) => topic.reasons);
  return explanation.steps.map(({ rule, upstream, inputs, outcome, because }) => ({
    title: textOf(rules, rule),
    outcome,
    text: filled(textOf(reasons, because), inputs),
    upstream,
    anchor: `docs/explanations.md#${because}`,
  }));
}

function titlesOf(rules: Readonly<Record<string, string | { readonly title: string }>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(rules).map(([id, text]) => [id, typeof text === 'string' ? text : text.title]));
}

function textOf(tables: readonly Readonly<Record<string, string>>[], id: string): string {
  return tables.find((table) => Object.hasOwn(table, id))?.[id] ?? id;
}
