import { invalid } from '../../errors.ts';
import { Quantity } from '../../quantity/index.ts';
import { MessageScanner } from './message-scanner.ts';

/** A container or pod that an eviction message names. */
export interface Offender {
  readonly name: string;
  readonly usage?: Quantity;
  readonly request?: Quantity;
}

/**
 * What an eviction message says. A part that the text does not have, or that is not a quantity, is absent.
 *
 * Upstream: none; the texts are those of `pkg/kubelet/eviction/helpers.go`.
 */
export interface EvictionMessage {
  /** Why: the node ran low, a pod was refused by a node condition, or a limit of a volume, pod or container was exceeded. */
  readonly kind: 'node-low' | 'node-condition' | 'volume-limit' | 'pod-limit' | 'container-limit';
  /** What the node ran low on, such as `memory`; up to 1.10 also `nodefs`, `imagefs`, …. */
  readonly resource?: string;
  /** The conditions of a node that refused the pod. */
  readonly conditions?: readonly string[];
  readonly threshold?: Quantity;
  readonly available?: Quantity;
  /** The pod, where its own request was compared (1.34 and later). */
  readonly pod?: Offender;
  /** The containers that used more than they requested. */
  readonly containers?: readonly Offender[];
  /** The volume, or the container, whose limit was exceeded. */
  readonly name?: string;
  readonly limit?: Quantity;
  /** The text ends inside of a sentence: its last part may be incomplete. */
  readonly truncated?: true;
}

type Draft = { -readonly [key in keyof EvictionMessage]: EvictionMessage[key] };

/**
 * An eviction message of any Kubernetes version as structure; `undefined` where the text does not begin like one.
 *
 * It reads the messages of evicted pods (the node is low on a resource, with or without threshold and containers, in the words up to 1.25 and
 * since 1.26), of exceeded limits (emptyDir volume, pod, container), and of pods refused by a node under pressure (in the words up to 1.13 and
 * since 1.14). A text may begin with `Pod ` or `(combined from similar events): `, have other white space or none, line breaks, no final full
 * stop, or be cut at its end: the result holds what is there, with `truncated` where the text ends inside of a sentence.
 *
 * Upstream: none; the texts are those of `pkg/kubelet/eviction/helpers.go` from 1.8 to 1.37.
 *
 * @param text the message of an event or of a pod's status
 * @throws {SizingError} `InvalidInput` for a message that is not text
 * @example
 * parseEvictionMessage('The node was low on resource: memory. Container web was using 1703264Ki, which exceeds its request of 0. ') // => { kind: 'node-low', resource: 'memory', containers: [{ name: 'web', usage: '1703264Ki', request: '0' }] }
 * parseEvictionMessage('Container web exceeded its local ephemeral storage limit "20Mi".') // => { kind: 'container-limit', name: 'web', limit: '20Mi' }
 * parseEvictionMessage('Pod The node had condition: [DiskPressure]. ') // => { kind: 'node-condition', conditions: ['DiskPressure'] }
 * parseEvictionMessage('Back-off restarting failed container') // => undefined
 */
export function parseEvictionMessage(text: string): EvictionMessage | undefined {
  if (typeof (text as unknown) !== 'string') throw invalid('the text of a message', 'text', text);
  const scanner = new MessageScanner(text);
  scanner.wholePhrase('(combined from similar events):');
  // The API server's clients put a word in front of a refusal.
  const message = readMessage(scanner) ?? (scanner.wholePhrase('Pod') ? readMessage(scanner) : undefined);
  return message !== undefined && scanner.cut ? { ...message, truncated: true } : message;
}

function readMessage(scanner: MessageScanner): EvictionMessage | undefined {
  return (
    readPodLimit(scanner) ?? readVolumeLimit(scanner) ?? readNodeCondition(scanner) ?? readNodeLow(scanner) ?? readContainerLimit(scanner)
  );
}

function readPodLimit(scanner: MessageScanner): EvictionMessage | undefined {
  if (!scanner.sentence('Pod ephemeral local storage usage', 'exceeds the total limit of containers')) return undefined;
  return withLimit({ kind: 'pod-limit' }, scanner.match(amount));
}

function readVolumeLimit(scanner: MessageScanner): EvictionMessage | undefined {
  if (!scanner.sentence('Usage of EmptyDir', 'volume')) return undefined;
  const draft: Draft = { kind: 'volume-limit' };
  const name = unquote(scanner.match(quoted));
  if (name !== '') draft.name = name;
  scanner.mustGoOn();
  return scanner.phrase('exceeds the limit') ? withLimit(draft, unquote(scanner.match(quotedAmount))) : draft;
}

