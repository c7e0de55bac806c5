import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PodLike } from '../../../src/core/index.ts';
import { explainPodQOS } from '../../../src/resources/qos/explain-pod-qos.ts';
import { computePodQOS, getPodQOS } from '../../../src/resources/qos/qos.ts';
import { supportedMinors } from '../../../src/version/index.ts';

const amount = fc.constantFrom('-1', '0', '-0', '1', '1000m', '0.5', '500m', '-1Gi', '1Gi', '1024Mi', '1n');
const list = fc.record({ cpu: amount, memory: amount, 'nvidia.com/gpu': amount }, { requiredKeys: [] });
const requirements = fc.record({ requests: list, limits: list }, { requiredKeys: [] });
const container = fc.record({ name: fc.constantFrom('a', 'b'), resources: requirements }, { requiredKeys: ['name'] });
const pods = fc.record({
  spec: fc.record(
    { containers: fc.array(container, { maxLength: 3 }), initContainers: fc.array(container, { maxLength: 2 }), resources: requirements },
    { requiredKeys: ['containers'] },
  ),
});

it('an explanation has the class that is computed, and no two of its steps contradict', () => {
  fc.assert(
    fc.property(pods, fc.constantFrom(...supportedMinors), (pod: PodLike, kubernetesVersion) => {
      const options = { kubernetesVersion };
      const { result, steps } = explainPodQOS(pod, options);
      expect(result.qosClass).toBe(getPodQOS(pod, options));
      expect(result.computed).toBe(computePodQOS(pod, options));
      const found = steps.filter(({ rule }) => rule === 'qos-amounts').map(({ because }) => because);
      const conclusion = steps.at(-1)?.because;
      if (found.every((because) => because === 'qos-nothing')) expect(conclusion).toBe('qos-none');
      else if (found.some((because) => because === 'qos-nothing' || because === 'qos-no-limit')) expect(conclusion).toBe('qos-mixed');
      else if (!found.includes('qos-unequal')) expect(conclusion).toMatch(/-equal$/);
      else expect(['qos-mixed', 'qos-sums-equal']).toContain(conclusion);
      const broken = found.filter((because) => because !== 'qos-equal').length;
      expect(result.brokenBy).toHaveLength(result.computed === 'Guaranteed' ? 0 : broken);
    }),
    { numRuns: 500 },
  );
});
