// Explanations of a pod's cgroup are this library's own; upstream explains nothing.
import type { Explanation, ExplanationStep, Note } from '../../explanation.ts';

const upstream = 'pkg/kubelet/cm/helpers_linux.go ResourceConfigForPod';

/** The rules about a pod's cgroup, each with a short text. Internal. */
export const podConfigRules = {
  'cgroup-os': { title: 'operating system', upstream },
  'cgroup-qos': { title: 'quality of service', upstream },
  'cgroup-cpu-shares': { title: 'CPU shares', upstream },
  'cgroup-cpu-quota': { title: 'CPU quota', upstream },
  'cgroup-memory': { title: 'memory limit', upstream },
  'cgroup-hugepages': { title: 'hugepages', upstream },
  'cgroup-memory-protection': { title: 'memory protection', upstream },
} as const;

/** Why a rule about a pod's cgroup applied or not, with its inputs in braces. Internal. */
export const podConfigReasons = {
  'cgroup-not-linux': 'The node runs {os}, on which the kubelet writes no cgroups.',
  'cgroup-qos-found': 'The pod is {qosClass}.',
  'cgroup-shares-from-request': 'The pod requests {request} of cpu, which gives {shares} CPU shares.',
  'cgroup-shares-least': 'A BestEffort pod gets the fewest CPU shares, {shares}, whatever it requests.',
  'cgroup-quota-from-limit': "The pod's limit of cpu is {limit}, so it may run for {quota} of every {period} microseconds.",
  'cgroup-quota-not-enforced': 'The kubelet does not enforce CPU limits, so the quota is {quota}, which means no limit.',
  'cgroup-memory-from-limit': "The pod's limit of memory is {limit}, which is {memory} bytes.",
  'cgroup-limit-undeclared': '{container} has no limit of {resource}, so the pod has none.',
  'cgroup-limit-best-effort': 'A BestEffort pod has no limit of {resource}.',
  'cgroup-hugepages-found': 'The pod may use {limit} of hugepages of {pageSize} bytes.',
  'cgroup-protection-hard': 'The kernel never reclaims the memory that the pod requests, {request}: it stands in {file}.',
  'cgroup-protection-soft': 'The kernel reclaims the memory that the pod requests, {request}, last: it stands in {file}.',
  'cgroup-protection-off': 'MemoryQoS is not enforced, so no memory is protected.',
  'cgroup-protection-policy': 'The memory reservation policy is {policy}, so no memory is protected.',
  'cgroup-protection-nothing': 'The pod requests no memory, so there is nothing to protect.',
} as const;

/** A rule about a pod's cgroup. */
export type ResourceConfigRule = keyof typeof podConfigRules;
/** Why a rule about a pod's cgroup applied or not. */
export type ResourceConfigReason = keyof typeof podConfigReasons;
/** One step of an explanation of a pod's cgroup. */
export type ResourceConfigStep = ExplanationStep<ResourceConfigRule, ResourceConfigReason>;
/** An explanation of a pod's cgroup. */
export type ResourceConfigExplanation<T> = Explanation<T, ResourceConfigRule, ResourceConfigReason>;
/** Takes down a step of an explanation of a pod's cgroup. Internal. */
export type ResourceConfigNote = Note<ResourceConfigRule, ResourceConfigReason>;
