import type { Explanation, ExplanationStep } from '../../explanation.ts';

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
