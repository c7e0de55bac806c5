import { featureGates } from '../../../src/version/index.ts';
import { gateTable, type GateStage } from '../../../src/version/gates.ts';
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

export const versionTopics: readonly Topic<object>[] = [
  gates(''),
  // From 1.36 on upstream refuses either, for gates that need others; `AllBeta` is known since 1.17.
  gates('.alpha', 'AllAlpha=true', 15, 35),
  gates('.beta', 'AllBeta=false', 17, 35),
];
