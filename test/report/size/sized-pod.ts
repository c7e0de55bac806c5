import type { PodLike } from '../../../src/core/index.ts';
import { Quantity } from '../../../src/quantity/index.ts';
import { boundless, type Sized, type SizePodOptions } from '../../../src/report/size/options.ts';
import { osOf, type Machine } from '../../../src/report/subject/machine.ts';
import { KnownPod } from '../../../src/resources/qos/known-pod.ts';
import { releaseOf } from '../../../src/version/release.ts';
import { memoryBounds } from '../../../src/volumes/empty-dir-memory-size.ts';

/** A pod as the parts of a report take it. */
export function sizedPod(pod: PodLike, machine: Machine | undefined, options: SizePodOptions): Sized {
  const known = new KnownPod(pod, releaseOf(options));
  const os = osOf(pod, undefined, options.os);
  const bounds = memoryBounds(known, os, () => machine?.allocatable ?? Quantity.from(boundless));
  return { known, machine, os, bounds, enforceMemoryQoS: options.enforceMemoryQoS ?? known.release.gate('MemoryQoS'), options };
}
