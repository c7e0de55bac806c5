import { hasFields, invalid, SizingError } from '../errors.ts';
import { gateDependencies, gateTable, type FeatureGate, type GateHistory, type GateStage } from './gates.ts';
import { minorOf, type VersionOptions } from './minors.ts';
import { newestSupported } from './newest.ts';
import { sameFrom } from './span.ts';

/**
 * Feature gates as a kubelet's configuration sets them: name to on or off. `AllAlpha` and `AllBeta` are understood; names that do not bear
 * on sizing are ignored.
 *
 * Upstream: `KubeletConfiguration.featureGates`.
 */
export type FeatureGatesInput = { readonly [gate: string]: boolean | null | undefined };

/** The options of every function whose rule depends on feature gates. */
export interface GateOptions extends VersionOptions {
  /** Gates that differ from the minor's defaults. */
  readonly featureGates?: FeatureGatesInput | null | undefined;
}

/** One gate of a minor, as resolved. Upstream: `component-base/featuregate`, `FeatureSpec`. */
export interface FeatureGateState {
  readonly stage: GateStage;
  /** Whether it is on when nobody sets it. */
  readonly default: boolean;
  /** Whether it cannot be set to anything but its default. */
  readonly locked: boolean;
  /** Whether it is on here. */
  readonly enabled: boolean;
}

/** Whether a gate is on. A gate that the minor no longer has is what it had become; one that it does not have yet is off. Internal. */
export type GateLookup = (gate: FeatureGate) => boolean;

/**
 * The gates that bear on sizing, as they stand for a minor and the given settings. A gate that the minor does not have is absent.
 *
 * `AllAlpha` and `AllBeta` set every gate of that stage that is neither locked nor set by name. Switching a gate off also switches off the
 * gates that need it, unless they are set by name. Other dependencies are not checked.
 *
 * Upstream: `component-base/featuregate/feature_gate.go`, `SetFromMap`, every supported minor.
 *
 * @throws {SizingError} `UnknownFeatureGate` for a gate of the table that the minor lacks; `LockedFeatureGate` for one locked to the other
 * value; `InvalidInput` for a value that is not a boolean; `UnsupportedVersion`
 * @example
 * featureGates({ kubernetesVersion: '1.34' }).PodLevelResources // => { stage: 'Beta', default: true, locked: false, enabled: true }
 * featureGates({ kubernetesVersion: '1.33', featureGates: { AllAlpha: true } }).PodLevelResources?.enabled // => true
 * featureGates({ featureGates: { PodOverhead: true } }) // throws UnknownFeatureGate
 */
export function featureGates(options?: GateOptions): { readonly [gate in FeatureGate]?: FeatureGateState } {
  const minor = minorOf(options);
  const isEnabled = gateLookup(minor, options?.featureGates);
  const result: { [gate in FeatureGate]?: FeatureGateState } = {};
  for (const gate of Object.keys(gateTable) as FeatureGate[]) {
    const state = stateIn(gate, minor);
    if (state !== undefined) result[gate] = { ...state, enabled: isEnabled(gate) };
  }
  return result;
}

/**
 * The names in a `featureGates` setting that this library ignores, because they do not bear on sizing; sorted. The others are checked.
 *
 * Upstream: none; upstream knows every gate of its own minor and refuses the rest.
 *
 * @param gates the setting to look at, as a kubelet's configuration has it; absent is empty
 * @throws {SizingError} as {@link featureGates}
 * @example
 * checkFeatureGates({ PodLevelResources: true, GracefulNodeShutdown: true }) // => ['GracefulNodeShutdown']
 */
export function checkFeatureGates(gates: FeatureGatesInput | null | undefined, options?: VersionOptions): readonly string[] {
  gateLookup(minorOf(options), gates);
  return Object.keys(gates ?? {})
    .filter((name) => !isKnown(name) && stageOfAll(name) === undefined)
    .sort();
}

