import type { IntegerLike, PodLike, PodStatsLike } from '../../core/index.ts';
import { objectsAt } from '../../core/pod-fields.ts';
import { SizingError } from '../../errors.ts';
import { int64Of } from '../../core/int64.ts';
import type { Quantity } from '../../quantity/index.ts';
import { minorOf, type VersionOptions } from '../../version/minors.ts';
import { since } from '../../version/since.ts';
import type { ResizePlan } from './plan.ts';

/** Why the kubelet does not lower a memory limit. Internal. */
export interface MemoryRefusal {
  readonly message: string;
  /** What it has not done when it finds out. */
  readonly before: 'everything' | 'memory';
}

interface Question {
  readonly plan: ResizePlan;
  readonly limit: Quantity | undefined;
  readonly current: bigint;
  readonly pod: PodLike;
  readonly stats: PodStatsLike;
}

/** Up to 1.33 the whole pod's usage, whatever the change; since then of what shrinks. */
const refusal = /* @__PURE__ */ since<(question: Question) => MemoryRefusal | undefined>({
  '1.15': ({ limit, pod, stats }) => {
    const usage = usageOf(stats.memory?.usageBytes, 'stats.memory.usageBytes') ?? 0n;
    if (limit === undefined || usage < BigInt.asUintN(64, limit.value())) return undefined;
    const name = pod.metadata?.name ?? '';
    return {
      message: `aborting attempt to set pod memory limit less than current memory usage for pod ${name}`,
      before: 'memory',
    };
  },
  '1.34': (question) => {
    const errors = [...new Set(errorsOf(question))];
    if (errors.length === 0) return undefined;
    const all = errors.length === 1 ? errors.join() : `[${errors.join(', ')}]`;
    return { message: `cannot decrease memory limits: ${all}`, before: 'everything' };
  },
});

/** Whether the kubelet refuses a resize because more memory is used than a new limit allows. Upstream: `validateMemoryResizeAction`. */
export function refusesMemory(
  plan: ResizePlan,
  limit: Quantity | undefined,
  current: bigint,
  pod: PodLike,
  stats: PodStatsLike,
  options: VersionOptions,
): MemoryRefusal | undefined {
  if (plan.restarts.length + plan.memory.length === 0) return undefined;
  return refusal(minorOf(options))({ plan, limit, current, pod, stats });
}

function usageOf(value: IntegerLike | null | undefined, path: string): bigint | undefined {
  const usage = int64Of(value, path);
  return usage === undefined ? undefined : BigInt.asUintN(64, BigInt(usage));
}

function errorsOf({ plan, limit, current, stats }: Question): readonly string[] {
  const shrinks = limit !== undefined && limit.value() < current;
  const lowered = new Map(
    plan.memory
      .filter(({ from, to }) => to.memoryLimit !== 0n && (from.memoryLimit === 0n || to.memoryLimit < from.memoryLimit))
      .map(({ name, to }) => [name, to.memoryLimit]),
  );
  const errors: string[] = [];
  if (!shrinks && lowered.size === 0) return errors;
  const usage = usageOf(stats.memory?.usageBytes, 'stats.memory.usageBytes');
  if (shrinks && usage === undefined) errors.push('missing pod memory usage');
  else if (shrinks && usage !== undefined && usage >= BigInt.asUintN(64, limit.value()))
    errors.push(`attempting to set pod memory limit (${limit.value()}) below current usage (${usage})`);
  for (const [i, { name, memory }] of objectsAt(stats.containers, 'stats.containers').entries()) {
    const wanted = lowered.get(name);
    if (wanted === undefined) continue;
    const used = usageOf(memory?.usageBytes, `stats.containers[${i}].memory.usageBytes`);
    if (used === undefined) errors.push(`missing container "${name}" memory usage`);
    else if (used >= BigInt.asUintN(64, wanted)) {
      if (usage === undefined)
        throw new SizingError('UpstreamPanics', 'upstream writes the usage of the pod into the message, and there is none', {
          path: 'stats.memory.usageBytes',
        });
      errors.push(`attempting to set container "${name}" memory limit (${wanted}) below current usage (${usage})`);
    }
  }
  return errors;
}
