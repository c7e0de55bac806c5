import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PodLike } from '../../../src/core/index.ts';
import { Quantity } from '../../../src/quantity/index.ts';
import { explainPodResources } from '../../../src/resources/totals/explain-pod-resources.ts';
import { podLimits, podRequests } from '../../../src/resources/totals/pod-resources.ts';
import { supportedMinors } from '../../../src/version/index.ts';

const amount = fc.constantFrom('-1', '0', '1', '1000m', '0.5', '-1Gi', '1Gi', '1024Mi', '1n', '3.14159');
const list = fc.record({ cpu: amount, memory: amount, 'nvidia.com/gpu': amount }, { requiredKeys: [] });
const requirements = fc.record({ requests: list, limits: list }, { requiredKeys: [] });
const container = fc.record({ name: fc.constantFrom('a', 'b'), resources: requirements }, { requiredKeys: ['name'] });
const started = fc.record(
  { name: fc.constantFrom('i', 'j'), resources: requirements, restartPolicy: fc.constant('Always') },
  { requiredKeys: ['name'] },
);
const pods = fc.record({
  spec: fc.record(
    {
      containers: fc.array(container, { maxLength: 3 }),
      initContainers: fc.array(started, { maxLength: 4 }),
      resources: requirements,
      overhead: list,
    },
    { requiredKeys: ['containers'] },
  ),
});

it('an explanation has the totals that are computed, and each step says what its reason says', () => {
  fc.assert(
    fc.property(pods, fc.constantFrom(...supportedMinors), (pod: PodLike, kubernetesVersion) => {
      const options = { kubernetesVersion };
      const { result, steps } = explainPodResources(pod, options);
      const totals = [result.requests, result.limits];
      expect(JSON.stringify(totals)).toBe(JSON.stringify([podRequests(pod, options), podLimits(pod, options)]));
      for (const { rule, because, inputs } of steps) {
        if (rule !== 'pod-init-peak') continue;
        const isGreater = Quantity.from(inputs['peak'] as Quantity).cmp(inputs['running'] as Quantity) > 0;
        if (isGreater) expect(because).toBe('pod-init-peak-greater');
      }
    }),
    { numRuns: 300 },
  );
});
