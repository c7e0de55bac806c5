import { featureGates } from '../../../src/version/index.ts';
import { gateDependencies, gateTable, type FeatureGate, type GateStage } from '../../../src/version/gates.ts';
import { minorsFrom } from '../minors.ts';
import { gatesOfText } from '../flipped-gates.ts';
import type { Case, Topic } from '../topic.ts';

const stages: Readonly<Record<string, GateStage>> = { ALPHA: 'Alpha', BETA: 'Beta', '': 'GA', DEPRECATED: 'Deprecated' };

/** Of upstream's gates, those that the library's table knows. */
function read(result: unknown): unknown {
  const all = Object.entries(result as Readonly<Record<string, readonly [string, boolean, boolean, boolean]>>);
  const known = all.filter(([name]) => Object.hasOwn(gateTable, name));
  return Object.fromEntries(
    known.map(([name, [stage, on, locked, enabled]]) => [name, { stage: stages[stage] ?? stage, default: on, locked, enabled }]),
  );
}

function gates(suffix: string, setting?: string, first = 15, last?: number): Topic<object> {
  return {
    folder: 'version',
    name: `featureGates${suffix}`,
    upstream: 'pkg/features, component-base/featuregate GetAll',
    fn: 'featureGates',
    minors: minorsFrom(first, last),
    ...(setting === undefined ? {} : { gates: () => setting }),
    *cases(): Iterable<Case<object>> {
      yield { in: {} };
    },
    random: () => ({}),
    read,
    ours: (_input, minor) =>
      featureGates({ kubernetesVersion: `1.${minor}`, ...(setting === undefined ? {} : { featureGates: gatesOfText(setting) }) }),
  };
}

/** What each gate of the library's table needs, of the gates of the table that the minor can switch off. */
function needs(minor: number): unknown {
  const known = featureGates({ kubernetesVersion: `1.${minor}` });
  const lists = Object.entries(gateDependencies)
    .filter(([gate]) => known[gate as FeatureGate] !== undefined)
    .map(([gate, needed]) => [gate, needed.filter((one) => known[one]?.locked === false).sort()] as const);
  return Object.fromEntries(lists.filter(([, needed]) => needed.length > 0));
}

const dependencies: Topic<object> = {
  folder: 'version',
  name: 'gateDependencies',
  upstream: 'pkg/features, component-base/featuregate Dependencies',
  fn: 'gateDependencies',
  minors: minorsFrom(35),
  *cases(): Iterable<Case<object>> {
    yield { in: {} };
  },
  random: () => ({}),
  read: (result) => {
    const all = Object.entries(result as Readonly<Record<string, readonly string[]>>);
    return Object.fromEntries(all.filter(([gate]) => Object.hasOwn(gateTable, gate)).map(([gate, needed]) => [gate, [...needed].sort()]));
  },
  ours: (_input, minor) => needs(minor),
};

export const versionTopics: readonly Topic<object>[] = [
  gates(''),
  // From 1.37 on upstream refuses it, for gates that need others.
  gates('.alpha', 'AllAlpha=true', 15, 36),
  gates('.beta', 'AllBeta=false', 17),
  dependencies,
];
