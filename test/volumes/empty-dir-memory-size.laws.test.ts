import { expect, it } from 'vitest';
import type { PodLike, VolumeSourceLike } from '../../src/core/index.ts';
import { isSizingError } from '../../src/errors.ts';
import type { Quantity } from '../../src/quantity/index.ts';
import { renderExplanation } from '../../src/report/index.ts';
import { supportedMinors } from '../../src/version/index.ts';
import { calculateEmptyDirMemorySize, explainEmptyDirMemorySize } from '../../src/volumes/empty-dir-memory-size.ts';
import { deepFreeze } from '../deep-freeze.ts';
import { randomPod } from '../oracle/pods.ts';
import { Random } from '../oracle/random.ts';

const amounts = ['1Gi', '0', '100Mi', '-1Gi', '1.5', '8Ei', '1e19', '0.1n', '2147483648', '2Gi', '-0'];

it('explains the size of any volume of any pod, odd amounts among them, and concludes with it', () => {
  const random = new Random(33);
  for (let i = 0; i < 1500; i++) {
    const pod = deepFreeze(randomPod(random)) as PodLike;
    const sizeLimit = random.pick([...amounts, undefined, null]);
    const volume: VolumeSourceLike = deepFreeze({
      emptyDir: { medium: random.pick(['Memory', 'Memory', 'Memory', '', 'HugePages']), sizeLimit },
    });
    const allocatable = random.pick(amounts);
    const options = { kubernetesVersion: random.pick(supportedMinors), os: random.pick(['linux', 'linux', 'windows']) };
    let size: Quantity;
    try {
      size = calculateEmptyDirMemorySize(allocatable, volume, pod, options);
    } catch (error) {
      expect(isSizingError(error)).toBe(true);
      expect(() => explainEmptyDirMemorySize(allocatable, volume, pod, options)).toThrow((error as Error).message);
      continue;
    }
    const explained = explainEmptyDirMemorySize(allocatable, volume, pod, options);
    const { result, steps } = explained;
    expect(result.size.toString()).toBe(size.toString());
    expect(steps.slice(1).map(({ because, outcome }) => [because, outcome])).toEqual(
      result.candidates.map(({ because, applied }) => [because, applied ? 'applied' : 'skipped']),
    );
    const last = renderExplanation(explained).at(-1)?.text ?? '';
    if (result.candidates.length > 0) expect(last.endsWith(` So the volume is ${size.toString()}.`)).toBe(true);
    else expect([result.decidedBy, size.isZero(), steps.length]).toEqual([undefined, true, 1]);
    const bounds = result.candidates.filter(({ applied }) => applied).map(({ amount }) => amount as Quantity);
    for (const [n, bound] of bounds.slice(1).entries()) {
      const order = bound.cmp(bounds[n] ?? bound);
      const step = steps.find(({ inputs, outcome }) => outcome === 'applied' && inputs['amount'] === bound);
      expect(step?.inputs['compared']).toBe(order < 0 ? 'lower' : 'the same');
    }
  }
});
