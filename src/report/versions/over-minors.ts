import type { NodeLike, PodLike } from '../../core/index.ts';
import { nodeStatusOf } from '../../core/pod-fields.ts';
import type { ResourceLists, Totals } from '../../core/resource-lists.ts';
import { KnownPod } from '../../resources/qos/known-pod.ts';
import type { PodQOSClass } from '../../resources/qos/qos.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { spanned, spannedValue, type Spanned } from '../../version/span.ts';
import { amountsOfNode } from '../lint/node.ts';
import { sizedOn, type SizePodOptions, type SizeSetting } from '../size/options.ts';
import type { FoundPod } from '../subject/find-pods.ts';
import { machineOf } from '../subject/machine.ts';
import { at, subjectOf } from '../subject/subject.ts';
import { factParts, type Facts } from './facts.ts';

/** Remembers what was computed at one minor for the neighbours at which it is the same. It must not hold the minor itself. */
class OverMinors {
  private readonly found = new Map<unknown, Spanned<unknown>>();

  /** What a computation gives at a minor; computed anew only where a rule that it asked for has changed. */
  at<T>(key: unknown, minor: number, compute: () => T): T {
    let found = this.found.get(key);
    if (found === undefined || minor < found.span.first || minor > found.span.last) {
      found = spanned(compute);
      this.found.set(key, found);
    }
    return spannedValue(found) as T;
  }
}

/** A pod that remembers from minor to minor what is known of it. */
class PodOverMinors extends KnownPod {
  private readonly answers: OverMinors;

  constructor(pod: PodLike, release: Release, answers: OverMinors) {
    super(pod, release);
    this.answers = answers;
  }

  override read(): PodLike {
    return this.once('read', () => super.read());
  }

  override qosClass(): PodQOSClass {
    return this.once('qosClass', () => super.qosClass());
  }

  override critical(): boolean {
    return this.once('critical', () => super.critical());
  }

  override requests(): Totals {
    return this.once('requests', () => super.requests());
  }

  override limits(): Totals {
    return this.once('limits', () => super.limits());
  }

  override own(): ResourceLists | undefined {
    return this.once('own', () => super.own());
  }

  private once<T>(name: string, compute: () => T): T {
    return this.answers.at(name, this.release.minor, compute);
  }
}

/** The facts of a pod at any minor, part by part; a part whose rules are those of the last minor is the same object as then. */
export function factsOverMinors(found: FoundPod, node: NodeLike | undefined, options: SizePodOptions): (minor: number) => readonly Facts[] {
  const pods = new OverMinors();
  let answers = new OverMinors();
  let pod: PodLike | undefined;
  return (minor) => {
    const release = releaseOf({ ...options, kubernetesVersion: `1.${minor}` });
    const stored = pods.at('pod', minor, () => subjectOf(found, release).pod);
    if (!isEqual(stored, pod)) [pod, answers] = [stored, new OverMinors()];
    const settingNow = (): SizeSetting => pods.at('setting', minor, () => settingOf(node, options, minor));
    settingNow();
    const known = new PodOverMinors(pod ?? stored, release, answers);
    return at(found.path, () => factParts.map((part) => answers.at(part, minor, () => part(sizedOn(known, settingNow())))));
  };
}

function settingOf(node: NodeLike | undefined, options: SizePodOptions, minor: number): SizeSetting {
  const setting = { node, machine: machineOf(node, minor), options };
  amountsOfNode(node === undefined ? undefined : nodeStatusOf(node, 'node'), minor);
  return setting;
}

/** Whether two values hold the same; what they share is not looked at. */
function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const [mine, its] = [Object.entries(one), Object.entries(other)];
  return mine.length === its.length && mine.every(([name, value], i) => name === its[i]?.[0] && isEqual(value, its[i][1]));
}
