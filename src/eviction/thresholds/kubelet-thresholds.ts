import { invalid } from '../../errors.ts';
import type { Note } from '../../explanation.ts';
import { minorOf, type VersionOptions } from '../../version/minors.ts';
import { since } from '../../version/since.ts';
import { flagAt, objectOf } from '../../core/checks.ts';
import { clusterObject } from '../../core/cluster-object.ts';
import type { ThresholdReason, ThresholdRule } from './explanation.ts';
import { parseThresholds, type ThresholdConfig, type ThresholdStatements } from './parse-threshold-config.ts';
import type { Threshold } from './thresholds.ts';

/** An operating system of a node, as `node.status.nodeInfo.operatingSystem` names it. Upstream: Go's `runtime.GOOS`. */
export type OperatingSystem = 'linux' | 'windows';

/** The options of functions whose rule depends on the operating system. */
export interface OperatingSystemOptions extends VersionOptions {
  /** The node's operating system, `'linux'` when absent. */
  readonly os?: OperatingSystem | undefined;
}

/** The parts of a KubeletConfiguration that set thresholds, as a file holds them. Upstream: `KubeletConfiguration`. */
export interface KubeletEvictionConfig extends ThresholdConfig {
  /** Whether the defaults fill the gaps of `evictionHard`, 1.33 and later. */
  readonly mergeDefaultEvictionSettings?: boolean | null | undefined;
}

/** What a kubelet is, as far as thresholds and statistics depend on it. */
export interface Platform {
  readonly minor: number;
  readonly os: OperatingSystem;
}

/** The platform that the options of a call name. */
export function platformOf(options: OperatingSystemOptions | undefined): Platform {
  return { minor: minorOf(options), os: osOf(options) };
}

/** The operating system that options name. */
export function osOf(options: OperatingSystemOptions | undefined): OperatingSystem {
  const os: unknown = options?.os;
  if (os === undefined || os === 'linux' || os === 'windows') return os ?? 'linux';
  throw invalid('linux or windows', 'os', os);
}

type Defaults = { readonly [signal: string]: string };

const windows1_15: Defaults = { 'memory.available': '100Mi', 'nodefs.available': '10%', 'imagefs.available': '15%' };
const linux1_15: Defaults = /* @__PURE__ */ Object.assign({}, windows1_15, { 'nodefs.inodesFree': '5%' });

const defaultsOf: { readonly [os in OperatingSystem]: (minor: number) => Defaults } = {
  linux: /* @__PURE__ */ since<Defaults>({
    '1.15': linux1_15,
    '1.30': /* @__PURE__ */ Object.assign({}, linux1_15, { 'imagefs.inodesFree': '5%' }),
  }),
  windows: /* @__PURE__ */ since<Defaults>({
    '1.15': windows1_15,
    '1.31': /* @__PURE__ */ Object.assign({}, windows1_15, { 'memory.available': '500Mi' }),
  }),
};

/** Whether the minor knows `mergeDefaultEvictionSettings`. */
const canMerge = /* @__PURE__ */ since({ '1.15': false, '1.33': true });

/**
 * The hard thresholds of a kubelet whose configuration has no `evictionHard`: 100Mi of memory, 10 % of nodefs and 5 % of its inodes, 15 % of
 * imagefs and, since 1.30, 5 % of its inodes. Windows has none for inodes, and since 1.31 it has 500Mi of memory.
 *
 * Upstream: `pkg/kubelet/eviction/defaults_linux.go` and `defaults_windows.go`, `DefaultEvictionHard`; up to 1.25 in
 * `pkg/kubelet/apis/config/v1beta1`.
 *
 * @throws {SizingError} `InvalidInput` for an unknown operating system
 * @example
 * defaultEvictionHard({ kubernetesVersion: '1.29' }) // => { 'memory.available': '100Mi', 'nodefs.available': '10%', 'imagefs.available': '15%', 'nodefs.inodesFree': '5%' }
 * defaultEvictionHard({ os: 'windows' })['memory.available'] // => '500Mi'
 */
export function defaultEvictionHard(options?: OperatingSystemOptions): { readonly [signal: string]: string } {
  const { minor, os } = platformOf(options);
  return { ...defaultsOf[os](minor) };
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
 * @throws {SizingError} as {@link parseThresholdConfig}; `InvalidInput` for an unknown operating system
 * @example
 * kubeletThresholds({ evictionHard: { 'memory.available': '1Gi' } }).map(({ signal }) => signal) // => ['memory.available', 'allocatableMemory.available']
 * kubeletThresholds({}).length // => 6
 */
export function kubeletThresholds(kubeletConfiguration: KubeletEvictionConfig, options?: OperatingSystemOptions): readonly Threshold[] {
  const platform = platformOf(options);
  return parseThresholds(withDefaults(kubeletConfiguration, platform).config, platform.minor);
}

/** A configuration with its defaults filled in, and which of the default thresholds that concerns. */
export interface DefaultedConfig {
  readonly config: ThresholdConfig & { readonly evictionHard: ThresholdStatements };
  /** Those that hold beside the configuration's own. */
  readonly merged: Defaults;
  /** Those that the configuration's own switch off. */
  readonly dropped: Defaults;
}

/** Upstream: `loadConfigFile`. */
export function withDefaults(
  config: KubeletEvictionConfig,
  { minor, os }: Platform,
  note?: Note<ThresholdRule, ThresholdReason>,
): DefaultedConfig {
  const defaults = defaultsOf[os](minor);
  const own = clusterObject(config, 'a KubeletConfiguration', 'config').evictionHard ?? undefined;
  const merges = mergesDefaults(config, minor);
  const merged: { [signal: string]: string } = {};
  const dropped: { [signal: string]: string } = {};
  for (const signal of Object.keys(defaults).sort()) {
    const inputs = { signal, default: defaults[signal] as string };
    if (own === undefined) note?.('eviction-default-hard', 'eviction-default-taken', inputs, 'applied');
    else if (Object.hasOwn(own, signal)) {
      note?.('eviction-default-hard', 'eviction-default-replaced', { ...inputs, own: own[signal] ?? '' }, 'skipped');
    } else if (merges) {
      merged[signal] = inputs.default;
      note?.('eviction-default-hard', 'eviction-default-merged', inputs, 'applied');
    } else {
      dropped[signal] = inputs.default;
      note?.('eviction-default-hard', 'eviction-default-dropped', inputs, 'skipped');
    }
  }
  const evictionHard = own === undefined ? { ...defaults } : merges ? { ...defaults, ...objectOf(own, 'evictionHard') } : own;
  return { config: { ...config, evictionHard, enforceNodeAllocatable: config.enforceNodeAllocatable ?? ['pods'] }, merged, dropped };
}

/** Whether a configuration's own `evictionHard` keeps the defaults that it does not name. */
export function mergesDefaults(config: KubeletEvictionConfig, minor: number): boolean {
  return canMerge(minor) && flagAt(config.mergeDefaultEvictionSettings, 'mergeDefaultEvictionSettings') === true;
}
