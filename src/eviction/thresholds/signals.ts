import { since } from '../../version/since.ts';

/**
 * What the kubelet measures to decide on evictions. `containerfs.*` exist since 1.29; `allocatableMemory.available` is added by the kubelet
 * itself.
 *
 * Upstream: `pkg/kubelet/eviction/api/types.go`, `Signal`.
 */
export type Signal =
  | 'memory.available'
  | 'nodefs.available'
  | 'nodefs.inodesFree'
  | 'imagefs.available'
  | 'imagefs.inodesFree'
  | 'containerfs.available'
  | 'containerfs.inodesFree'
  | 'allocatableMemory.available'
  | 'pid.available';

/** What runs short when a threshold is met. Upstream: `pkg/kubelet/eviction/helpers.go`, `signalToResource`. */
export type StarvedResource = 'memory' | 'ephemeral-storage' | 'inodes' | 'pids';

/** The condition that a node reports for a signal. Upstream: `pkg/kubelet/eviction/helpers.go`, `signalToNodeCondition`. */
export type PressureCondition = 'MemoryPressure' | 'DiskPressure' | 'PIDPressure';

/**
 * The resource that a threshold of a signal is about. The table has the signals of every minor; in a minor only those count that
 * {@link validSignal} knows. Upstream: `signalToResource`.
 */
export const signalToResource: { readonly [signal in Signal]: StarvedResource } = {
  'memory.available': 'memory',
  'nodefs.available': 'ephemeral-storage',
  'nodefs.inodesFree': 'inodes',
  'imagefs.available': 'ephemeral-storage',
  'imagefs.inodesFree': 'inodes',
  'containerfs.available': 'ephemeral-storage',
  'containerfs.inodesFree': 'inodes',
  'allocatableMemory.available': 'memory',
  'pid.available': 'pids',
};

const conditions: { readonly [resource in StarvedResource]: PressureCondition } = {
  memory: 'MemoryPressure',
  'ephemeral-storage': 'DiskPressure',
  inodes: 'DiskPressure',
  pids: 'PIDPressure',
};

/** Whether the signals of the container filesystem exist. */
const hasContainerFs = /* @__PURE__ */ since({ '1.15': false, '1.29': true });

/** Whether a threshold that a user sets for `allocatableMemory.available` has an operator; without one it is never met. */
const allocatableHasOperator = /* @__PURE__ */ since({ '1.15': false, '1.21': true });

/** Whether a name is a signal of the minor. Upstream: `validSignal`. */
export function validSignal(name: string, minor: number): name is Signal {
  return isSignal(name) && (hasContainerFs(minor) || !name.startsWith('containerfs.'));
}

/** Whether a name is a signal of any minor. */
export function isSignal(name: unknown): name is Signal {
  return typeof name === 'string' && Object.hasOwn(signalToResource, name);
}

/** The node condition that a met threshold of the signal brings about. Upstream: `signalToNodeCondition`. */
export function signalToNodeCondition(signal: Signal): PressureCondition {
  return conditions[signalToResource[signal]];
}

/** The operator of a threshold that a user sets. Upstream: `OpForSignal`. */
export function opForSignal(signal: Signal, minor: number): 'LessThan' | '' {
  return signal === 'allocatableMemory.available' && !allocatableHasOperator(minor) ? '' : 'LessThan';
}

/** Whether the signal is one of the two about memory, which come before all others. */
export function isMemorySignal(signal: Signal): boolean {
  return signalToResource[signal] === 'memory';
}
