import { storedPod } from '../../admission/defaults/defaults.ts';
import type { NodeLike, NodeStatusLike, PodLike } from '../../core/index.ts';
import { lazily } from '../../core/lazily.ts';
import { nodeStatusOf } from '../../core/pod-fields.ts';
import { cut, invalid, isSizingError } from '../../errors.ts';
import { filled } from '../../explanation.ts';
import { countingOf, type Counting } from '../../resources/totals/options.ts';
import { limitsOf, requestsOf } from '../../resources/totals/totals.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import type { Release } from '../../version/release.ts';
import { findPods, isFound, podSource, podSourceOf, type FoundPod, type WorkloadLike } from '../subject/find-pods.ts';
import { osOf } from '../subject/machine.ts';
import { ReportedPod } from '../subject/reported-pod.ts';
import { isFresh, versionFor } from '../subject/subject.ts';
import { lintAmounts } from './amounts.ts';
import { withKnownFields } from './fields.ts';
import { amountsOfNode, lintNode } from './node.ts';
import { mendingOf, type Finding, type Mended } from './mending.ts';
import { placeText, pointerTo } from '../subject/place.ts';
import { changed, type Change, type PatchOperation } from './patch.ts';
import { lintQOS } from './qos.ts';
import { lintRequirements } from './requirements.ts';
import {
  emptyDirsOf,
  ownersOf,
  type EmptyDir,
  type Malformed,
  type Meant,
  type NodeAmounts,
  type Note,
  type Owner,
  type Subject,
  type WrittenSubject,
} from './subject.ts';
import { lintTexts, type SizingSeverity, type SizingWarningCode } from './texts.ts';
import { lintVolumes } from './volumes.ts';

/** A known mistake in a pod. */
export interface SizingWarning {
  /** Which mistake; `docs/lint.md` has a section under this name. */
  readonly code: SizingWarningCode;
  /**
   * `error`: the API server refuses the pod, or it cannot run; `warning`: it runs in another way than its author thinks; `info`: worth
   * knowing.
   */
  readonly severity: SizingSeverity;
  /** Where it stands in the object that was given, such as `spec.template.spec.containers[0].resources.limits.memory`. */
  readonly path: string;
  /** What is wrong, a sentence with the amounts. */
  readonly message: string;
  readonly suggestion: {
    /** What to do about it, or what to decide. */
    readonly text: string;
    /** The operations that mend it in the object that was given; empty where only its author knows how. */
    readonly patch: readonly PatchOperation[];
  };
}

/**
 * Known mistakes in the sizing of a pod, of every pod template of a workload, or of every pod of a list.
 *
 * What is looked at is what the author wrote; what is computed from it (quality of service, limits of cgroups, sizes of volumes) is
 * computed from the pod as the API server would store it. A malformed amount is a mistake like any other, and does not end the search. The
 * version is that of the options, else of the node, else the newest.
 *
 * Upstream: none; what an `error` says that the API server refuses is `pkg/apis/core/validation`, `ValidatePodCreate`, of each minor.
 *
 * @param object a pod, fresh from a file or stored, an object with pod templates, a list of them, or one of the pods that `findPods` found
 * @param node the node that it shall run on, as far as it is known
 * @param options version and gates
 * @throws {SizingError} `InvalidInput` for what is neither a pod nor has a pod template; as `setPodResourceDefaults` for a malformed node;
 * `UnknownFeatureGate`, `LockedFeatureGate`, `UnsupportedVersion`
 * @example
 * const app = { name: 'app', resources: { requests: { cpu: '1', memory: '512m' }, limits: { cpu: '500m' } } };
 * const warnings = lintPod({ kind: 'Deployment', spec: { template: { spec: { containers: [app] } } } });
 * warnings.map(({ code, severity }) => [code, severity]) // => [['memory-in-milli', 'warning'], ['request-above-limit', 'error']]
 * warnings[0]?.path // => 'spec.template.spec.containers[0].resources.requests.memory'
 * warnings[0]?.message // => 'The memory request of container app is 512m, thousandths of a byte.'
 * warnings[0]?.suggestion.patch
 * // => [{ op: 'replace', path: '/spec/template/spec/containers/0/resources/requests/memory', value: '512Mi' }]
 */
export function lintPod(
  object: PodLike | WorkloadLike | FoundPod,
  node?: NodeLike | null,
  options?: GateOptions,
): readonly SizingWarning[] {
  const status = statusOf(node);
  const { release } = versionFor(node ?? undefined, options);
  const amounts = amountsOfNode(status, release.minor);
  const source = podSourceOf(object, 'object');
  const found = isFound(source) ? [source] : findPods(source);
  if (found.length === 0 && !Array.isArray(source['items'])) throw invalid(podSource, 'object', source);
  const setting = { node: node ?? undefined, amounts, release, counting: countingOf(undefined, release) };
  return found.flatMap((one) => lintFound(one, setting));
}

/** The mistakes of a pod that is known as it is stored. */
export function lintStored(found: FoundPod, node: NodeLike | undefined, stored: ReportedPod): readonly SizingWarning[] {
  const { release } = stored;
  const amounts = amountsOfNode(statusOf(node), release.minor);
  return lintFound(found, { node, amounts, release, counting: countingOf(undefined, release) }, stored);
}

function statusOf(node: NodeLike | null | undefined): NodeStatusLike | undefined {
  return node === undefined || node === null ? undefined : nodeStatusOf(node, 'node');
}

