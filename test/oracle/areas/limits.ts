import type { AnyTopic } from '../topic.ts';
import { limitRangeTopics } from './limit-ranges.ts';
import { projectTopics } from './projects.ts';
import { quotaTopics } from './quota.ts';
import { resizeValidationTopics } from './resize-validation.ts';

/** What the API server makes of limits, and the files of project quotas. */
export const limitsTopics: readonly AnyTopic[] = [...limitRangeTopics, ...quotaTopics, ...resizeValidationTopics, ...projectTopics];
