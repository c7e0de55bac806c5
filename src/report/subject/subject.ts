import { flagAt } from '../../core/checks.ts';
import { atPath, within } from '../../core/at-path.ts';
import type { NodeLike, PodLike } from '../../core/index.ts';
import { objectAt, podStatusOf, specOf, textAt, volumesOf, containersOf } from '../../core/pod-fields.ts';
import { isSizingError, SizingError } from '../../errors.ts';
import { storedPod } from '../../admission/defaults/defaults.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { nearestSupportedMinor, newestMinor, parseKubernetesVersion, preReleaseMinors, type Minor } from '../../version/minors.ts';
import { findPods, isFound, podSourceOf, type FoundPod, type WorkloadLike } from './find-pods.ts';

/** What a report takes for granted because nobody said. */
export type AssumptionCode =
  | 'newest-version'
  | 'pre-release'
  | 'version-of-node'
  | 'nearest-version'
  | 'defaults-filled-in'
  | 'priority-of-class'
  | 'memory-qos-of-gate'
  | 'node-unknown'
  | 'fit-unknown';

/** Something that a report takes for granted. */
export interface Assumption {
  readonly code: AssumptionCode;
  readonly message: string;
}

const messages: Readonly<Record<AssumptionCode, string>> = {
  'newest-version': 'No version was given, so the newest one that is out counts: {value}.',
  'pre-release': 'Kubernetes {value} is not out yet: the answer is that of its newest pre-release, and may still change.',
  'version-of-node': 'No version was given, so that of the node counts: {value}.',
  'nearest-version': 'The version of the node is not supported, so the nearest one counts: {value}.',
  'defaults-filled-in': 'The pod comes from a file, so the defaults of the API server were filled in.',
  'priority-of-class': 'The priority is that of the class {value}.',
  'memory-qos-of-gate': 'The gate MemoryQoS of this version says whether memory is protected on cgroup v2: it is {value}.',
  'node-unknown': 'No node was given, so what depends on one is bounded by the pod alone or left out.',
  'fit-unknown': 'The node does not list its cpu, memory and pods, so the report does not say whether the pod fits.',
};

/** Reports that take the same for granted share it. */
export function assumption(code: AssumptionCode, value = ''): Assumption {
  const key = `${code} ${value}`;
  const known = told.get(key) ?? Object.freeze({ code, message: messages[code].replace('{value}', value) });
  told.set(key, known);
  return known;
}

const told = /* @__PURE__ */ new Map<string, Assumption>();

/** A pod as it is sized, with what was taken for granted about it. */
export interface Subject {
  readonly found: FoundPod;
  readonly pod: PodLike;
  readonly assumptions: readonly Assumption[];
}

/** The priorities that every cluster has. Upstream: `pkg/apis/scheduling/v1/helpers.go`, `systemPriorityClasses`. */
const systemPriorities: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

/** The version that counts: that of the options, else that of the node, else the newest. */
export function versionFor(
  node: NodeLike | undefined,
  options: GateOptions | undefined,
): { readonly minor: Minor; readonly release: Release; readonly assumptions: readonly Assumption[] } {
  const resolved = (minor: Minor, ...assumptions: readonly Assumption[]): ReturnType<typeof versionFor> => {
    const known = preReleaseMinors.includes(minor) ? [...assumptions, assumption('pre-release', minor)] : assumptions;
    return { minor, release: releaseOf({ ...options, kubernetesVersion: minor }), assumptions: known };
  };
  if (options?.kubernetesVersion !== undefined) return resolved(parseKubernetesVersion(options.kubernetesVersion));
  const text = objectAt(node?.status, 'node.status')?.nodeInfo?.kubeletVersion;
  if (typeof text !== 'string' || text === '') return resolved(newestMinor, assumption('newest-version', newestMinor));
  const minor = within('node.status.nodeInfo.kubeletVersion', () => nearestSupportedMinor(text));
  const exact = new RegExp(`^v?${minor.replace('.', '\\.')}(\\D|$)`).test(text);
  return resolved(minor, assumption(exact ? 'version-of-node' : 'nearest-version', minor));
}

/**
 * The one pod that an object stands for. A pod from a file gets the API server's defaults and the number of its priority class. An error in a
 * template gets the template's path.
 */
export function subjectOf(object: PodLike | WorkloadLike | FoundPod, release: Release): Subject {
  const found = foundIn(object);
  return at(found.path, () => {
    checkLists(found.pod);
    if (flagAt(found.template, 'object.template') !== true && !isFresh(found.pod)) return { found, pod: found.pod, assumptions: [] };
    const stored = storedPod(found.pod, release);
    const spec = specOf(stored);
    const className = textAt(spec?.priorityClassName, 'spec.priorityClassName');
    const priority = Object.hasOwn(systemPriorities, className) ? systemPriorities[className] : undefined;
    const assumptions = [assumption('defaults-filled-in')];
    if (spec === undefined || priority === undefined || (spec.priority ?? undefined) !== undefined)
      return { found, pod: stored, assumptions };
    const named = assumption('priority-of-class', className);
    return { found, pod: { ...stored, spec: { ...spec, priority } }, assumptions: [...assumptions, named] };
  });
}

/** Refuses malformed lists of a pod, also where nothing is asked about them. */
function checkLists(pod: PodLike): void {
  for (const section of ['containers', 'initContainers'] as const) containersOf(pod, section);
  volumesOf(pod);
}

function foundIn(object: PodLike | WorkloadLike | FoundPod): FoundPod {
  const source = podSourceOf(object);
  if (isFound(source)) return source;
  const pods = findPods(source);
  const [first] = pods;
  if (first !== undefined && pods.length === 1) return first;
  if (first === undefined)
    throw new SizingError('InvalidInput', 'the object has no pod template', { hint: 'what is sized is a pod, or what makes pods' });
  const paths = pods.slice(0, 3).map(({ path }) => path);
  throw new SizingError('InvalidInput', `the object has ${pods.length} pods: ${paths.join(', ')}…`, {
    hint: 'size each of findPods(object)',
  });
}

/** The result of a computation about a pod. An error about the pod gets the place of its template; errors about a node or options do not. */
export function at<T>(place: string, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    const isOfPod = place !== '' && isSizingError(error) && /^(?:$|(?:metadata|spec|status)\b)/.test(error.path ?? '');
    throw isOfPod ? atPath(error, place) : error;
  }
}

/**
 * Whether a pod comes from a file, so that the API server has not filled in its defaults yet: it has neither a uid nor a time of creation
 * nor a phase.
 */
export function isFresh(pod: PodLike): boolean {
  const phase = podStatusOf(pod)?.phase;
  const metadata = objectAt(pod.metadata, 'metadata');
  return [metadata?.uid, metadata?.creationTimestamp, phase].every((value) => value === undefined || value === null || value === '');
}
