import { describe, expect, it } from 'vitest';
import { explainContainerOOMScoreAdjust, getContainerOOMScoreAdjust } from '../../../src/cgroup/oom/score.ts';
import { renderExplanation } from '../../../src/report/index.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const requests = (memory: string | null): object => ({ requests: { memory } });
const pod = (memory: string, spec: object = {}): object =>
  deepFreeze({ spec: { containers: [{ name: 'app', resources: requests(memory) }], ...spec } });
const all = { cpu: '1', memory: '1Gi' };
const guaranteed = deepFreeze({ spec: { containers: [{ name: 'app', resources: { requests: all, limits: all } }] } });
const critical = pod('1Gi', { priority: 2_000_001_000, priorityClassName: 'system-node-critical' });
const clusterCritical = pod('1Gi', { priority: 2_000_000_000, priorityClassName: 'system-cluster-critical' });
const sidecar = (memory: string): object => ({ initContainers: [{ name: 'proxy', restartPolicy: 'Always', resources: requests(memory) }] });

describe('the score of a container', () => {
  it.each([
    ['Guaranteed', guaranteed, '1.19', -998],
    ['Guaranteed', guaranteed, '1.20', -997],
    ['BestEffort', { spec: { containers: [{ name: 'app' }] } }, '1.37', 1000],
    ['critical to the node', critical, '1.37', -997],
    ['critical to the cluster', clusterCritical, '1.21', -997],
    ['critical to the cluster', clusterCritical, '1.22', 900],
    ['Burstable', pod('1Gi'), '1.37', 900],
    ['Burstable with all memory', pod('10Gi'), '1.19', 2],
    ['Burstable with all memory', pod('10Gi'), '1.20', 3],
    ['Burstable with more than there is', pod('1Ti'), '1.37', 3],
    ['Burstable with next to nothing', pod('1'), '1.37', 999],
    ['Burstable by cpu alone', { spec: { containers: [{ name: 'app', resources: { requests: { cpu: '1' } } }] } }, '1.37', 999],
    ['Burstable by its status', { ...guaranteed, status: { qosClass: 'Burstable' } }, '1.37', 900],
    ['Burstable with a product that wraps', pod('9223372036854775807'), '1.37', 999],
  ])('of a pod that is %s in %#', (_name, of, kubernetesVersion, score) =>
    expect(getContainerOOMScoreAdjust(of, 'app', '10Gi', { kubernetesVersion })).toBe(score),
  );

  it.each([
    ['1.31', {}, 990],
    ['1.32', {}, 600],
    ['1.32', { SidecarContainers: false }, 990],
    ['1.33', {}, 600],
    ['1.37', {}, 600],
  ])('of a sidecar in %s with %j', (kubernetesVersion, featureGates, score) => {
    const of = pod('4000', { ...sidecar('100') });
    expect(getContainerOOMScoreAdjust(of, 'proxy', 10_000, { kubernetesVersion, featureGates })).toBe(score);
  });

  it('of a sidecar stays where it requests more', () =>
    expect(getContainerOOMScoreAdjust(pod('100', sidecar('4000')), 'proxy', 10_000)).toBe(600));

  it('of a container that started before counts what the pod requests beside it', () => {
    const of = pod('1000', { ...sidecar('500'), resources: requests('5500') });
    expect(['app', 'proxy'].map((name) => getContainerOOMScoreAdjust(of, name, 10_000))).toEqual([700, 700]);
  });

  it('is above 1000 up to 1.36 where the containers request more than their pod', () => {
    const of = pod('9000', { resources: requests('1000') });
    const helped = deepFreeze({
      spec: { ...(of as { spec: object }).spec, containers: [{ name: 'app', resources: requests('9000') }, { name: 'helper' }] },
    });
    expect(getContainerOOMScoreAdjust(helped, 'helper', 10_000, { kubernetesVersion: '1.36' })).toBe(1400);
    expect(getContainerOOMScoreAdjust(helped, 'helper', 10_000)).toBe(999);
  });
});

