import { oomReasons, oomRules } from '../../cgroup/oom/explanation.ts';
import { podConfigReasons, podConfigRules } from '../../cgroup/pod/explanation.ts';
import { cycleReasons, cycleRules } from '../../eviction/manager/explanation.ts';
import { rankingReasons, rankingRules } from '../../eviction/ranking/explanation.ts';
import { storageReasons, storageRules } from '../../eviction/local-storage/explanation.ts';
import { thresholdReasons, thresholdRules } from '../../eviction/thresholds/explanation.ts';
import { nodeReasons, nodeRules } from '../../node/explanation.ts';
import { quantityReasons, quantityRules } from '../../quantity/explanation.ts';
import { qosReasons, qosRules } from '../../resources/qos/explanation.ts';
import { totalReasons, totalRules } from '../../resources/totals/explanation.ts';
import { schedulingReasons, schedulingRules } from '../../scheduling/explanation.ts';
import { memorySizeReasons, memorySizeRules, sharedMemoryReasons, sharedMemoryRules } from '../../volumes/explanation.ts';
import { resizeReasons, resizeRules } from '../../resize/explanation.ts';

/** The texts of the explanations about one topic. Internal. */
export interface Topic {
  readonly title: string;
  /** The short text of each rule, by id. */
  readonly rules: Readonly<Record<string, string | { readonly title: string }>>;
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
