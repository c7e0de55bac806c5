import { observationTopics } from './eviction-observations.ts';
import { thresholdTopics } from './eviction-thresholds.ts';
import type { AnyTopic } from '../topic.ts';

/** Every topic about evictions. */
export const evictionTopics: readonly AnyTopic[] = [...thresholdTopics, ...observationTopics];