describe('a score is refused', () => {
  it.each([
    ['an unknown container', pod('1Gi'), 'other', '1Gi', 'NotFound', 'containerName'],
    ['a capacity of 0', pod('1Gi'), 'app', 0, 'UpstreamPanics', 'memoryCapacity'],
    ['a capacity that is none', pod('1Gi'), 'app', '1K', 'ErrSuffix', 'memoryCapacity'],
    ['a score beyond the safe integers', pod('-9000000000000000'), 'app', 1, 'OutOfRange', 'memoryCapacity'],
    ['a sidecar alone', { spec: { containers: [], ...sidecar('1Gi') } }, 'proxy', '1Gi', 'UpstreamPanics', 'spec.containers'],
    ['a malformed request', pod('1K'), 'app', '1Gi', 'ErrSuffix', 'spec.containers[0].resources.requests.memory'],
    ['a malformed pod', { spec: { containers: 'app' } }, 'app', '1Gi', 'InvalidInput', 'spec.containers'],
  ])('for %s', (_name, of, name, capacity, code, path) => {
    expect(() => getContainerOOMScoreAdjust(of, name, capacity)).toThrow(expect.objectContaining({ code, path }));
    expect(() => explainContainerOOMScoreAdjust(of, name, capacity)).toThrow(expect.objectContaining({ code, path }));
  });
  it('not for a capacity of 0 that is not needed', () => expect(getContainerOOMScoreAdjust(guaranteed, 'app', 0)).toBe(-997));
  it('for gates and versions that do not exist', () => {
    expect(() => getContainerOOMScoreAdjust(guaranteed, 'app', 1, { kubernetesVersion: '1.14' })).toThrow(/1\.14/);
    expect(() => getContainerOOMScoreAdjust(guaranteed, 'app', 1, { featureGates: { SidecarContainers: true } })).toThrow(
      expect.objectContaining({ code: 'UnknownFeatureGate' }),
    );
  });
});

describe('an explanation', () => {
  const reasons = (of: object, name: string, options = {}): unknown => {
    const { result, steps } = explainContainerOOMScoreAdjust(of, name, 10_000, options);
    expect(result).toBe(getContainerOOMScoreAdjust(of, name, 10_000, options));
    return steps.map(({ because, outcome }) => `${because} ${outcome}`);
  };
  const burstable = ['oom-critical-not skipped', 'oom-burstable applied'];
  it.each([
    [critical, 'app', {}, ['oom-critical-spared applied']],
    [guaranteed, 'app', {}, ['oom-critical-not skipped', 'oom-guaranteed applied']],
    [{ spec: { containers: [{ name: 'app' }] } }, 'app', {}, ['oom-critical-not skipped', 'oom-best-effort applied']],
    [pod('1'), 'app', {}, [...burstable, 'oom-request-counts applied', 'oom-most applied']],
    [pod('1Ti'), 'app', {}, [...burstable, 'oom-request-counts applied', 'oom-least applied']],
    [
      pod('4000', sidecar('1')),
      'proxy',
      {},
      [...burstable, 'oom-request-counts applied', 'oom-sidecar-spared applied', 'oom-between skipped'],
    ],
    [
      pod('1', sidecar('40')),
      'proxy',
      {},
      [...burstable, 'oom-request-counts applied', 'oom-sidecar-enough skipped', 'oom-between skipped'],
    ],
    [pod('40', { resources: requests('5000') }), 'app', {}, [...burstable, 'oom-request-shared applied', 'oom-between skipped']],
    [
      { ...pod('1'), status: { containerStatuses: [{ name: 'app', allocatedResources: { memory: 70 } }] } },
      'app',
      { kubernetesVersion: '1.30', featureGates: { InPlacePodVerticalScaling: true } },
      [...burstable, 'oom-request-allocated applied', 'oom-between skipped'],
    ],
  ])('%# is the computation', (of, name, options, steps) => expect(reasons(of, name, options)).toEqual(steps));
  it('is put in words', () => {
    const words = renderExplanation(explainContainerOOMScoreAdjust(pod('4Gi', sidecar('1Gi')), 'proxy', '10Gi'));
    expect(words.map(({ text }) => text)).toEqual([
      'The pod is not critical to its node.',
      'The pod is Burstable, so what it requests decides.',
      "proxy requests 1Gi of the node's 10Gi, which gives a score of 900.",
      'The sidecar proxy is killed no sooner than the container that requests the least, 4Gi, so the score is lowered to 600.',
      'So the score is 600.',
    ]);
  });
});
