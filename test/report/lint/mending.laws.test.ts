import { assert, boolean, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintPod, type SizingWarning } from '../../../src/report/index.ts';
import { supportedMinors, type Minor } from '../../../src/version/index.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import { randomLintPod } from '../../oracle/areas/report.ts';
import { randomPod } from '../../oracle/pods.ts';
import { Random } from '../../oracle/random.ts';
import { realFoundPods } from '../subject/real-found-pods.ts';
import { applyPatch } from './apply-patch.ts';

const node = {
  status: { allocatable: { cpu: '4', memory: '8Gi', 'hugepages-2Mi': '64Mi', pods: '110' }, capacity: { cpu: '4', memory: '9Gi' } },
};
const volumes = [
  { name: 'a', emptyDir: { medium: 'Memory', sizeLimit: '2Gi' } },
  { name: 'b', emptyDir: { medium: 'Memory', sizeLimit: '1.1Gi' } },
  { name: 'c', emptyDir: { sizeLimit: '3Gi' } },
  { name: 'd', emptyDir: { medium: 'Memory' } },
  { name: 'e', emptyDir: {} },
  { name: 'f', emptyDir: { medium: 'HugePages' } },
];
const pods = integer().map((seed) => {
  const random = new Random(seed);
  const pod = (random.chance(0.3) ? randomPod(random) : randomLintPod(random)) as unknown as { spec: Record<string, unknown> };
  return random.chance(0.6) ? pod : { ...pod, spec: { ...pod.spec, volumes: random.some(volumes, 0.7) } };
});

const keyOf = ({ code, path }: SizingWarning): string => `${code} ${path}`;
const errorsOf = (warnings: readonly SizingWarning[]): string[] => warnings.filter(({ severity }) => severity === 'error').map(keyOf);

/** Patches leave none of their warnings, and bring no new error; what they make of the object. */
function checkPatches(object: object, onNode: boolean, kubernetesVersion: Minor, random: Random): void {
  const lint = (one: object): readonly SizingWarning[] => lintPod(deepFreeze(one), onNode ? node : undefined, { kubernetesVersion });
  const before = lint(object);
  const mended = before.filter(({ suggestion }) => suggestion.patch.length > 0);
  const apply = (warnings: readonly SizingWarning[]): object => {
    const result = warnings.reduce((one, { suggestion }) => applyPatch(one, suggestion.patch), object);
    const after = lint(result);
    const keys = new Set(warnings.map(keyOf));
    expect(after.map(keyOf).filter((key) => keys.has(key))).toEqual([]);
    expect(errorsOf(before)).toEqual(expect.arrayContaining(errorsOf(after)));
    return result;
  };
  const all = apply(mended);
  expect(apply(mended.toReversed())).toEqual(all);
  const shuffled = mended
    .map((warning) => [random.next(), warning] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, warning]) => warning);
  expect(apply(shuffled)).toEqual(all);
  for (const warning of mended) apply([warning]);
  apply(mended.filter(() => random.chance(0.5)));
  for (const { suggestion } of mended) {
    const written = /(?:Write|Raise it to|Lower it to|Set a sizeLimit of) (\S+?)(?:\.$|, )/.exec(suggestion.text)?.[1];
    if (written !== undefined) expect(JSON.stringify(suggestion.patch)).toContain(JSON.stringify(written));
  }
}

describe('the patches of one answer', () => {
  it('can be applied alone and together, in any order: none of their warnings is left, and no error is new', () => {
    const minors = constantFrom(...supportedMinors);
    assert(
      property(pods, minors, boolean(), integer(), (pod, minor, onNode, seed) => checkPatches(pod, onNode, minor, new Random(seed))),
      { numRuns: 500, seed: 7 },
    );
  });

  it.each(['1.15', '1.24', '1.32', '1.37'] as const)('of real manifests do the same in %s', (minor) => {
    for (const [i, [, { pod }]] of realFoundPods().entries())
      for (const onNode of [false, true]) checkPatches(pod, onNode, minor, new Random(i));
  });
});
