import type { Explanation } from '../../explanation.ts';

const getPodQOS = 'pkg/apis/core/v1/helper/qos/qos.go GetPodQOS';
const computePodQOS = 'pkg/apis/core/v1/helper/qos/qos.go ComputePodQOS';

/** The rules about quality-of-service classes. Internal. */
export const qosRules = {
  'qos-status': { title: 'class in the status', upstream: getPodQOS },
  'qos-pod-level': { title: "the pod's own resources", upstream: computePodQOS },
  'qos-amounts': { title: 'request and limit', upstream: computePodQOS },
  'qos-class': { title: 'class', upstream: computePodQOS },
} as const;

/** Why a rule about classes applied or not, with its inputs in braces. Internal. */
export const qosReasons = {
  'qos-status-counts': 'The status says {qosClass}, which counts whatever the spec says.',
  'qos-status-absent': 'The status holds no class that counts, so the class is computed.',
  'qos-pod-level-decides': "The pod's own resources decide alone; those of its containers do not count.",
  'qos-containers-decide': 'The resources of the containers decide.',
  'qos-no-limit': '{of} has no limit of {resource} that counts, so the pod is not Guaranteed.',
  'qos-unequal': '{of} does not request as much {resource} as its limit, {limit}.',
  'qos-equal': '{of} requests as much {resource} as its limit, {limit}.',
  'qos-nothing': '{of} has neither a request nor a limit of {resource} that counts.',
  'qos-sums-equal': 'Everything has a limit of cpu and memory, and the requests add up to as much as the limits, so the pod is Guaranteed.',
  'qos-each-equal': 'Everything requests as much cpu and memory as its limit, so the pod is Guaranteed.',
  'qos-none': 'No request or limit of cpu or memory counts, so the pod is BestEffort.',
  'qos-mixed':
    'A request or limit of cpu or memory counts, but not everything requests as much of both as its limit, so the pod is Burstable.',
} as const;

/** A rule about classes. */
export type QOSRule = keyof typeof qosRules;
/** Why a rule about classes applied or not. */
export type QOSReason = keyof typeof qosReasons;
/** An explanation of a class. */
export type QOSExplanation<T> = Explanation<T, QOSRule, QOSReason>;
