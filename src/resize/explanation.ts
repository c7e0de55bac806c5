import type { Explanation, ExplanationStep, RuleTexts } from '../explanation.ts';

/** The rules about resizing a running pod. Internal. */
export const resizeRules = {
  'resize-api': { title: 'the API server', upstream: 'pkg/apis/core/validation/validation.go ValidatePodResize' },
  'resize-node': { title: 'the node', upstream: 'pkg/kubelet/allocation/allocation_manager.go canResizePod' },
  'resize-action': { title: 'what the kubelet does', upstream: 'pkg/kubelet/kuberuntime/kuberuntime_manager.go doPodResizeAction' },
} as const satisfies RuleTexts;

/** Why a resize is granted or not, and what is done for it, with its inputs in braces. Internal. */
export const resizeReasons = {
  'resize-accepted': 'The API server accepts the resize.',
  'resize-refused': 'The API server refuses {field}: {detail}',
  'resize-node-unknown': 'No node is given, so the explanation does not say whether the node has room.',
  'resize-absolute-assumed': 'What the kubelet enforces for all pods is not given, so the allocatable of the node stands in for it.',
  'resize-granted': 'The node resizes the pod at once.',
  'resize-infeasible': 'The node can never resize the pod: {message}',
  'resize-deferred': 'The node resizes the pod when there is room: {message}',
  'resize-stops': 'The kubelet stops container {container}, because its resizePolicy asks for a restart.',
  'resize-writes-pod': 'The kubelet writes {values} to the cgroup of the pod.',
  'resize-writes-container': 'The kubelet updates container {container} to requests of {requests} and limits of {limits}.',
  'resize-remounts': 'The kubelet remounts volume {volume} with a size of {size}.',
  'resize-starts': 'The kubelet starts container {container} with its new resources.',
  'resize-fails': 'The kubelet gives up and tries again later: {message}',
  'resize-changes-nothing': 'Nothing changes for the containers that run.',
} as const;

/** A rule about resizing a running pod. */
export type ResizeRule = keyof typeof resizeRules;
/** Why a resize is granted or not, and what is done for it. */
export type ResizeReason = keyof typeof resizeReasons;
/** One step of the explanation of a resize. */
export type ResizeStep = ExplanationStep<ResizeRule, ResizeReason>;
/** An explanation of a resize. */
export type ResizeExplanation<T> = Explanation<T, ResizeRule, ResizeReason>;