/** The gates of a minor with the given settings, which are checked once. Internal. */
export function gateLookup(minor: number, gates: FeatureGatesInput | null | undefined): GateLookup {
  if (gates === undefined || gates === null) return (gate) => defaultIn(gate, minor);
  check(gates, minor);
  const settingOf = (name: string): boolean | undefined => (Object.hasOwn(gates, name) ? (gates[name] ?? undefined) : undefined);
  const all = { Alpha: settingOf('AllAlpha'), Beta: settingOf('AllBeta'), GA: undefined, Deprecated: undefined };
  const byStage = all.Alpha !== undefined || all.Beta !== undefined;
  return (gate) => {
    const own = settingOf(gate);
    if (own !== undefined) return own;
    const needsOne = gateDependencies[gate]?.some((needed) => settingOf(needed) === false) === true;
    const state = needsOne || byStage ? stateIn(gate, minor) : undefined;
    if (needsOne || byStage) sameFrom(minor, minor);
    if (state === undefined) return defaultIn(gate, minor);
    if (needsOne) return false;
    return state.locked ? state.default : (all[state.stage] ?? state.default);
  };
}

/** What a gate is when nobody sets it; what it had become where the minor no longer has it, and off where it does not have it yet. */
function defaultIn(gate: FeatureGate, minor: number): boolean {
  let on = false;
  let first = -Infinity;
  for (const change of historyOf(gate)) {
    if (change.on === on) continue;
    if (change.since > minor) {
      sameFrom(first, change.since - 1);
      return on;
    }
    on = change.on;
    first = change.since;
  }
  sameFrom(first, Infinity);
  return on;
}

/** What a gate is from a minor on; one that is removed stays what it had become. */
interface GateChange {
  readonly since: number;
  readonly stage: GateStage | 'removed';
  readonly on: boolean;
  readonly locked: boolean;
}

const histories = /* @__PURE__ */ new Map<FeatureGate, readonly GateChange[]>();

/** The changes of a gate in their order, read from the table when it is first asked for. */
function historyOf(gate: FeatureGate): readonly GateChange[] {
  const known = histories.get(gate);
  if (known !== undefined) return known;
  let on = false;
  const history = Object.entries(gateTable[gate] as GateHistory).map(([since, change]): GateChange => {
    if (change === 'removed') return { since: Number(since), stage: change, on, locked: false };
    on = change[1];
    return { since: Number(since), stage: change[0], on, locked: change[2] === 'locked' };
  });
  histories.set(gate, history);
  return history;
}

function check(gates: FeatureGatesInput, minor: number): void {
  if (!hasFields(gates)) throw invalid('an object', 'featureGates', gates, 'write { MemoryQoS: true }');
  for (const name in gates) {
    const value = Object.hasOwn(gates, name) ? gates[name] : undefined;
    if (value === undefined || value === null) continue;
    if (typeof value !== 'boolean') throw invalid('true or false', `featureGates.${name}`, value);
    if (isKnown(name)) checkKnown(name, value, minor);
  }
}

function checkKnown(gate: FeatureGate, value: boolean, minor: number): void {
  const state = stateIn(gate, minor);
  if (state === undefined) {
    throw new SizingError('UnknownFeatureGate', `Kubernetes 1.${minor} has no feature gate ${gate}`, {
      path: `featureGates.${gate}`,
      input: value,
      hint: lifeOf(gate, minor),
    });
  }
  if (state.locked && value !== state.default) {
    const hint = `leave it out, or set it to ${String(state.default)}`;
    throw new SizingError('LockedFeatureGate', `${gate} is locked to ${String(state.default)} in Kubernetes 1.${minor}`, {
      path: `featureGates.${gate}`,
      input: value,
      hint,
    });
  }
}

function lifeOf(gate: FeatureGate, minor: number): string {
  const history = historyOf(gate);
  const removed = history.find(({ stage }) => stage === 'removed')?.since;
  const life = `it exists ${history[0]?.since === 15 ? 'up to' : `from 1.${String(history[0]?.since)} to`} 1.${removed === undefined ? newestSupported : removed - 1}`;
  return removed === undefined || removed > minor
    ? life
    : `leave it out: ${life}, and what it switched is ${defaultIn(gate, minor) ? 'on' : 'off'} since`;
}

function stateIn(gate: FeatureGate, minor: number): Omit<FeatureGateState, 'enabled'> | undefined {
  let last: GateChange | undefined;
  for (const change of historyOf(gate)) if (change.since <= minor) last = change;
  return last === undefined || last.stage === 'removed' ? undefined : { stage: last.stage, default: last.on, locked: last.locked };
}

function isKnown(name: string): name is FeatureGate {
  return Object.hasOwn(gateTable, name);
}

function stageOfAll(name: string): GateStage | undefined {
  if (name === 'AllAlpha') return 'Alpha';
  return name === 'AllBeta' ? 'Beta' : undefined;
}
