import { assert, boolean, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintPod } from '../../../src/report/index.ts';
import { supportedMinors } from '../../../src/version/index.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import { randomLintPod } from '../../oracle/areas/report.ts';
import { randomPod } from '../../oracle/pods.ts';
import { Random } from '../../oracle/random.ts';
import { applyPatch } from './apply-patch.ts';

const node = { status: { allocatable: { cpu: '4', memory: '8Gi', 'hugepages-2Mi': '64Mi' }, capacity: { cpu: '4', memory: '9Gi' } } };
const volumes = [
  { name: 'a', emptyDir: { medium: 'Memory', sizeLimit: '2Gi' } },
  { name: 'b', emptyDir: { medium: 'Memory', sizeLimit: '1.1Gi' } },
  { name: 'c', emptyDir: { sizeLimit: '3Gi' } },
  { name: 'd', emptyDir: { medium: 'Memory' } },
];

const pods = integer().map((seed) => {
  const random = new Random(seed);
  const pod = (random.chance(0.5) ? randomPod(random) : randomLintPod(random)) as unknown as { spec: Record<string, unknown> };
  return random.chance(0.5) ? pod : { ...pod, spec: { ...pod.spec, volumes: random.some(volumes, 0.7) } };
});
/** Sums of amounts near 2^63 cannot be written with a binary suffix, so that no patch can raise anything to them. */
const writable = pods.filter((pod) => !/8Ei|7Ei|9E|20E|1e19|9223372036854775807/.test(JSON.stringify(pod)));
const minors = constantFrom(...supportedMinors);

describe('lintPod', () => {
  it('mends one mistake after the other, until only those are left that need a decision', () => {
    assert(
      property(writable, minors, boolean(), (pod, kubernetesVersion, onNode) => {
        const lint = (object: object): ReturnType<typeof lintPod> =>
          lintPod(deepFreeze(object), onNode ? node : undefined, { kubernetesVersion });
        let object: object = pod;
        for (let step = 0; ; step++) {
          const warning = lint(object).find(({ suggestion }) => suggestion.patch.length > 0);
          if (warning === undefined) return;
          expect(step).toBeLessThan(60);
          object = applyPatch(object, warning.suggestion.patch);
          expect(lint(object).filter(({ code, path }) => code === warning.code && path === warning.path)).toEqual([]);
        }
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('says the same of a pod and of a template that holds it, each path behind that of the template', () => {
    assert(
      property(pods, (pod) => {
        const { spec } = pod;
        const deployment = { kind: 'Deployment', spec: { template: { spec } } };
        const own = lintPod({ spec }).map((warning) => ({
          ...warning,
          path: `spec.template.${warning.path}`,
          suggestion: {
            ...warning.suggestion,
            patch: warning.suggestion.patch.map((operation) => ({ ...operation, path: `/spec/template${operation.path}` })),
          },
        }));
        expect(lintPod(deployment)).toEqual(own);
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  it('names each mistake once, in words without gaps', () => {
    assert(
      property(pods, minors, (pod, kubernetesVersion) => {
        const warnings = lintPod(pod, node, { kubernetesVersion });
        const keys = warnings.map(({ code, path, message }) => `${code} ${path} ${message}`);
        expect(keys).toEqual([...new Set(keys)]);
        expect(warnings.filter(({ message, suggestion }) => /[{}]|undefined/.test(message + suggestion.text))).toEqual([]);
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});
