import { oomReasons, oomRules, podConfigReasons, podConfigRules } from '../cgroup/explanation.ts';
import {
  cycleReasons,
  cycleRules,
  rankingReasons,
  rankingRules,
  storageReasons,
  storageRules,
  thresholdReasons,
  thresholdRules,
} from '../eviction/explanation.ts';
import { nodeReasons, nodeRules } from '../node/explanation.ts';
import { quantityReasons, quantityRules } from '../quantity/explanation.ts';
import { qosReasons, qosRules, totalReasons, totalRules } from '../resources/explanation.ts';
import { schedulingReasons, schedulingRules } from '../scheduling/explanation.ts';
import { memorySizeReasons, memorySizeRules, sharedMemoryReasons, sharedMemoryRules } from '../volumes/explanation.ts';
import { resizeReasons, resizeRules } from './explanation.ts';

/** The texts of the explanations about one topic. Internal. */
export interface Topic {
  readonly title: string;
  /** The short text of each rule, by id. */
  readonly rules: Readonly<Record<string, string>>;
  /** The sentence of each reason, by id, with its inputs in braces. */
  readonly reasons: Readonly<Record<string, string>>;
}

/** The texts of every explanation, topic by topic. Internal. */
export function catalogue(): readonly Topic[] {
  return [
    { title: 'Quantities', rules: quantityRules, reasons: quantityReasons },
    { title: 'Requests and limits of pods', rules: totalRules, reasons: totalReasons },
    { title: 'Quality of service', rules: qosRules, reasons: qosReasons },
    { title: 'Cgroups of pods', rules: podConfigRules, reasons: podConfigReasons },
    { title: 'OOM scores', rules: oomRules, reasons: oomReasons },
    { title: 'Size of memory-backed volumes', rules: memorySizeRules, reasons: memorySizeReasons },
    { title: 'Shared memory', rules: sharedMemoryRules, reasons: sharedMemoryReasons },
    { title: 'Eviction thresholds', rules: thresholdRules, reasons: thresholdReasons },
    { title: 'Ranking of pods', rules: rankingRules, reasons: rankingReasons },
    { title: 'Limits of local storage', rules: storageRules, reasons: storageReasons },
    { title: 'Eviction cycles', rules: cycleRules, reasons: cycleReasons },
    { title: 'Node allocatable', rules: nodeRules, reasons: nodeReasons },
    { title: 'Where a pod fits', rules: schedulingRules, reasons: schedulingReasons },
    { title: 'Resizing a running pod', rules: resizeRules, reasons: resizeReasons },
  ];
}
