import { invalid } from '../errors.ts';

/**
 * How many cpus a list such as `0-1,8` names. A cpu that is named twice counts once.
 *
 * Upstream: `k8s.io/utils/cpuset`, `Parse`, since 1.26; `pkg/kubelet/cm/cpuset` before.
 */
export function countCPUs(list: string, path: string): number {
  const ranges = list
    .split(',')
    .map((part) => rangeOf(part, list, path))
    .sort(([a], [b]) => a - b);
  let count = 0;
  let next = 0;
  for (const [first, last] of ranges) {
    count += Math.max(0, last - Math.max(first, next) + 1);
    next = Math.max(next, last + 1);
  }
  return count;
}

function rangeOf(part: string, list: string, path: string): readonly [first: number, last: number] {
  const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part);
  const first = Number(match?.[1]);
  const last = match?.[2] === undefined ? first : Number(match[2]);
  if (match !== null && last >= first) return [first, last];
  throw invalid('a list of cpus', path, list, 'write it like 0-3,8');
}
