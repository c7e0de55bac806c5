import { describe, expect, it } from 'vitest';
import { machineOf } from '../../../src/report/subject/machine.ts';
import { sizePod } from '../../../src/report/size/size-pod.ts';
import { factParts } from '../../../src/report/versions/facts.ts';
import { sizedPod } from '../size/sized-pod.ts';

const node = { status: { allocatable: { cpu: '8', memory: '14Gi', pods: '110' }, capacity: { memory: '16Gi' } } };
const app = { name: 'app', resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '2Gi', 'ephemeral-storage': '1Gi' } } };
const pod = { spec: { containers: [app], volumes: [{ name: 'cache', emptyDir: { medium: 'Memory' } }], priority: 2_000_000_000 } };

const factsOf = (on?: typeof node): readonly string[] => {
  const sized = sizedPod(pod, machineOf(on, 37), { kubernetesVersion: '1.36' }, on);
  return factParts.flatMap((part) => [...part(sized).keys()]);
};

describe('the facts of a pod', () => {
  it('are those of the report, and what the scheduler counts', () => {
    const { requests, limits, containers, ...sizing } = sizePod({ ...pod, metadata: { uid: 'a' } }, node, { kubernetesVersion: '1.36' });
    const names = (place: string, of: object): string[] => Object.keys(of).map((name) => `${place}.${name}`);
    const facts = factsOf(node);
    expect(facts).toEqual(expect.arrayContaining([...names('requests', requests), ...names('limits', limits), 'qosClass', 'critical']));
    expect(facts).toEqual(expect.arrayContaining(names('fit', sizing.fit ?? {})));
    expect(facts).toEqual(
      expect.arrayContaining(
        names('containers[app].cgroup', { cpuShares: 0, ...containers[0]?.cgroup?.config.unified }).map((name) =>
          name.replace(/cgroup\.memory\./, 'cgroup.unified.memory.'),
        ),
      ),
    );
    expect(facts).toEqual(
      expect.arrayContaining(['scheduling.cpu', 'scheduling.memory', 'quota.requests.cpu', 'ephemeralStorage.pod.counts']),
    );
    expect(facts).not.toContain('quota.cpu');
  });

  it('leave out what depends on a node where there is none', () => {
    const left = factsOf().filter((fact) => /^(fit|memoryVolumes|containers\[app\]\.cgroup)/.test(fact));
    expect(left).toEqual(['memoryVolumes[cache].size', 'memoryVolumes[cache].mountOptions']);
  });
});
