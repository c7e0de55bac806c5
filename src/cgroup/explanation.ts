import type { Explanation, ExplanationStep } from '../errors.ts';

/** The rules about a pod's cgroup, each with a short text. Internal. */
export const podConfigRules = {
  'cgroup-os': 'operating system',
  'cgroup-qos': 'quality of service',
  'cgroup-cpu-shares': 'CPU shares',
  'cgroup-cpu-quota': 'CPU quota',
  'cgroup-memory': 'memory limit',
  'cgroup-hugepages': 'hugepages',
  'cgroup-memory-protection': 'memory protection',
} as const;

/** Why a rule about a pod's cgroup applied or not, with its inputs in braces. Internal. */
export const podConfigReasons = {
  'cgroup-not-linux': 'On {os} the kubelet writes no cgroups.',
  'cgroup-qos-found': 'The pod is {qosClass}.',
  'cgroup-shares-from-request': 'The pod requests {request} of cpu: {shares} shares.',
  'cgroup-shares-least': 'A BestEffort pod gets the least shares, {shares}, whatever it requests.',
  'cgroup-quota-from-limit': 'The pod may use {limit} of cpu: {quota} of every {period} microseconds.',
  'cgroup-quota-not-enforced': 'CPU limits are not enforced: the quota is {quota}, without limit.',
  'cgroup-memory-from-limit': 'The pod may use {limit} of memory: {memory} bytes.',
  'cgroup-limit-undeclared': '{container} has no limit of {resource}, so the pod has none.',
  'cgroup-limit-best-effort': 'A BestEffort pod has no limit of {resource}.',
  'cgroup-hugepages-found': 'The pod may use {limit} of hugepages of {pageSize} bytes.',
  'cgroup-protection-hard': 'The request of {request} is never reclaimed: {file}.',
  'cgroup-protection-soft': 'The request of {request} is reclaimed last: {file}.',
  'cgroup-protection-off': 'MemoryQoS is not enforced, so no memory is protected.',
  'cgroup-protection-policy': 'The memory reservation policy is {policy}, so no memory is protected.',
  'cgroup-protection-nothing': 'The pod requests no memory, so there is nothing to protect.',
} as const;

/** A rule about a pod's cgroup. No upstream counterpart. */
export type ResourceConfigRule = keyof typeof podConfigRules;

/** Why a rule about a pod's cgroup applied or not. No upstream counterpart. */
export type ResourceConfigReason = keyof typeof podConfigReasons;

/** One step of an explanation of a pod's cgroup. No upstream counterpart. */
export type ResourceConfigStep = ExplanationStep<ResourceConfigRule, ResourceConfigReason>;

/** An explanation of a pod's cgroup. No upstream counterpart. */
export type ResourceConfigExplanation<T> = Explanation<T, ResourceConfigRule, ResourceConfigReason>;

/** The rules about OOM scores, each with a short text. Internal. */
export const oomRules = {
  'oom-critical': 'critical pod',
  'oom-qos': 'quality of service',
  'oom-request': 'memory request',
  'oom-sidecar': 'sidecar',
  'oom-bounds': 'bounds',
} as const;

/** Why a rule about OOM scores applied or not, with its inputs in braces. Internal. */
export const oomReasons = {
  'oom-critical-spared': 'The pod is critical, so it is killed last: {score}.',
  'oom-critical-not': 'The pod is not critical to its node.',
  'oom-guaranteed': 'The pod is Guaranteed, so it is killed last: {score}.',
  'oom-best-effort': 'The pod is BestEffort, so it is killed first: {score}.',
  'oom-burstable': 'The pod is Burstable, so its requests count.',
  'oom-request-counts': '{container} requests {request} of {capacity}: {score}.',
  'oom-request-allocated': '{container} is allocated {request} of {capacity}: {score}.',
  'oom-request-shared': '{container} requests {request}, with {share} of what only the pod requests, of {capacity}: {score}.',
  'oom-sidecar-spared': 'The least request of a container, {least}, counts for the sidecar {container}: {score}.',
  'oom-sidecar-enough': 'The least request of a container, {least}, is no more than that of the sidecar {container}.',
  'oom-least': 'A Burstable pod is killed before a Guaranteed one: {score}.',
  'oom-most': 'A Burstable pod is killed after a BestEffort one: {score}.',
  'oom-between': 'The score stands.',
} as const;

/** A rule about OOM scores. No upstream counterpart. */
export type OOMScoreRule = keyof typeof oomRules;

/** Why a rule about OOM scores applied or not. No upstream counterpart. */
export type OOMScoreReason = keyof typeof oomReasons;

/** One step of an explanation of an OOM score. No upstream counterpart. */
export type OOMScoreStep = ExplanationStep<OOMScoreRule, OOMScoreReason>;

/** An explanation of an OOM score. No upstream counterpart. */
export type OOMScoreExplanation<T> = Explanation<T, OOMScoreRule, OOMScoreReason>;
