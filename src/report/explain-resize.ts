import { withResourceDefaults } from '../admission/defaults/defaults.ts';
import type { FieldError } from '../admission/validation/field-errors.ts';
import { within } from '../core/at-path.ts';
import type { NodeLike, PodLike, PodStatsLike, ResourceListLike } from '../core/index.ts';
import { nodeStatusOf } from '../core/pod-fields.ts';
import { recorded, type ExplanationInput, type Note } from '../explanation.ts';
import { resizeActions, resizeActionSettings, type ContainerAmounts, type ResizeAction } from '../resize/actions/actions.ts';
import { patchedPod, type ContainerResourcesLike, type ResizePatchLike } from '../resize/actions/patch.ts';
import { resizeRules, type ResizeExplanation, type ResizeReason, type ResizeRule } from '../resize/explanation.ts';
import { checkTexts } from '../resize/validation/preparation.ts';
import { sentResize } from '../resize/validation/validate-pod-resize.ts';
import { canResizePod, type PodResizeVerdict } from '../resize/verdict/verdict.ts';
import { KnownPod } from '../resources/qos/known-pod.ts';
import type { Release } from '../version/release.ts';
import { since } from '../version/since.ts';
import type { SizePodOptions } from './size/options.ts';
import type { FoundPod, WorkloadLike } from './subject/find-pods.ts';
import { at, subjectOf, versionFor } from './subject/subject.ts';

/** How the kubelet is set up, and what it measures. */
export interface ExplainResizeOptions extends SizePodOptions {
  /** The pods on the node as they are allocated; the pod itself, by uid, does not count among them. */
  readonly podsOnNode?: readonly PodLike[] | null | undefined;
  /** What the kubelet enforces for all pods, `enforced` of `nodeAllocatable`; the node's allocatable when absent. 1.34 and 1.35. */
  readonly nodeAllocatableAbsolute?: ResourceListLike | null | undefined;
  /** The kubelet's, such as `static`; none when absent. */
  readonly cpuManagerPolicy?: string | null | undefined;
  /** The kubelet's, such as `Static`; none when absent. */
  readonly memoryManagerPolicy?: string | null | undefined;
  /** Whether the machine has a controller of swap; true when absent. */
  readonly swapControllerAvailable?: boolean | undefined;
  /** What the pod uses, of `/stats/summary`. Without it, no memory limit is held to be too low. */
  readonly stats?: PodStatsLike | null | undefined;
}

/** What becomes of a resize. */
export interface ResizeExplained {
  /** Whether the API server takes it, and the node, where one is given, does it at once. */
  readonly allowed: boolean;
  /** The fields that the API server refuses. */
  readonly refusals: readonly FieldError[];
  /** What the kubelet says; absent where the API server refuses, and without a node. */
  readonly verdict?: PodResizeVerdict;
  /** What the kubelet does, in its order; empty for what is refused or can never be. */
  readonly actions: readonly ResizeAction[];
  /** Why the kubelet stops half-way. */
  readonly failure?: string;
}

/** Whether the kubelet looks at what it enforces for all pods. */
const looksAtAbsolute = /* @__PURE__ */ since({ '1.15': false, '1.34': true, '1.36': false });

/**
 * Whether a running pod can get new resources, and what the kubelet changes in which order.
 *
 * First comes the API server's answer (see `validatePodResize`), then the node's (see `podResizeVerdict`), then what the kubelet does. It stops
 * containers whose `resizePolicy` says RestartContainer; then it changes volumes that shrink, memory, volumes that grow (1.37 with the gate
 * InPlacePodVerticalScalingMemoryBackedVolumes) and CPU. For memory and for CPU, the pod's cgroup grows before its containers and shrinks after
 * them, and containers that shrink go before those that grow. Stopped containers start at the end; sidecars up to 1.36 before the rest. The pod's
 * cgroup holds what the kernel shows: whole pages of 4 KiB, and on cgroup v2 the shares that the weight stands for, so that a change of a CPU
 * limit alone may write the shares again. A memory limit cannot be removed from a running container, and none is lowered below what is used: with
 * `stats` the result says so. A kubelet that defers a resize does the same later.
 *
 * The new resources are those of containers by name, or a patch with `spec` as `kubectl patch --subresource resize` takes it: what is not named
 * stays, and `null` removes. The pod's status says which containers run; without one, all run but init containers that end by themselves. What the
 * kubelet does for containers that it starts for another reason is left out.
 *
 * Upstream: `pkg/kubelet/kuberuntime/kuberuntime_manager.go`, `computePodActions`, `SyncPod` and `doPodResizeAction`, since 1.33; the rest as
 * `validatePodResize` and `podResizeVerdict`.
 *
 * @param object a pod, an object with one pod template, or one of the pods that `findPods` found
 * @param newResources the resources that it shall have
 * @param node the node that it runs on
 * @param options how the kubelet is set up, what is used, version and gates
 * @throws {SizingError} `NotFound` for a container that the pod does not have; `UnsupportedVersion` before 1.33; `UpstreamPanics` for statistics
 * of a container that is refused without any of the pod; as `validatePodResize`, `podResizeVerdict` and `sizePod`
 * @example
 * const app = { name: 'app', resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } } };
 * const node = { status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' } } };
 * const more = { app: { requests: { cpu: '2' }, limits: { cpu: '4' } } };
 * const { result } = explainResize({ spec: { containers: [app] } }, more, node);
 * result.verdict // => { verdict: 'Allowed' }
 * result.actions.map(({ action }) => action) // => ['SetPodCgroup', 'SetPodCgroup', 'UpdateContainer']
 * explainResize({ spec: { containers: [app] } }, { app: null }).result.refusals[0]?.detail
 * // => 'Pod QOS Class may not change as a result of resizing'
 */
