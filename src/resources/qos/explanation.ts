import type { Explanation } from '../../explanation.ts';

/** The rules about quality-of-service classes, each with a short text. Internal. */
export const qosRules = {
  'qos-status': 'class in the status',
  'qos-pod-level': "the pod's own resources",
  'qos-amounts': 'request and limit',
  'qos-class': 'class',
} as const;

/** Why a rule about classes applied or not, with its inputs in braces. Internal. */
export const qosReasons = {
  'qos-status-counts': 'The status says {qosClass}, which counts whatever the spec says.',
  'qos-status-absent': 'The status says nothing that counts, so the class is computed.',
  'qos-pod-level-decides': "The pod's own resources decide alone; its containers' do not count.",
  'qos-containers-decide': "The containers' resources decide.",
  'qos-no-limit': '{of} has no limit of {resource}, so the pod is not Guaranteed.',
  'qos-unequal': '{of} requests {request} of {resource} and limits it to {limit}: they differ, so the pod is not Guaranteed.',
  'qos-equal': '{of} requests as much {resource} as its limit, {limit}.',
  'qos-nothing': '{of} has neither request nor limit of {resource}.',
  'qos-sums-equal': 'Every part limits cpu and memory, and the sums of requests and limits are equal: Guaranteed.',
  'qos-each-equal': 'Every part limits cpu and memory to what it requests: Guaranteed.',
  'qos-none': 'Nothing requests or limits cpu or memory: BestEffort.',
  'qos-mixed': 'Something requests or limits cpu or memory, and not everything is limited to what it requests: Burstable.',
} as const;

/** A rule about classes. No upstream counterpart. */
export type QOSRule = keyof typeof qosRules;

/** Why a rule about classes applied or not. No upstream counterpart. */
export type QOSReason = keyof typeof qosReasons;

/** An explanation of a class. No upstream counterpart. */
export type QOSExplanation<T> = Explanation<T, QOSRule, QOSReason>;
