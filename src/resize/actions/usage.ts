import type { PodLike, PodStatsLike } from '../../core/index.ts';
import { objectAt, objectsAt, metadataText } from '../../core/pod-fields.ts';
import { SizingError } from '../../errors.ts';
import { int64Of } from '../../core/int64.ts';
import type { Quantity } from '../../quantity/index.ts';
import { since } from '../../version/since.ts';
import type { ResizePlan } from './plan.ts';

/** Why the kubelet does not lower a memory limit. Internal. */
export interface MemoryRefusal {
  readonly message: string;
  /** What it has not done when it finds out. */
  readonly before: 'everything' | 'memory';
}

/** Which memory limits change, and what is used. Internal. */
export interface MemoryQuestion {
  readonly plan: ResizePlan;
  readonly limit: Quantity | undefined;
  readonly current: bigint;
  readonly pod: PodLike;
  readonly stats: PodStatsLike;
}

/** Up to 1.33 the usage of the whole pod always counts; later only the usage of what shrinks. */
const refusal = /* @__PURE__ */ since<(question: MemoryQuestion) => MemoryRefusal | undefined>({
  '1.15': ({ limit, pod, stats }) => {
    const usage = memoryUsageOf(stats, 'stats') ?? 0n;
    if (limit === undefined || usage < BigInt.asUintN(64, limit.value())) return undefined;
    const name = metadataText(pod, 'name');
    return {
      message: `aborting attempt to set pod memory limit less than current memory usage for pod ${name}`,
      before: 'memory',
    };
  },
  '1.34': (question) => refusalOf(errorsOf(question, usageOfPod)),
  '1.38': (question) => refusalOf(errorsOf(question, (_pod, container) => container)),
});

function refusalOf(errors: readonly string[]): MemoryRefusal | undefined {
  const texts = [...new Set(errors)];
  if (texts.length === 0) return undefined;
  const all = texts.length === 1 ? texts.join() : `[${texts.join(', ')}]`;
  return { message: `cannot decrease memory limits: ${all}`, before: 'everything' };
}

/** Why the kubelet refuses a resize because more memory is used than a new limit allows. Upstream: `validateMemoryResizeAction`. */
export function validateMemoryResizeAction(question: MemoryQuestion, minor: number): MemoryRefusal | undefined {
  const { restarts, memory } = question.plan;
  return restarts.length + memory.length === 0 ? undefined : refusal(minor)(question);
}

function memoryUsageOf({ memory }: Pick<PodStatsLike, 'memory'>, place: string): bigint | undefined {
  const usage = int64Of(objectAt(memory, `${place}.memory`)?.usageBytes, `${place}.memory.usageBytes`);
  return usage === undefined ? undefined : BigInt.asUintN(64, BigInt(usage));
}

/** Which usage the message about a container tells. */
type ToldUsage = (ofPod: bigint | undefined, ofContainer: bigint) => bigint;

const usageOfPod: ToldUsage = (ofPod) => {
  if (ofPod !== undefined) return ofPod;
  throw new SizingError('UpstreamPanics', 'upstream writes the usage of the pod into the message, and there is none', {
    path: 'stats.memory.usageBytes',
  });
};

function errorsOf({ plan, limit, current, stats }: MemoryQuestion, toldUsage: ToldUsage): readonly string[] {
  const shrinks = limit !== undefined && limit.value() < current;
  const lowered = new Map(
    plan.memory
      .filter(({ from, to }) => to.memoryLimit !== 0n && (from.memoryLimit === 0n || to.memoryLimit < from.memoryLimit))
      .map(({ name, to }) => [name, to.memoryLimit]),
  );
  const errors: string[] = [];
  if (!shrinks && lowered.size === 0) return errors;
  const usage = memoryUsageOf(stats, 'stats');
  if (shrinks && usage === undefined) errors.push('missing pod memory usage');
  else if (shrinks && usage !== undefined && usage >= BigInt.asUintN(64, limit.value()))
    errors.push(`attempting to set pod memory limit (${limit.value()}) below current usage (${usage})`);
  for (const [i, container] of objectsAt(stats.containers, 'stats.containers').entries()) {
    const { name } = container;
    const wanted = lowered.get(name);
    if (wanted === undefined) continue;
    const used = memoryUsageOf(container, `stats.containers[${i}]`);
    if (used === undefined) errors.push(`missing container "${name}" memory usage`);
    else if (used >= BigInt.asUintN(64, wanted))
      errors.push(`attempting to set container "${name}" memory limit (${wanted}) below current usage (${toldUsage(usage, used)})`);
  }
  return errors;
}
