import { describe, expect, it } from 'vitest';
import type { PodLike } from '../../../src/core/index.ts';
import type { GateOptions } from '../../../src/version/index.ts';
import { checkFacts, readAllocated, resizeChecks, type Question, type ResizeFacts } from '../../../src/resize/verdict/checks.ts';
import { KnownPod } from '../../../src/resources/qos/known-pod.ts';
import { fitRulesOf } from '../../../src/scheduling/rules.ts';
import { releaseOf } from '../../../src/version/release.ts';

const guaranteed = (cpu: string, memory: string, more: object = {}): PodLike => ({
  ...more,
  spec: { containers: [{ name: 'a', resources: { requests: { cpu, memory }, limits: { cpu, memory } } }] },
});
const large: ResizeFacts = {
  node: { status: { allocatable: { cpu: '96', memory: '1Ti' } } },
  nodeAllocatableAbsolute: { cpu: '96', memory: '1Ti' },
};

/** The first reason why a resize can never be. */
function reason(pod: PodLike, allocatedPod: PodLike, facts: Partial<ResizeFacts>, options: GateOptions): string | undefined {
  const release = releaseOf(options);
  const question: Question = {
    wanted: new KnownPod(pod, release),
    allocated: new KnownPod(allocatedPod, release),
    facts: { ...large, ...facts },
    rules: fitRulesOf(release),
  };
  for (const check of resizeChecks(question.rules.minor)) {
    const message = check(question);
    if (message !== undefined) return message;
  }
  return undefined;
}

const [one, two] = [guaranteed('1', '1Gi'), guaranteed('2', '1Gi')];

