import { describe, expect, it } from 'vitest';
import type { SizePodOptions } from '../../../src/report/size/options.ts';
import { compareVersions } from '../../../src/report/versions/compare-versions.ts';
import { supportedMinors } from '../../../src/version/index.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import { randomPod } from '../../oracle/pods.ts';
import { Random } from '../../oracle/random.ts';
import { realFoundPods } from '../subject/real-found-pods.ts';
import { compareBySizing } from './compare-by-sizing.ts';

const allocatable = { cpu: '8', memory: '14Gi', 'ephemeral-storage': '90Gi', pods: '110', 'hugepages-2Mi': '1Gi', 'nvidia.com/gpu': '8' };
const node = deepFreeze({ status: { allocatable, capacity: { memory: '16Gi', 'hugepages-2Mi': '1Gi' } } });
const [oldest = '1.15', newest = oldest] = [supportedMinors[0], supportedMinors.at(-1)];
const up = { from: oldest, to: newest };

const settings: readonly (readonly [what: string, node: typeof node | undefined, options: SizePodOptions | undefined])[] = [
  ['without a node', undefined, undefined],
  ['with a node', node, { noswapSupported: true, swapBehavior: 'LimitedSwap', swapCapacity: '8Gi' }],
  ['on cgroup v1', node, { cgroupVersion: 1, cpuPeriod: 50_000, dedicatedImageFs: true }],
  ['with protected memory', node, { memoryReservationPolicy: 'TieredReservation', enforceMemoryQoS: true, memoryThrottlingFactor: 0.7 }],
  ['with alpha features', node, { featureGates: { AllAlpha: true } }],
  ['without beta features', node, { featureGates: { AllBeta: false } }],
];

describe('compareVersions', () => {
  const random = new Random(11);
  const real = realFoundPods().map(([, found]) => found);
  it.each(settings)('finds what sizing at every minor finds, %s', (what, on, options) => {
    const first = settings.findIndex(([other]) => other === what);
    const some = [...real.filter((_, i) => i % 24 === first), ...Array.from({ length: 6 }, () => randomPod(random))];
    for (const pod of some.map((one) => deepFreeze(one)))
      for (const versions of [up, { from: '1.30', to: oldest }])
        expect(compareVersions(pod, on, versions, options)).toEqual(compareBySizing(pod, on, versions, options));
  });
});