/** What all pods of an answer have in common. */
interface LintSetting {
  readonly node: NodeLike | undefined;
  readonly amounts: NodeAmounts | undefined;
  readonly release: Release;
  readonly counting: Counting;
}

/** The mistakes of one pod. */
function lintFound({ pod, path, pointer, template }: FoundPod, setting: LintSetting, stored?: ReportedPod): readonly SizingWarning[] {
  const look = (looked: PodLike): readonly Finding[] => {
    const { findings, note, meant } = collector();
    const known = looked === pod ? stored : undefined;
    guarded(note, () => lintOne({ given: looked, fresh: template || isFresh(looked), known }, setting, note, meant));
    return findings;
  };
  const findings = look(pod);
  const mended = mendingOf(pod, findings, (changed) => look(changed as PodLike), pointer);
  return findings.map((finding) => warningOf(finding, path, mended.get(finding)));
}

const rules = [lintRequirements, lintQOS, lintVolumes, lintNode];

/** A pod to look at. */
interface Looked {
  readonly given: PodLike;
  /** Whether it gets the API server's defaults. */
  readonly fresh: boolean;
  /** The same as it is stored, where that is known already. */
  readonly known: ReportedPod | undefined;
}

function lintOne(looked: Looked, setting: LintSetting, note: Note, meant: Meant): void {
  const { given, fresh } = looked;
  const { node, amounts, release, counting } = setting;
  const os = osOf(given, node, undefined);
  const { pod, written, volumes, complete } = readingOf(given, release, note);
  const asWritten: WrittenSubject = { fresh, written, volumes, node: amounts, release, os, note, meant };
  guarded(note, () => lintAmounts(asWritten));
  if (!complete) return;
  const ofPod = pod === given ? looked.known : undefined;
  const known = ofPod ?? new ReportedPod(fresh ? storedPod(pod, release) : pod, release);
  const owners = known.pod === pod ? written : ownersOf(known.pod, release.minor);
  const requests = lazily(() => requestsOf(known.read(), counting));
  const limits = lazily(() => limitsOf(known.read(), counting));
  const subject: Subject = { fresh, written, volumes, node: amounts, release, os, note, meant, known, owners, requests, limits };
  for (const rule of rules) guarded(note, () => rule(subject));
}

/** A pod as rules look at it. */
interface Reading {
  /** Without what the API server ignores, and with what its author meant in place of what is not a quantity. */
  readonly pod: PodLike;
  readonly written: readonly Owner[];
  readonly volumes: readonly EmptyDir[];
  /** Whether it is known of every amount what was meant. */
  readonly complete: boolean;
}

function readingOf(given: PodLike, release: Release, note: Note): Reading {
  const { minor } = release;
  const changes: Change[] = [];
  let complete = true;
  const malformed: Malformed = (place, what, { message, hint }) => {
    const slip = /did you mean (\S+?)(?: or (\S+?))?[,?]/.exec(hint ?? '');
    const meant = place.at(-1) === 'cpu' ? slip?.[1] : (slip?.[2] ?? slip?.[1]);
    const change: readonly Change[] = meant === undefined ? [] : [[place, meant]];
    note('quantity-malformed', place, { what, reason: message }, change);
    changes.push(...change);
    complete &&= meant !== undefined;
  };
  const written = ownersOf(given, minor, malformed);
  const volumes = emptyDirsOf(given, minor, malformed);
  const pod = withKnownFields(changes.length > 0 ? (changed(given, changes) as PodLike) : given, release, note);
  if (pod === given) return { pod, written, volumes, complete };
  return { pod, written: ownersOf(pod, minor), volumes: emptyDirsOf(pod, minor), complete };
}

/** What cannot be read is a mistake of its own. */
function guarded(note: Note, look: () => void): void {
  try {
    look();
  } catch (error) {
    if (!isSizingError(error)) throw error;
    note('field-malformed', error.path ?? 'spec', { reason: error.message });
  }
}

/** Collects what rules note about a pod. */
function collector(): { readonly findings: readonly Finding[]; readonly note: Note; readonly meant: Meant } {
  const findings: Finding[] = [];
  const unread = new Set<string>();
  const texts = new Map<string, string>();
  const note: Note = (code, at, inputs, changes = []) => {
    const path = typeof at === 'string' ? at : placeText('quantity' in at ? at.place : at);
    if (code === 'field-malformed' && unread.size === unread.add(path).size) return;
    findings.push({ code, at, path, inputs, changes });
    for (const [place, value] of changes) if (value !== undefined) texts.set(pointerTo(place), value);
  };
  return { findings, note, meant: ({ place }) => (texts.size === 0 ? undefined : texts.get(pointerTo(place))) };
}

function warningOf({ code, at, path, inputs }: Finding, place: string, mended: Mended | undefined): SizingWarning {
  const [severity, message, advice] = lintTexts[code];
  const known = {
    mended: 'what was meant',
    ...(typeof at === 'object' && 'quantity' in at && { what: at.what, amount: at.text.slice(0, 60) }),
    ...inputs,
    ...(mended?.value !== undefined && { mended: mended.value }),
  };
  const text = filled(message, known);
  return {
    code,
    severity,
    path: cut(place === '' ? path : `${place}.${path}`),
    message: text.charAt(0).toUpperCase() + text.slice(1),
    suggestion: { text: filled(advice, known), patch: mended?.patch ?? [] },
  };
}
