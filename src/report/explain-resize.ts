import type { NodeLike, PodLike, PodStatsLike, ResourceListLike } from '../core/index.ts';
import { objectAt } from '../core/pod-fields.ts';
import type { ExplanationInput } from '../explanation.ts';
import { setPodResourceDefaults } from '../admission/defaults/defaults.ts';
import type { FieldError } from '../admission/validation/field-errors.ts';
import { resizedPod } from '../resize/validation/preparation.ts';
import { validatePodResize } from '../resize/validation/validate-pod-resize.ts';
import type { ResizeFacts } from '../resize/verdict/checks.ts';
import { podResizeVerdict, type PodResizeVerdict } from '../resize/verdict/verdict.ts';
import { gatesOf } from '../version/feature-gates.ts';
import { minorOf } from '../version/minors.ts';
import { since } from '../version/since.ts';
import type { ResizeExplanation, ResizeReason, ResizeStep } from '../resize/explanation.ts';
import type { FoundPod, WorkloadLike } from './subject/find-pods.ts';
import { resizeActions, type ContainerAmounts, type ResizeAction } from '../resize/actions/actions.ts';
import { patchedPod, type ContainerResourcesLike, type ResizePatchLike } from '../resize/actions/patch.ts';
import type { SizePodOptions } from './size/options.ts';
import { at, subjectOf, versionFor } from './subject/subject.ts';

/** How the kubelet is set up, and what it measures. No upstream counterpart. */
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

/** What becomes of a resize. No upstream counterpart. */
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

/** What the node can give to all pods is looked at. */
const looksAtAbsolute = /* @__PURE__ */ since({ '1.15': false, '1.34': true, '1.36': false });

/**
 * Whether a running pod can get new resources, and what the kubelet changes in which order.
 *
 * First the API server's answer (see `validatePodResize`), then that of the node (see `podResizeVerdict`), then what the kubelet does: it stops
 * containers whose `resizePolicy` says RestartContainer; then volumes that shrink, memory, volumes that grow (1.37 with the gate
 * InPlacePodVerticalScalingMemoryBackedVolumes) and CPU. Of memory and CPU, the pod's cgroup grows before its containers and shrinks after them,
 * and containers that shrink go before those that grow. What was stopped starts at the end; sidecars up to 1.36 before the rest. What the pod's
 * cgroup holds is taken as the kernel shows it: whole pages of 4 KiB, and on cgroup v2 the shares that the weight stands for, so that a change
 * of a CPU limit alone may write the shares again. A memory limit cannot be removed from a running container, and none is lowered below what
 * is used: with `stats` the result says so. A kubelet that defers a resize does the same later.
 *
 * The new resources are those of containers by name, or a patch with `spec` as `kubectl patch --subresource resize` takes it: what is not named
 * stays, and `null` removes. Which containers run is read from the pod's status; without one, all but init containers that end by themselves.
 * What the kubelet does for containers that it starts for another reason is not told.
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
  const { minor } = versionFor(node ?? undefined, options);
  const settings = { ...options, kubernetesVersion: minor };
  const { found, pod: subject } = subjectOf(object, settings);
  const pod = at(found.path, () => setPodResourceDefaults(subject, settings));
  const wanted = patchedPod(pod, newResources);
  return at(found.path, () => {
    const refusals = validatePodResize(pod, wanted, settings);
    const steps: ResizeStep[] = refusals.map(({ field, detail }) => apiStep('resize-refused', { field, detail }));
    if (refusals.length > 0) return { result: { allowed: false, refusals, actions: [] }, steps };
    steps.push(apiStep('resize-accepted', {}));
    const stored = resizedPod(wanted, pod, settings);
    const verdict = verdictOn(stored, pod, node ?? undefined, settings, steps);
    const told = verdict === undefined ? {} : { verdict };
    if (verdict?.verdict === 'Infeasible') return { result: { allowed: false, refusals, ...told, actions: [] }, steps };
    const protects = settings.enforceMemoryQoS ?? gatesOf(settings)('MemoryQoS');
    const done = resizeActions(stored, pod, settings.stats ?? undefined, { ...settings, enforceMemoryQoS: protects });
    for (const action of done.actions) steps.push(actionStep(action));
    if (done.failure !== undefined) steps.push(step('resize-action', kuberuntime, 'resize-fails', { message: done.failure }));
    else if (done.actions.length === 0) steps.push(step('resize-action', kuberuntime, 'resize-changes-nothing', {}, 'skipped'));
    return { result: { allowed: verdict?.verdict !== 'Deferred' && done.failure === undefined, refusals, ...told, ...done }, steps };
  });
}

const kuberuntime = 'pkg/kubelet/kuberuntime/kuberuntime_manager.go doPodResizeAction';

function step(
  rule: ResizeStep['rule'],
  upstream: string,
  because: ResizeReason,
  inputs: ResizeStep['inputs'],
  outcome: 'applied' | 'skipped' = 'applied',
): ResizeStep {
  return { rule, upstream, inputs, outcome, because };
}

function apiStep(because: ResizeReason, inputs: ResizeStep['inputs']): ResizeStep {
  return step('resize-api', 'pkg/apis/core/validation/validation.go ValidatePodResize', because, inputs);
}

function verdictOn(
  pod: PodLike,
  old: PodLike,
  node: NodeLike | undefined,
  options: ExplainResizeOptions,
  steps: ResizeStep[],
): PodResizeVerdict | undefined {
  const note = (because: ResizeReason, inputs: ResizeStep['inputs'], outcome?: 'skipped'): void => {
    steps.push(step('resize-node', 'pkg/kubelet/allocation/allocation_manager.go canResizePod', because, inputs, outcome));
  };
  if (node === undefined) {
    note('resize-node-unknown', {}, 'skipped');
    return undefined;
  }
  const assumed = options.nodeAllocatableAbsolute ?? undefined;
  if (assumed === undefined && looksAtAbsolute(minorOf(options))) note('resize-absolute-assumed', {});
  const facts: ResizeFacts = {
    node,
    podsOnNode: options.podsOnNode,
    nodeAllocatableAbsolute: assumed ?? objectAt(node.status, 'node.status')?.allocatable ?? {},
    cpuManagerPolicy: options.cpuManagerPolicy,
    memoryManagerPolicy: options.memoryManagerPolicy,
    swapBehavior: options.swapBehavior,
    swapControllerAvailable: options.swapControllerAvailable ?? true,
    cgroupVersion: options.cgroupVersion ?? 2,
  };
  const verdict = podResizeVerdict(pod, old, facts, options);
  if (verdict.verdict === 'Allowed') note('resize-granted', {});
  else note(verdict.verdict === 'Infeasible' ? 'resize-infeasible' : 'resize-deferred', { message: verdict.message });
  return verdict;
}

function actionStep(action: ResizeAction): ResizeStep {
  const told = (because: ResizeReason, inputs: ResizeStep['inputs']): ResizeStep => step('resize-action', kuberuntime, because, inputs);
  if (action.action === 'StopContainer') return told('resize-stops', { container: action.container });
  if (action.action === 'StartContainer') return told('resize-starts', { container: action.container });
  if (action.action === 'ResizeVolume') return told('resize-remounts', { volume: action.volume, size: action.size });
  if (action.action === 'SetPodCgroup') return told('resize-writes-pod', { values: listed(action.config) });
  const { container, requests, limits } = action;
  return told('resize-writes-container', { container, requests: amountsIn(requests), limits: amountsIn(limits) });
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