function readContainerLimit(scanner: MessageScanner): EvictionMessage | undefined {
  if (!scanner.wholePhrase('Container')) return undefined;
  const draft: Draft = { kind: 'container-limit', name: scanner.match(/\S+?(?=\s*exceeded\s*its)/y) };
  if (draft.name === '' || !scanner.phrase('exceeded its local ephemeral storage limit')) return undefined;
  return withLimit(draft, unquote(scanner.match(quotedAmount)));
}

function readNodeCondition(scanner: MessageScanner): EvictionMessage | undefined {
  if (!scanner.sentence('The node had', 'condition:')) return undefined;
  return { kind: 'node-condition', conditions: conditionsIn(scanner.match(bracketed)) };
}

function readNodeLow(scanner: MessageScanner): EvictionMessage | undefined {
  if (!scanner.sentence('The node was low on', 'resource:')) return undefined;
  const conditions = scanner.match(bracketed);
  if (conditions !== '') return { kind: 'node-condition', conditions: conditionsIn(conditions) };
  const draft: Draft = { kind: 'node-low' };
  const resource = scanner.match(/[\w-]+/y);
  if (resource !== '') draft.resource = resource;
  scanner.phrase('.');
  readThreshold(scanner, draft);
  readOffenders(scanner, draft);
  return draft;
}

function readThreshold(scanner: MessageScanner, draft: Draft): void {
  if (!scanner.phrase('Threshold quantity:')) return;
  const threshold = quantityIn(scanner.match(amount));
  if (threshold !== undefined) draft.threshold = threshold;
  scanner.mustGoOn();
  if (!scanner.phrase(', available:')) return;
  const available = quantityIn(scanner.match(amount));
  if (available !== undefined) draft.available = available;
  scanner.phrase('.');
}

function readOffenders(scanner: MessageScanner, draft: Draft): void {
  const containers: Offender[] = [];
  while (!scanner.ended) {
    const isPod = scanner.wholePhrase('Pod');
    if (!isPod && !scanner.wholePhrase('Container')) break;
    const offender = readOffender(scanner);
    if (offender.name === '') break;
    if (isPod) draft.pod = offender;
    else containers.push(offender);
  }
  if (containers.length > 0) draft.containers = containers;
}

function readOffender(scanner: MessageScanner): Offender {
  const name = scanner.match(/\S+?(?=\s*was\s*using|\s|$)/y);
  scanner.mustGoOn();
  if (!scanner.phrase('was using')) return { name };
  const usage = quantityIn(scanner.match(amount));
  scanner.mustGoOn();
  const isOld = scanner.phrase(', which exceeds its request of');
  const isNew = !isOld && scanner.phrase(', request is');
  const request = isOld || isNew ? quantityIn(scanner.match(amount)) : undefined;
  if (isNew) scanner.mustGoOn();
  if (scanner.phrase(', has larger consumption of')) scanner.match(/[\w-]+/y);
  scanner.phrase('.');
  return { name, ...(usage === undefined ? {} : { usage }), ...(request === undefined ? {} : { request }) };
}

/** A number with its suffix, without the full stop of the sentence; or the word that stands in its place. */
const amount = /[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+|[numkKMGTPE]i?)?|[^\s,."]+/y;
const quotedAmount = /"[^"]*"?|[^\s,"]+?(?=\.?(?:\s|$))/y;
const quoted = /"(?:[^"\\]|\\.)*"?|[^\s"]+/y;
const bracketed = /\[[^\]]*\]?/y;

/** No message has a longer one: it would be read for nothing. */
const longestQuantity = 1000;

function quantityIn(text: string): Quantity | undefined {
  if (text.length > longestQuantity) return undefined;
  const parsed = Quantity.tryParse(text);
  return parsed.ok ? parsed.value : undefined;
}

function withLimit(draft: Draft, text: string): EvictionMessage {
  const limit = quantityIn(text);
  return limit === undefined ? draft : { ...draft, limit };
}

function conditionsIn(text: string): readonly string[] {
  return text.split(/[[\]\s,]+|(?<=Pressure)(?=\w)/).filter((word) => word !== '');
}

/** The text between quotation marks, with Go's simple escapes undone. */
function unquote(text: string): string {
  const inner = text.replace(/^"|"$/g, '');
  return inner.replaceAll(/\\(["\\])/g, '$1');
}
