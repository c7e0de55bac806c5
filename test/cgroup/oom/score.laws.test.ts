import { expect, it } from 'vitest';
import { explainContainerOOMScoreAdjust, getContainerOOMScoreAdjust } from '../../../src/cgroup/oom/score.ts';
import type { PodLike } from '../../../src/core/index.ts';
import { isSizingError } from '../../../src/errors.ts';
import { supportedMinors } from '../../../src/version/index.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import { randomPod } from '../../oracle/pods.ts';
import { Random } from '../../oracle/random.ts';

const deciding = new Set<string>(['oom-critical-spared', 'oom-guaranteed', 'oom-best-effort', 'oom-least', 'oom-most', 'oom-between']);

it('explains the score of any container, odd amounts among them; the last step alone concludes, with the score', () => {
  const random = new Random(32);
  for (let i = 0; i < 1500; i++) {
    const pod = deepFreeze(randomPod(random)) as PodLike;
    const { containers, initContainers } = pod.spec ?? {};
    const { name } = random.pick([...(containers ?? []), ...(initContainers ?? [])]);
    const options = { kubernetesVersion: random.pick(supportedMinors) };
    const capacity = random.pick(['1Gi', '16Gi', 1, 4096, -5, 0]);
    let score: number;
    try {
      score = getContainerOOMScoreAdjust(pod, name, capacity, options);
    } catch (error) {
      expect(isSizingError(error)).toBe(true);
      expect(() => explainContainerOOMScoreAdjust(pod, name, capacity, options)).toThrow((error as Error).message);
      continue;
    }
    const { result, steps } = explainContainerOOMScoreAdjust(pod, name, capacity, options);
    expect(result).toBe(score);
    expect(new Set(steps.map(({ rule }) => rule)).size).toBe(steps.length);
    const concluding = steps.filter(({ because }) => deciding.has(because));
    expect(concluding).toEqual(steps.slice(-1));
    expect(concluding[0]?.inputs['score']).toBe(score);
    const sidecar = steps.find(({ rule }) => rule === 'oom-sidecar');
    const requested = steps.find(({ rule }) => rule === 'oom-request')?.inputs['score'];
    if (sidecar !== undefined) expect(Number(sidecar.inputs['score']) < Number(requested)).toBe(sidecar.because === 'oom-sidecar-spared');
  }
});
