import type { NodeLike, PodLike } from '../../../src/core/index.ts';
import { sizedOn, type Sized, type SizePodOptions } from '../../../src/report/size/options.ts';
import type { Machine } from '../../../src/report/subject/machine.ts';
import { KnownPod } from '../../../src/resources/qos/known-pod.ts';
import { releaseOf } from '../../../src/version/release.ts';

/** A pod as the parts of a report take it. */
export function sizedPod(pod: PodLike, machine: Machine | undefined, options: SizePodOptions, node?: NodeLike): Sized {
  return sizedOn(new KnownPod(pod, releaseOf(options)), { node, machine, options });
}
