import type { AnyTopic } from '../topic.ts';
import { cgroupTopics } from './cgroup.ts';
import { quantityTopics } from './quantity.ts';
import { resourcesTopics } from './resources.ts';
import { volumesTopics } from './volumes.ts';

/** Every topic that is put to upstream. */
export const topics: readonly AnyTopic[] = [...quantityTopics, ...resourcesTopics, ...cgroupTopics, ...volumesTopics];
