import { listOf, objectOf } from '../../core/checks.ts';
import type { Opt } from '../../core/index.ts';
import { invalid } from '../../errors.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { isolationOf, type Isolation } from '../local-storage/local-storage-eviction.ts';
import type { ImageFilesystems } from '../thresholds/container-fs-thresholds.ts';
import { osOf, type OperatingSystem, type OperatingSystemOptions } from '../thresholds/kubelet-thresholds.ts';
import { isSignal } from '../thresholds/signals.ts';
import { signalAt, type Threshold } from '../thresholds/thresholds.ts';
import type { EvictionState } from './cycle-state.ts';

/** The options of `synchronize`: version, gates and operating system. */
export interface EvictionOptions extends GateOptions, OperatingSystemOptions {}

/** How an eviction manager is set up. Upstream: `pkg/kubelet/eviction/types.go`, `Config`. */
export interface EvictionConfig {
  /** As `parseThresholdConfig` or `kubeletThresholds` returns them. */
  readonly thresholds: readonly Threshold[];
  /** For how long a node condition is reported after it was last observed; a kubelet's default is 300. */
  readonly pressureTransitionPeriodSeconds: number;
  /** The most that a pod has to end when a soft threshold is met; 0 when absent, a kubelet's default. */
  readonly maxPodGracePeriodSeconds?: number | undefined;
  /** Whether limits of local storage count: up to 1.24 the gate LocalStorageCapacityIsolation, then a setting; true when absent. */
  readonly localStorageCapacityIsolation?: Opt<boolean>;
}

/** An eviction manager as it is set up, checked. */
export interface CycleSettings extends Isolation {
  readonly os: OperatingSystem;
  readonly thresholds: readonly Threshold[];
  readonly transitionPeriod: number;
  readonly maxPodGracePeriodSeconds: number;
}

/** @throws {SizingError} `InvalidInput` for settings of another kind */
export function settingsOf(config: EvictionConfig, options: EvictionOptions | undefined): CycleSettings {
  const release = releaseOf(options);
  const { thresholds, pressureTransitionPeriodSeconds: period, maxPodGracePeriodSeconds: most = 0 } = objectOf(config, 'config');
  if (!Number.isFinite(period)) throw invalid('a number of seconds', 'config.pressureTransitionPeriodSeconds', period);
  if (!Number.isSafeInteger(most)) throw invalid('a whole number of seconds', 'config.maxPodGracePeriodSeconds', most);
  return {
    ...isolationOf(config, release, 'config'),
    os: osOf(options),
    thresholds: listOf(thresholds, 'config.thresholds').map(checkedThreshold),
    transitionPeriod: period,
    maxPodGracePeriodSeconds: most,
  };
}

function checkedThreshold(threshold: Threshold, index: number): Threshold {
  const path = `config.thresholds[${index}]`;
  // Every minor takes the signals of all minors: a signal that it does not observe is never met.
  if (isSignal(signalAt(threshold, path))) return threshold;
  throw invalid('the name of a signal', `${path}.signal`, threshold.signal);
}

/** Whether layers may live apart from images, and whether a gate decides if that is supported. */
const splits = /* @__PURE__ */ since({ '1.15': false, '1.29': true });

/** Where images and layers live: as the state says, and in the first cycle as it is seen. */
export function filesystemsOf(
  state: EvictionState,
  seen: ImageFilesystems,
  { minor, gate }: Release,
): Pick<EvictionState, 'imageFs' | 'containerFs'> {
  if (state.imageFs !== '') return { imageFs: state.imageFs, containerFs: state.containerFs };
  const split = splits(minor) && seen.splitContainerImageFs === true;
  const containerFs = split ? (gate('KubeletSeparateDiskGC') ? 'split' : 'refused') : 'together';
  return { imageFs: seen.dedicatedImageFs === true ? 'dedicated' : 'shared', containerFs };
}
