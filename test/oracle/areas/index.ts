import type { AnyTopic } from '../topic.ts';
import { cgroupTopics } from './cgroup.ts';
import { containerTopics } from './container.ts';
import { cpuTopics } from './cpu.ts';
import { evictionTopics } from './eviction.ts';
import { nodeTopics } from './node.ts';
import { limitsTopics } from './limits.ts';
import { quantityTopics } from './quantity.ts';
import { reportTopics } from './report.ts';
import { resourcesTopics } from './resources.ts';
import { versionTopics } from './version.ts';
import { resizeActionTopics } from './resize-actions.ts';
import { resizeTopics } from './resize.ts';
import { sandboxTopics } from './sandbox.ts';
import { schedulingTopics } from './scheduling.ts';
import { volumesTopics } from './volumes.ts';

const areas: readonly (readonly AnyTopic[])[] = [
  versionTopics,
  quantityTopics,
  resourcesTopics,
  limitsTopics,
  cgroupTopics,
  containerTopics,
  sandboxTopics,
  cpuTopics,
  volumesTopics,
  // By the line of dependency.
  evictionTopics,
  nodeTopics,
  schedulingTopics,
  resizeTopics,
  reportTopics,
  resizeActionTopics,
];

/** Every topic that is put to upstream. */
export const topics: readonly AnyTopic[] = areas.flat();
