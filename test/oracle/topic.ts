import { isSizingError } from '../../src/errors.ts';
import type { Outcome } from './upstream.ts';
import type { Random } from './random.ts';

/** A case with its name, and why its result surprises where it does. */
export interface Case<In = unknown> {
  readonly name?: string;
  readonly in: In;
  readonly why?: string;
}

/** One kind of question that is put to upstream and to the library. */
export interface Topic<In = never> {
  /** The folder of src that it checks, and the folder of its vectors. */
  readonly folder: string;
  /** Another name by which it can be chosen, beside its folder's. */
  readonly area?: string;
  /** The file of its vectors. */
  readonly name: string;
  /** Upstream's symbol, for a reader of the vectors. */
  readonly upstream: string;
  /** The function of the Go program; it may differ between minors. */
  readonly fn: string | ((minor: number) => string);
  /** The minors (as the number after `1.`) at which it can be observed. */
  readonly minors: readonly number[];
  /** Feature gates that upstream is started with, as `A=true,B=false`. */
  readonly gates?: (minor: number) => string;
  /** The cases whose answers are kept as vectors. */
  readonly cases: (random: Random) => Iterable<Case<In>>;
  /** A fresh random question. */
  readonly random: (random: Random) => In;
  /** The question as upstream's side takes it, where it differs. */
  readonly ask?: (input: In, minor: number) => unknown;
  /** Upstream's result in the form of `ours`, where it differs. */
  readonly read?: (result: unknown, input: In, minor: number) => unknown;
  /** The library's answer. A function that takes no minor is asked once for all of them. */
  readonly ours: (input: In, minor: number) => unknown;
}

/** Any topic, for lists of them. */
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyTopic = Topic<any>;

/** Whether a topic is one of those that are asked for, by folder or area and by name. */
export function isChosen(
  { folder, area, name }: AnyTopic,
  wanted: { readonly area?: string | undefined; readonly topic?: string | undefined },
): boolean {
  return (
    (wanted.area === undefined || wanted.area === folder || wanted.area === area) && (wanted.topic === undefined || wanted.topic === name)
  );
}

/** The answer of upstream as it is kept and compared: a result, or that it refused or panicked. */
export function upstreamAnswer(topic: AnyTopic, outcome: Outcome, input: unknown, minor: number): unknown {
  if ('panic' in outcome) return { panic: true };
  if ('error' in outcome) return { error: outcome.error };
  if ('timeout' in outcome) return { timeout: true };
  return plain(topic.read === undefined ? outcome.result : topic.read(outcome.result, input, minor));
}

/** The answer of the library in the same form. */
export function ourAnswer(topic: AnyTopic, input: unknown, minor: number): unknown {
  try {
    return plain(topic.ours(input, minor));
  } catch (error) {
    if (!isSizingError(error)) throw error;
    return error.code === 'UpstreamPanics' ? { panic: true } : { error: error.code };
  }
}

/** Whether the library gives a topic one answer for every minor. */
export function takesNoMinor(topic: AnyTopic): boolean {
  return topic.ours.length < 2;
}

/** Whether an answer of the library is the one that was observed. `{"varies":true}` agrees with any: there upstream's answer is left to luck. */
export function agrees(got: unknown, want: unknown): boolean {
  if (got === want) return true;
  if (typeof want !== 'object' || want === null) return false;
  if ('varies' in want) return true;
  if (typeof got !== 'object' || got === null || Array.isArray(got) !== Array.isArray(want)) return false;
  const [mine, theirs] = [got as Record<string, unknown>, want as Record<string, unknown>];
  const names = Object.keys(theirs);
  return names.length === Object.keys(mine).length && names.every((name) => Object.hasOwn(mine, name) && agrees(mine[name], theirs[name]));
}

/** JSON with sorted keys, so that equal answers have equal texts. */
export function canonicalJSON(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function plain(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);
}
