import { expectTypeOf, it } from 'vitest';
import type { PodLike } from '../../../src/core/index.ts';
import { explainRanking, rankForSignal, rankMemoryPressure, simulateEvictions, synchronize } from '../../../src/eviction/index.ts';

interface OwnPod extends PodLike {
  readonly team: string;
}
declare const pods: readonly OwnPod[];
type Synchronize = typeof synchronize<OwnPod>;
type Simulate = typeof simulateEvictions<OwnPod>;

it("hands the caller's own pods back", () => {
  expectTypeOf(rankMemoryPressure<OwnPod>).returns.toEqualTypeOf<OwnPod[]>();
  expectTypeOf(() => rankForSignal('pid.available', pods, [], {})).returns.toEqualTypeOf<OwnPod[]>();
  expectTypeOf(() => explainRanking('pid.available', pods, () => undefined, {}).result.pods[0]?.pod.team).returns.toEqualTypeOf<
    string | undefined
  >();
  expectTypeOf<ReturnType<Synchronize>['evictions'][number]['pod']>().toEqualTypeOf<OwnPod>();
  expectTypeOf<ReturnType<Simulate>['cycles'][number]['evictions'][number]['pod']>().toEqualTypeOf<OwnPod>();
});

it('knows the signals', () => {
  // @ts-expect-error no such signal
  expectTypeOf(() => rankForSignal('memory.free', pods, [], {})).returns.toEqualTypeOf<OwnPod[]>();
});
