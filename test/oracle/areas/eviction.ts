import { cycleTopics } from './eviction-cycles.ts';
import { observationTopics } from './eviction-observations.ts';
import { localTopics } from './eviction-local.ts';
import { messageTopics } from './eviction-messages.ts';
import { rankingTopics } from './eviction-ranking.ts';
import { thresholdTopics } from './eviction-thresholds.ts';
import type { AnyTopic } from '../topic.ts';

/** Every topic about evictions. */
export const evictionTopics: readonly AnyTopic[] = [
  ...thresholdTopics,
  ...observationTopics,
  ...rankingTopics,
  ...localTopics,
  ...messageTopics,
  ...cycleTopics,
];