describe('the checks', () => {
  it.each([
    ['1.33', 'Resize is infeasible for Guaranteed Pods alongside CPU Manager static policy'],
    ['1.34', 'Resize is infeasible for Guaranteed Pods alongside CPU Manager policy "static"'],
    ['1.37', 'Resize is infeasible for Guaranteed Pods alongside CPU Manager policy "static"'],
    ['1.38', 'Resize is infeasible for Guaranteed Pods when CPU allocation mode is exclusive'],
  ])('know static policies: %s', (kubernetesVersion, text) => {
    const facts = { cpuManagerPolicy: 'static' };
    expect(reason(two, one, facts, { kubernetesVersion })).toBe(text);
    expect(reason(guaranteed('1', '2Gi'), one, facts, { kubernetesVersion })).toBe(kubernetesVersion === '1.33' ? text : undefined);
    const featureGates = { InPlacePodVerticalScalingExclusiveCPUs: true };
    expect(reason(two, one, facts, { kubernetesVersion, featureGates })).toBeUndefined();
    expect(reason(two, one, { memoryManagerPolicy: 'Static' }, { kubernetesVersion })).toBe(
      kubernetesVersion === '1.33' ? 'Resize is infeasible for Guaranteed Pods alongside Memory Manager static policy' : undefined,
    );
  });

  it('look at init containers by minor and gate', () => {
    const init = (cpu: string, restartPolicy?: string): PodLike => ({
      spec: {
        containers: one.spec?.containers,
        initContainers: [{ ...guaranteed(cpu, '1Gi').spec?.containers?.[0], name: 'i', restartPolicy }],
      },
    });
    const facts = { cpuManagerPolicy: 'static' };
    const of = (kubernetesVersion: string, restartPolicy?: string, featureGates = {}): boolean =>
      reason(init('2', restartPolicy), init('1', restartPolicy), facts, { kubernetesVersion, featureGates }) !== undefined;
    expect([
      of('1.35'),
      of('1.35', 'Always'),
      of('1.36'),
      of('1.36', undefined, { InPlacePodVerticalScalingInitContainers: false }),
    ]).toEqual([false, true, true, false]);
  });

  it('compare with what a node has up to 1.35', () => {
    const node = { status: { allocatable: { cpu: '1', memory: '1Gi' } } };
    const big = guaranteed('3', '3Gi');
    const memory = "Node didn't have enough capacity: memory, requested: 3221225472, capacity: ";
    expect(reason(big, one, { node }, { kubernetesVersion: '1.33' })).toBe(`${memory}1073741824`);
    expect(reason(big, one, { node }, { kubernetesVersion: '1.34' })).toBeUndefined();
    expect(reason(big, one, { nodeAllocatableAbsolute: { cpu: '9', memory: '2Gi' } }, { kubernetesVersion: '1.35' })).toBe(
      `${memory}2147483648`,
    );
    expect(reason(big, one, { nodeAllocatableAbsolute: { memory: '9Gi' } }, { kubernetesVersion: '1.34' })).toBe(
      "Node didn't have enough capacity: cpu, requested: 3000, capacity: 0",
    );
    expect(reason(big, one, { nodeAllocatableAbsolute: {} }, { kubernetesVersion: '1.36' })).toBeUndefined();
    const missing = expect.objectContaining({ code: 'MissingField', path: 'nodeAllocatableAbsolute' });
    expect(() => reason(big, one, { nodeAllocatableAbsolute: null }, { kubernetesVersion: '1.35' })).toThrow(missing);
  });

  it('refuse static pods up to 1.35, and everything with the gate off', () => {
    const fixed = { ...two, metadata: { annotations: { 'kubernetes.io/config.source': 'file' } } };
    expect(['1.33', '1.35', '1.36'].map((kubernetesVersion) => reason(fixed, one, {}, { kubernetesVersion }))).toEqual([
      'In-place resize of static-pods is not supported',
      'In-place resize of static-pods is not supported',
      undefined,
    ]);
    const off = { kubernetesVersion: '1.34', featureGates: { InPlacePodVerticalScaling: false } };
    expect(reason(fixed, one, {}, off)).toBe('InPlacePodVerticalScaling is disabled');
  });

  it('compare what the pod itself wants in meaning', () => {
    const own = (resources: object | null): PodLike => ({ spec: { containers: [], resources } });
    const differs = (a: object | null, b: object | null): boolean =>
      reason(own(a), own(b), {}, { kubernetesVersion: '1.35' }) !== undefined;
    expect(differs({ requests: { cpu: '1' } }, { requests: { cpu: '1000m' }, limits: {} })).toBe(false);
    expect(differs({ requests: { cpu: '1' } }, { requests: { cpu: '2' } })).toBe(true);
    expect(differs({ requests: { cpu: '1' } }, { requests: { memory: '1' } })).toBe(true);
    expect(differs({}, null)).toBe(true);
    expect(differs({ claims: [{ name: 'a', request: null }] }, { claims: [{ name: 'a' }] })).toBe(false);
    expect(differs({ claims: [{ name: 'a' }] }, {})).toBe(true);
    expect(reason(own({ requests: { cpu: '1' } }), own(null), {}, { kubernetesVersion: '1.36' })).toBeUndefined();
  });

  it('know memory-backed volumes in 1.37', () => {
    const volume = (...volumes: object[]): PodLike => ({
      spec: { containers: [], volumes: volumes.map((one) => ({ name: 'v', ...one })) },
    });
    const memory = (sizeLimit?: string) => ({ emptyDir: { medium: 'Memory', sizeLimit } });
    const of = (a: PodLike, b: PodLike, facts = {}, featureGates = {}): string | undefined => reason(a, b, facts, { featureGates });
    expect(of(volume(memory('2Gi')), volume(memory('1Gi')))).toBe('Memory-backed emptyDir volume resize is disabled');
    expect(of(volume(memory('1Gi')), volume(memory('1024Mi')))).toBeUndefined();
    expect(of(volume(memory('1Gi')), volume(memory()))).toBe('Memory-backed emptyDir volume resize is disabled');
    expect(of(volume(memory()), volume(memory('1Gi')))).toBeUndefined();
    expect(of(volume(memory('1Gi')), volume())).toBeUndefined();
    const featureGates = { InPlacePodVerticalScalingMemoryBackedVolumes: true };
    expect(of(volume(memory('2Gi')), volume(memory('1Gi')), {}, featureGates)).toBeUndefined();
    expect(of(volume(memory('2Gi')), volume(memory('1Gi')), { cgroupVersion: 1 }, featureGates)).toBe(
      'Memory-backed emptyDir volume resize is not supported on cgroups v1',
    );
    expect(() => of(volume(memory('1Gi')), volume({ hostPath: {} }))).toThrow(
      expect.objectContaining({ code: 'UpstreamPanics', path: 'allocatedPod.spec.volumes[0]' }),
    );
    expect(() => of(volume(memory('x')), volume(memory('1Gi')))).toThrow(
      expect.objectContaining({ path: 'spec.volumes[0].emptyDir.sizeLimit' }),
    );
    expect(() => readAllocated(volume(memory('x')), 37)).toThrow(
      expect.objectContaining({ path: 'allocatedPod.spec.volumes[0].emptyDir.sizeLimit' }),
    );
    expect(reason(volume(memory('2Gi')), volume(memory('1Gi')), {}, { kubernetesVersion: '1.36' })).toBeUndefined();
  });
});

it.each([
  [{ cpuManagerPolicy: 'Static' }, 'cpuManagerPolicy: got "Static", expected one of "none", "static" (did you mean "static"?)'],
  [
    { memoryManagerPolicy: 'static' },
    'memoryManagerPolicy: got "static", expected one of "None", "Static", "BestEffort" (did you mean "Static"?)',
  ],
  [
    { swapBehavior: 'Unlimited' },
    'swapBehavior: got "Unlimited", expected one of "NoSwap", "LimitedSwap", "UnlimitedSwap" (did you mean "UnlimitedSwap"?)',
  ],
  [{ swapControllerAvailable: 'false' }, 'swapControllerAvailable: got "false", expected one of true, false (did you mean false?)'],
  [{ cgroupVersion: '2' }, 'cgroupVersion: got "2", expected one of 1, 2 (did you mean 2?)'],
])('checkFacts refuses %j', (facts, message) => expect(() => checkFacts({ node: {}, ...facts } as never)).toThrow(message));

it('checkFacts takes what is unset', () => {
  const facts: ResizeFacts = { node: {}, cpuManagerPolicy: '', memoryManagerPolicy: null, swapBehavior: '', cgroupVersion: undefined };
  expect(checkFacts(facts)).toBe(facts);
});
