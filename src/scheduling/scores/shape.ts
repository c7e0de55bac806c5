import { objectsAt } from '../../core/pod-fields.ts';
import { invalid } from '../../errors.ts';
import { subInt64, addInt64, divInt64, mulInt64, type Int64 } from '../../core/int64.ts';

/** A point of the function that turns utilization into a score. Upstream: `UtilizationShapePoint` of the scheduler's configuration. */
export interface UtilizationShapePoint {
  /** Percent, 0 to 100, rising from point to point. */
  readonly utilization: number;
  /** 0 to 10. */
  readonly score: number;
}

/**
 * The function through some points: straight between two, level before the first and behind the last. The scores are stretched by `scale`.
 *
 * Upstream: `pkg/scheduler/framework/plugins/helper/shape_score.go`, `BuildBrokenLinearFunction`, since 1.21; beside the score before.
 */
export function buildBrokenLinearFunction(shape: readonly UtilizationShapePoint[], scale: number): (utilization: Int64) => Int64 {
  const points = pointsOf(shape, scale);
  return (utilization) => {
    for (let i = 0; i < points.length; i++) {
      const [at, score] = points[i] as Point;
      if (utilization > at) continue;
      const [atBefore, before] = points[i - 1] ?? [at, score];
      if (i === 0) return score;
      return addInt64(before, divInt64(mulInt64(score - before, subInt64(utilization, atBefore)), at - atBefore));
    }
    return (points.at(-1) as Point)[1];
  };
}

type Point = readonly [utilization: number, score: number];

function pointsOf(shape: readonly UtilizationShapePoint[], scale: number): readonly Point[] {
  const points: Point[] = [];
  for (const [i, { utilization, score }] of objectsAt(shape, 'shape').entries()) {
    const least = i === 0 ? 0 : (points[i - 1] as Point)[0] + 1;
    points.push([inRange(utilization, least, 100, `shape[${i}].utilization`), inRange(score, 0, 10, `shape[${i}].score`) * scale]);
  }
  if (points.length === 0) throw invalid('at least one point', 'shape', shape);
  return points;
}

function inRange(value: unknown, least: number, most: number, path: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw invalid(`an integer from ${least} to ${most}`, path, value);
}
