/** A value shown in an explanation: plain, and safe for `JSON.stringify`. No upstream counterpart. */
export type ExplanationInput = string | number | boolean | readonly ExplanationInput[] | { readonly toJSON: () => string };

/** One rule that was looked at, in the order in which the computation looked at it. No upstream counterpart. */
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

/** A result together with the rules that led to it. The explanation is the computation itself, recorded. No upstream counterpart. */
export interface Explanation<T, Rule extends string = string, Because extends string = string> {
  readonly result: T;
  readonly steps: readonly ExplanationStep<Rule, Because>[];
}
