import { describe, expect, it } from 'vitest';
import { ReportedPod } from '../../../src/report/subject/reported-pod.ts';
import { explainPodQOS } from '../../../src/resources/qos/explain-pod-qos.ts';
import { getPodQOS } from '../../../src/resources/qos/qos.ts';
import { releaseOf } from '../../../src/version/release.ts';
import { randomPod } from '../../oracle/pods.ts';
import { Random } from '../../oracle/random.ts';

describe('ReportedPod', () => {
  it('has the class and the reasons that explainPodQOS gives', () => {
    const random = new Random(3);
    for (const pod of Array.from({ length: 60 }, () => randomPod(random))) {
      const known = new ReportedPod(pod, releaseOf({}));
      expect([known.qosClass(), known.qos()]).toEqual([getPodQOS(pod), explainPodQOS(pod).result]);
    }
  });
});