export function explainResize(
  object: PodLike | WorkloadLike | FoundPod,
  newResources: ContainerResourcesLike | ResizePatchLike,
  node?: NodeLike | null,
  options?: ExplainResizeOptions,
): ResizeExplanation<ResizeExplained> {
  const { release } = versionFor(node ?? undefined, options);
  const { found, pod: subject } = subjectOf(object, release);
  const pod = at(found.path, () => withResourceDefaults(checkTexts(subject), release));
  const wanted = patchedPod(pod, newResources, release.minor);
  within('newResources', () => checkTexts(wanted));
  return at(found.path, () => recorded(resizeRules, (note) => resized(pod, wanted, node ?? undefined, options ?? {}, release, note)));
}

type ResizeNote = Note<ResizeRule, ResizeReason>;

function resized(
  old: PodLike,
  wanted: PodLike,
  node: NodeLike | undefined,
  options: ExplainResizeOptions,
  release: Release,
  note: ResizeNote,
): ResizeExplained {
  const { pod, refused: refusals } = sentResize(old, wanted, release, { old: '', sent: '' });
  for (const { field, detail } of refusals) note('resize-api', 'resize-refused', { field, detail }, 'applied');
  if (refusals.length > 0) return { allowed: false, refusals, actions: [] };
  note('resize-api', 'resize-accepted', {}, 'applied');
  const verdict = verdictOn(pod, old, node, options, release, note);
  const answer = { refusals, ...(verdict === undefined ? {} : { verdict }) };
  if (verdict?.verdict === 'Infeasible') return { allowed: false, ...answer, actions: [] };
  const cgroup = resizeActionSettings({ ...options, enforceMemoryQoS: options.enforceMemoryQoS ?? release.gate('MemoryQoS') });
  const [known, knownOld] = [new KnownPod(pod, release), new KnownPod(old, release)];
  const { actions, failure } = resizeActions(known, knownOld, options.stats ?? undefined, cgroup);
  for (const action of actions) noteAction(action, note);
  if (failure !== undefined) note('resize-action', 'resize-fails', { message: failure }, 'applied');
  else if (actions.length === 0) note('resize-action', 'resize-changes-nothing', {}, 'skipped');
  const allowed = verdict?.verdict !== 'Deferred' && failure === undefined;
  return { allowed, ...answer, actions, ...(failure === undefined ? {} : { failure }) };
}

function verdictOn(
  pod: PodLike,
  old: PodLike,
  node: NodeLike | undefined,
  options: ExplainResizeOptions,
  release: Release,
  note: ResizeNote,
): PodResizeVerdict | undefined {
  if (node === undefined) {
    note('resize-node', 'resize-node-unknown', {}, 'skipped');
    return undefined;
  }
  const enforced = options.nodeAllocatableAbsolute ?? undefined;
  if (enforced === undefined && looksAtAbsolute(release.minor)) note('resize-node', 'resize-absolute-assumed', {}, 'applied');
  const { podsOnNode, cpuManagerPolicy, memoryManagerPolicy, swapBehavior } = options;
  const verdict = canResizePod(
    pod,
    old,
    {
      node,
      podsOnNode,
      nodeAllocatableAbsolute: enforced ?? nodeStatusOf(node, 'node')?.allocatable ?? {},
      cpuManagerPolicy,
      memoryManagerPolicy,
      swapBehavior,
      swapControllerAvailable: options.swapControllerAvailable ?? true,
      cgroupVersion: options.cgroupVersion ?? 2,
    },
    release,
  );
  if (verdict.verdict === 'Allowed') note('resize-node', 'resize-granted', {}, 'applied');
  else {
    const because = verdict.verdict === 'Infeasible' ? 'resize-infeasible' : 'resize-deferred';
    note('resize-node', because, { message: verdict.message }, 'applied');
  }
  return verdict;
}

function noteAction(action: ResizeAction, note: ResizeNote): void {
  const tell = (because: ResizeReason, inputs: Readonly<Record<string, ExplanationInput>>): void =>
    note('resize-action', because, inputs, 'applied');
  if (action.action === 'StopContainer') tell('resize-stops', { container: action.container });
  else if (action.action === 'StartContainer') tell('resize-starts', { container: action.container });
  else if (action.action === 'ResizeVolume') tell('resize-remounts', { volume: action.volume, size: action.size });
  else if (action.action === 'SetPodCgroup') tell('resize-writes-pod', { values: listed(action.config) });
  else {
    const { container, requests, limits } = action;
    tell('resize-writes-container', { container, requests: amountsIn(requests), limits: amountsIn(limits) });
  }
}

function amountsIn(amounts: ContainerAmounts): readonly ExplanationInput[] {
  const list = listed(amounts);
  return list.length === 0 ? ['nothing'] : list;
}

function listed(values: object): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !('toJSON' in value) ? listed(value as object) : [`${name} ${String(value)}`],
  );
}
