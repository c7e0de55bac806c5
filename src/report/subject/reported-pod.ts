import { explainQOS, type PodQOSExplained } from '../../resources/qos/explain-pod-qos.ts';
import { KnownPod } from '../../resources/qos/known-pod.ts';
import type { PodQOSClass } from '../../resources/qos/qos.ts';

/** A pod of which the reasons for its class are told as well; the class is found with them. */
export class ReportedPod extends KnownPod {
  private explained: PodQOSExplained | undefined;

  qos(): PodQOSExplained {
    return (this.explained ??= explainQOS(this.read(), this.release).result);
  }

  override qosClass(): PodQOSClass {
    return this.qos().qosClass;
  }
}
