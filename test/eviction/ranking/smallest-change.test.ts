import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainRanking, smallestChangeToSurvive, type Signal } from '../../../src/eviction/index.ts';
import { Quantity } from '../../../src/quantity/index.ts';

interface Sketch {
  readonly request: string | undefined;
  readonly priority: number;
  readonly used: number | undefined;
}

const Mi = 2 ** 20;
const sketch = fc.record<Sketch>({
  request: fc.constantFrom(undefined, '0', '1', '500m', '1Mi', '1.5Mi', '2Mi', '2097153', '8Ei'),
  priority: fc.constantFrom(0, 0, -10, 7, 999_999_999, 1_000_000_000, 2_000_000_000),
  used: fc.constantFrom(undefined, 0, 1, Mi, Mi + 1, 2 * Mi, 3 * Mi, 4 * Mi),
});
const version = fc.constantFrom('1.15', '1.18', '1.28', '1.33', '1.34', '1.37');
const signal = fc.constantFrom<Signal>('memory.available', 'pid.available', 'nodefs.available', 'imagefs.inodesFree');

function podOf({ request, priority }: Sketch, uid: string): object {
  const requests = request === undefined ? {} : { memory: request, 'ephemeral-storage': request };
  return { metadata: { uid, name: uid }, spec: { containers: [{ name: 'app', resources: { requests } }], priority } };
}

function statsOf({ used }: Sketch, uid: string): never[] {
  if (used === undefined) return [];
  const layer = { usedBytes: used, inodesUsed: used };
  const stats = {
    podRef: { uid },
    memory: { workingSetBytes: used },
    process_stats: { process_count: used },
    containers: [{ name: 'app', rootfs: layer }],
  };
  return [stats] as never[];
}

/** Whether the sketch at a place is the first that is evicted. */
function isFirst(sketches: readonly Sketch[], own: number, of: Signal, kubernetesVersion: string): boolean {
  const pods = sketches.map((one, i) => podOf(one, `p${i}`));
  const stats = sketches.flatMap((one, i) => statsOf(one, `p${i}`));
  const { result } = explainRanking(of, pods, stats, {}, { kubernetesVersion });
  return result.pods.find(({ spared }) => !spared)?.pod === pods[own];
}

describe('smallestChangeToSurvive', () => {
  it('suffices, and a byte or a step less does not', () => {
    const seen = { request: 0, priority: 0, onlyPod: 0, noChange: 0 };
    fc.assert(
      fc.property(fc.array(sketch, { minLength: 1, maxLength: 5 }), fc.nat(4), signal, version, (sketches, at, of, kubernetesVersion) => {
        const own = at % sketches.length;
        const pods = sketches.map((one, i) => podOf(one, `p${i}`));
        const stats = sketches.flatMap((one, i) => statsOf(one, `p${i}`));
        const change = smallestChangeToSurvive(pods[own]!, pods, stats, of, {}, { kubernetesVersion });
        const firstWith = (other: Partial<Sketch>): boolean =>
          isFirst(sketches.with(own, { ...sketches[own]!, ...other }), own, of, kubernetesVersion);
        if (change.impossible !== undefined) {
          seen[change.impossible]++;
          expect(firstWith({})).toBe(true);
          expect(firstWith({ priority: 1_000_000_000 }) && firstWith({ request: '9223372036854775807' })).toBe(true);
          return;
        }
        const { request, priority } = change;
        expect(firstWith({})).toBe(request !== undefined || priority !== undefined);
        if (request !== undefined) {
          seen.request++;
          expect(firstWith({ request: request.toString() })).toBe(false);
          expect(firstWith({ request: request.sub('1').toString() })).toBe(true);
        }
        if (priority !== undefined) {
          seen.priority++;
          expect(firstWith({ priority })).toBe(false);
          expect(firstWith({ priority: priority - 1 })).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
    expect(
      Object.values(seen).every((count) => count > 20),
      JSON.stringify(seen),
    ).toBe(true);
  });

  it('needs no change behind another pod, and knows no pod of elsewhere', () => {
    const pods = [podOf({ request: '1', priority: 0, used: 2 }, 'a'), podOf({ request: '1', priority: -1, used: 2 }, 'b')];
    const stats = ['a', 'b'].flatMap((uid) => statsOf({ request: '', priority: 0, used: 2 }, uid));
    expect(smallestChangeToSurvive(pods[0]!, pods, stats, 'memory.available', {})).toEqual({});
    expect(() => smallestChangeToSurvive({}, pods, stats, 'memory.available', {})).toThrow(
      expect.objectContaining({ code: 'NotFound', path: 'pod' }),
    );
  });

  it('does not offer requests or priorities that do not count', () => {
    const pods = [podOf({ request: '1', priority: 0, used: 9 }, 'a'), podOf({ request: '1', priority: 0, used: 2 }, 'b')];
    const stats = [...statsOf({ request: '', priority: 0, used: 9 }, 'a'), ...statsOf({ request: '', priority: 0, used: 2 }, 'b')];
    const of = (kubernetesVersion: string, featureGates: Record<string, boolean>): unknown =>
      smallestChangeToSurvive(pods[0]!, pods, stats, 'nodefs.available', {}, { kubernetesVersion, featureGates });
    expect(of('1.24', {})).toEqual({ request: Quantity.parse('9').withFormat('BinarySI'), priority: 1 });
    expect(of('1.24', { LocalStorageCapacityIsolation: false })).toEqual({ priority: 1 });
    expect(of('1.15', { LocalStorageCapacityIsolation: false, PodPriority: false })).toEqual({ impossible: 'noChange' });
  });
});
