import type { AnyTopic } from '../topic.ts';
import { quantityTopics } from './quantity.ts';

/** Every topic that is put to upstream. */
export const topics: readonly AnyTopic[] = [...quantityTopics];
