import { SizingError } from '../../errors.ts';
import { minorOf, type VersionOptions } from '../../version/minors.ts';
import { since } from '../../version/since.ts';
import { objectOf } from '../../core/checks.ts';
import { parseThresholdConfig, type ThresholdConfig, type ThresholdStatements } from './parse-threshold-config.ts';
import type { Threshold } from './thresholds.ts';

/** An operating system of a node, as `node.status.nodeInfo.operatingSystem` names it. Upstream: Go's `runtime.GOOS`. */
export type OperatingSystem = 'linux' | 'windows';

/** The options of functions whose rule depends on the operating system. No upstream counterpart. */
export interface OperatingSystemOptions extends VersionOptions {
  /** The node's operating system, `'linux'` when absent. */
  readonly os?: OperatingSystem | undefined;
}

/** The parts of a KubeletConfiguration that set thresholds, as a file holds them. Upstream: `KubeletConfiguration`. */
export interface KubeletEvictionConfig extends ThresholdConfig {
  /** Whether the defaults fill the gaps of `evictionHard`, 1.33 and later. */
  readonly mergeDefaultEvictionSettings?: boolean | null | undefined;
}

type Defaults = { readonly [signal: string]: string };

const windows1_15: Defaults = { 'memory.available': '100Mi', 'nodefs.available': '10%', 'imagefs.available': '15%' };
const linux1_15: Defaults = { ...windows1_15, 'nodefs.inodesFree': '5%' };

const defaultsOf: { readonly [os in OperatingSystem]: (minor: number) => Defaults } = {
  linux: /* @__PURE__ */ since<Defaults>({ '1.15': linux1_15, '1.30': { ...linux1_15, 'imagefs.inodesFree': '5%' } }),
  windows: /* @__PURE__ */ since<Defaults>({ '1.15': windows1_15, '1.31': { ...windows1_15, 'memory.available': '500Mi' } }),
};

/** Whether the minor knows `mergeDefaultEvictionSettings`. */
const canMerge = /* @__PURE__ */ since({ '1.15': false, '1.33': true });

/**
 * The hard thresholds of a kubelet whose configuration has no `evictionHard`: memory 100Mi, nodefs 10 % and 5 % of its inodes, imagefs 15 %,
 * and since 1.30 5 % of its inodes. On Windows there are none for inodes, and memory is 500Mi since 1.31.
 *
 * Upstream: `pkg/kubelet/eviction/defaults_linux.go` and `defaults_windows.go`, `DefaultEvictionHard`; up to 1.25 in
 * `pkg/kubelet/apis/config/v1beta1`.
 *
 * @param options version and operating system
 * @throws {SizingError} `InvalidInput` for an unknown operating system
 * @example
 * defaultEvictionHard({ kubernetesVersion: '1.29' }) // => { 'memory.available': '100Mi', 'nodefs.available': '10%', 'imagefs.available': '15%', 'nodefs.inodesFree': '5%' }
 * defaultEvictionHard({ os: 'windows' })['memory.available'] // => '500Mi'
 */
export function defaultEvictionHard(options?: OperatingSystemOptions): { readonly [signal: string]: string } {
  const os = osOf(options);
  return { ...defaultsOf[os](minorOf(options)) };
}

/** The operating system that options name. */
export function osOf(options: OperatingSystemOptions | undefined): OperatingSystem {
  const os: unknown = options?.os;
  if (os === undefined || os === 'linux' || os === 'windows') return os ?? 'linux';
  throw new SizingError('InvalidInput', 'not an operating system of nodes', { path: 'os', input: os, hint: 'linux or windows' });
}

/**
 * The thresholds of a kubelet with a configuration file: the defaults are applied first, then {@link parseThresholdConfig}.
 *
 * An absent `evictionHard` takes all of {@link defaultEvictionHard}. One that is present, even empty, takes none of them, unless
 * `mergeDefaultEvictionSettings` is true (1.33 and later): then it takes those for signals that it does not name. An absent
 * `enforceNodeAllocatable` is `['pods']`, which adds the threshold for `allocatableMemory.available`.
 *
 * Upstream: `cmd/kubelet/app/server.go`, `loadConfigFile`, and `pkg/kubelet/apis/config/v1beta1/defaults.go`.
 *
 * @param kubeletConfiguration the file's content; fields that do not bear on thresholds are ignored
 * @param options version and operating system
 * @throws {SizingError} as {@link parseThresholdConfig}; `InvalidInput` for an unknown operating system
 * @example
 * kubeletThresholds({ evictionHard: { 'memory.available': '1Gi' } }).map(({ signal }) => signal) // => ['memory.available', 'allocatableMemory.available']
 * kubeletThresholds({}).length // => 6
 */
export function kubeletThresholds(kubeletConfiguration: KubeletEvictionConfig, options?: OperatingSystemOptions): readonly Threshold[] {
  return parseThresholdConfig(withDefaults(kubeletConfiguration, options), options);
}

/** The configuration with its defaults filled in. */
export function withDefaults(config: KubeletEvictionConfig, options: OperatingSystemOptions | undefined): ThresholdConfig {
  return {
    ...config,
    evictionHard: effectiveHard(config, options),
    enforceNodeAllocatable: config.enforceNodeAllocatable ?? ['pods'],
  };
}

function effectiveHard(config: KubeletEvictionConfig, options: OperatingSystemOptions | undefined): ThresholdStatements {
  const defaults = defaultEvictionHard(options);
  const own = objectOf(config, 'config', 'pass a KubeletConfiguration').evictionHard;
  if (own === undefined || own === null) return defaults;
  return mergesDefaults(config, options) ? { ...defaults, ...objectOf(own, 'evictionHard') } : own;
}

/** Whether a configuration's own `evictionHard` keeps the defaults that it does not name. */
export function mergesDefaults(config: KubeletEvictionConfig, options: VersionOptions | undefined): boolean {
  return canMerge(minorOf(options)) && config.mergeDefaultEvictionSettings === true;
}
