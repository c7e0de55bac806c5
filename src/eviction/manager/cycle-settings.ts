import { invalid } from '../../errors.ts';
import { since } from '../../version/since.ts';
import type { ImageFilesystems } from '../thresholds/container-fs-thresholds.ts';
import type { EvictionState } from './cycle-state.ts';
import { listOf, objectOf } from '../../core/checks.ts';
import { isolatesLocalStorage } from '../local-storage/local-storage-eviction.ts';
import type { Rules } from '../ranking/pod-use.ts';
import { isSignal } from '../thresholds/signals.ts';
import type { Threshold } from '../thresholds/thresholds.ts';

/** How an eviction manager is set up. Upstream: `pkg/kubelet/eviction/types.go`, `Config`. */
export interface EvictionConfig {
  /** As `parseThresholdConfig` or `kubeletThresholds` returns them. */
  readonly thresholds: readonly Threshold[];
  /** For how long a node condition is reported after it was last observed; a kubelet's default is 300. */
  readonly pressureTransitionPeriodSeconds: number;
  /** The most that a pod has to end when a soft threshold is met; 0 when absent, a kubelet's default. */
  readonly maxPodGracePeriodSeconds?: number | undefined;
  /** Whether limits of local storage count: up to 1.24 the gate LocalStorageCapacityIsolation, then a setting; true when absent. */
  readonly localStorageCapacityIsolation?: boolean | undefined;
}

/** The settings, checked. */
export interface CycleSettings {
  readonly thresholds: readonly Threshold[];
  readonly transitionPeriod: number;
  readonly maxPodGracePeriodSeconds: number;
  readonly isolates: boolean;
}

/** @throws {SizingError} `InvalidInput` for settings that are none */
export function settingsOf(config: EvictionConfig, { minor, gate }: Rules): CycleSettings {
  const { thresholds, pressureTransitionPeriodSeconds: period, maxPodGracePeriodSeconds: most = 0 } = objectOf(config, 'config');
  if (!Number.isFinite(period)) throw invalid('a number of seconds', 'config.pressureTransitionPeriodSeconds', period);
  if (!Number.isSafeInteger(most)) throw invalid('a whole number of seconds', 'config.maxPodGracePeriodSeconds', most);
  return {
    thresholds: listOf(thresholds, 'config.thresholds').map(checked),
    transitionPeriod: period,
    maxPodGracePeriodSeconds: most,
    isolates: isolatesLocalStorage(config, minor, gate),
  };
}

function checked(threshold: Threshold, index: number): Threshold {
  const { signal, gracePeriodSeconds = 0 } = threshold;
  const path = `config.thresholds[${index}]`;
  // A signal of later minors is never met in a minor; it is no slip.
  if (!isSignal(signal)) throw invalid('a signal', `${path}.signal`, signal);
  if (Number.isFinite(gracePeriodSeconds)) return threshold;
  throw invalid('a number of seconds', `${path}.gracePeriodSeconds`, gracePeriodSeconds);
}

/** Whether layers may live apart from images, and whether a gate decides if that is supported. */
const splits = /* @__PURE__ */ since({ '1.15': false, '1.29': true });

/** Where images and layers live: as the state says, or in the first cycle as is seen. */
export function filesystemsOf(
  state: EvictionState,
  seen: ImageFilesystems,
  { minor, gate }: Rules,
): Pick<EvictionState, 'imageFs' | 'containerFs'> {
  if (state.imageFs !== '') return { imageFs: state.imageFs, containerFs: state.containerFs };
  const split = splits(minor) && seen.splitContainerImageFs === true;
  const containerFs = split ? (gate('KubeletSeparateDiskGC') ? 'split' : 'refused') : 'together';
  return { imageFs: seen.dedicatedImageFs === true ? 'dedicated' : 'shared', containerFs };
}
