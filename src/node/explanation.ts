import type { Explanation, ExplanationStep, RuleTexts } from '../explanation.ts';

/** The rules about what a node leaves to pods. Internal. */
export const nodeRules = {
  'node-default-thresholds': { title: 'default thresholds', upstream: 'cmd/kubelet/app/server.go loadConfigFile' },
  'node-reserved-cpus': { title: 'reserved cpus', upstream: 'cmd/kubelet/app/server.go run' },
  'node-reserved': { title: 'reservations', upstream: 'pkg/kubelet/cm/node_container_manager_linux.go GetNodeAllocatableReservation' },
  'node-threshold': { title: 'hard eviction threshold', upstream: 'pkg/kubelet/cm/helpers.go hardEvictionReservation' },
  'node-allocatable': { title: 'allocatable', upstream: 'pkg/kubelet/nodestatus/setters.go MachineInfo' },
  'node-hugepages': { title: 'hugepages', upstream: 'pkg/kubelet/nodestatus/setters.go MachineInfo' },
  'node-enforced': { title: "the pods' cgroup", upstream: 'pkg/kubelet/cm/node_container_manager_linux.go GetNodeAllocatableAbsolute' },
} as const satisfies RuleTexts;

/** Why a rule about what a node leaves to pods applied or not, with its inputs in braces. Internal. */
export const nodeReasons = {
  'node-thresholds-defaulted': 'The configuration has no evictionHard, so the default thresholds hold.',
  'node-thresholds-merged':
    'mergeDefaultEvictionSettings is true, so the default thresholds hold for the signals that evictionHard does not name.',
  'node-thresholds-own': 'The configuration has an evictionHard, so no default threshold holds.',
  'node-cpus-counted': 'reservedSystemCPUs names {cpus} cpus. They replace every other reservation of cpu.',
  'node-reservation-added': '{reservation} withholds {amount} of {resource}.',
  'node-reservation-ignored': '{reservation} names {resource}, which cannot be reserved on this node. It withholds nothing.',
  'node-threshold-withheld': 'The threshold of {signal} withholds {amount} of {resource}.',
  'node-threshold-elsewhere': 'The threshold of {signal} withholds nothing from pods.',
  'node-left': 'The node has {capacity} of {resource} and withholds {reserved}. So {allocatable} is left to pods.',
  'node-nothing-left': 'The node has {capacity} of {resource} and withholds {reserved}, which is more. So nothing is left to pods.',
  'node-hugepages-taken': '{amount} of memory is set aside as {resource}. So {left} of memory is left.',
  'node-enforced-without-thresholds':
    'All pods together are held to {amount} of {resource}: reservations are taken off, thresholds and hugepages are not.',
  'node-not-enforced': 'enforceNodeAllocatable does not list pods. So all pods together are held to the capacity, {amount} of {resource}.',
} as const;

/** A rule about what a node leaves to pods. */
export type NodeRule = keyof typeof nodeRules;
/** Why a rule about what a node leaves to pods applied or not. */
export type NodeReason = keyof typeof nodeReasons;
/** One step of an explanation of what a node leaves to pods. */
export type NodeStep = ExplanationStep<NodeRule, NodeReason>;
/** An explanation of what a node leaves to pods. */
export type NodeExplanation<T> = Explanation<T, NodeRule, NodeReason>;
