// Explanations are this library's own: upstream computes and does not explain.
import { cut, described } from './errors.ts';

/** A value shown in an explanation: plain, and safe for `JSON.stringify`. */
export type ExplanationInput = string | number | boolean | readonly ExplanationInput[] | { readonly toJSON: () => string };

/** One rule that was looked at, in the order in which the computation looked at it. */
export interface ExplanationStep<Rule extends string = string, Because extends string = string> {
  /** A stable id with a doc anchor. */
  readonly rule: Rule;
  /** The upstream file and symbol that hold the rule. */
  readonly upstream: string;
  /** What the rule saw; amounts are quantities. */
  readonly inputs: Readonly<Record<string, ExplanationInput>>;
  readonly outcome: 'applied' | 'skipped';
  /** A stable id of the reason, with a doc anchor. */
  readonly because: Because;
}

/** A result together with the rules that led to it. The explanation is the computation itself, recorded. */
export interface Explanation<T, Rule extends string = string, Because extends string = string> {
  readonly result: T;
  readonly steps: readonly ExplanationStep<Rule, Because>[];
}

/** The rules of a topic: what each is called, and the upstream file and symbol that hold it. Internal. */
export type RuleTexts<Rule extends string = string> = {
  readonly [rule in Rule]: { readonly title: string; readonly upstream: string };
};

/**
 * Records a rule that was looked at, and why it applied or not. Whoever decides notes the reason. Where nobody listens there is no note:
 * `note?.(…)` then computes none of its arguments. Internal.
 */
export type Note<Rule extends string, Because extends string> = (
  rule: Rule,
  because: Because,
  inputs: ExplanationStep['inputs'],
  outcome: ExplanationStep['outcome'],
) => void;

/**
 * A computation together with what it noted, in its order. Internal.
 *
 * @param rules the rules that the computation can note
 * @param compute the computation, the same that runs without a note where nobody asks why
 */
export function recorded<T, Rule extends string, Because extends string>(
  rules: RuleTexts<Rule>,
  compute: (note: Note<Rule, Because>) => T,
): Explanation<T, Rule, Because> {
  const steps: ExplanationStep<Rule, Because>[] = [];
  const result = compute((rule, because, inputs, outcome) => {
    steps.push({ rule, upstream: rules[rule].upstream, inputs, outcome, because });
  });
  return { result, steps };
}

/** A sentence with inputs in place of what stands in braces. Internal. */
export function filled(sentence: string, inputs: ExplanationStep['inputs']): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(inputs, name) ? inputText(inputs[name]) : whole));
}

/** An input as it is written, cut where it is long; what no explanation holds, which JSON may have brought, is described. */
function inputText(input: unknown): string {
  if (Array.isArray(input)) return input.length === 0 ? 'none' : input.map(inputText).join(', ');
  if (typeof input === 'object' && input !== null && 'toJSON' in input && typeof input.toJSON === 'function')
    return cut(String(input.toJSON()));
  return typeof input === 'string' ? cut(input) : described(input);
}
