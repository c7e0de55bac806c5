import type { Explanation, ExplanationStep } from '../explanation.ts';

/** The rules about resizing a running pod, each with a short text. Internal. */
export const resizeRules = {
  'resize-api': 'the API server',
  'resize-node': 'the node',
  'resize-action': 'what the kubelet does',
} as const;

/** Why a resize is granted or not, and what is done for it, with its inputs in braces. Internal. */
export const resizeReasons = {
  'resize-accepted': 'The API server takes the resize.',
  'resize-refused': 'The API server refuses {field}: {detail}',
  'resize-node-unknown': 'No node was given, so whether it has room is not told.',
  'resize-absolute-assumed': 'What the node can give to all pods together was not given: it is taken to be what it can allocate.',
  'resize-granted': 'The node resizes the pod at once.',
  'resize-infeasible': 'The node can never resize the pod: {message}',
  'resize-deferred': 'The node resizes the pod when there is room: {message}',
  'resize-stops': 'Container {container} is stopped, for its resizePolicy says so.',
  'resize-writes-pod': 'The cgroup of the pod gets {values}.',
  'resize-writes-container': 'The cgroup of container {container} is made for requests of {requests} and limits of {limits}.',
  'resize-remounts': 'Volume {volume} becomes {size} large.',
  'resize-starts': 'Container {container} starts with its new resources.',
  'resize-fails': 'The kubelet gives up and tries again later: {message}',
  'resize-changes-nothing': 'Nothing changes for what runs.',
} as const;

/** A rule about resizing a running pod. No upstream counterpart. */
export type ResizeRule = keyof typeof resizeRules;

/** Why a resize is granted or not, and what is done for it. No upstream counterpart. */
export type ResizeReason = keyof typeof resizeReasons;

/** One step of the explanation of a resize. No upstream counterpart. */
export type ResizeStep = ExplanationStep<ResizeRule, ResizeReason>;

/** An explanation of a resize. No upstream counterpart. */
export type ResizeExplanation<T> = Explanation<T, ResizeRule, ResizeReason>;
