import { describe, expect, it } from 'vitest';
import { explainResize, renderExplanation } from '../../src/report/index.ts';
import { deepFreeze } from '../deep-freeze.ts';

const app = { name: 'app', resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } } };
const pod = deepFreeze({ metadata: { name: 'p', uid: 'u' }, spec: { containers: [app] } });
const node = deepFreeze({ status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' }, nodeInfo: { kubeletVersion: 'v1.35.1' } } });
const more = deepFreeze({ app: { requests: { cpu: '2' }, limits: { cpu: '4' } } });
const told = (explanation: ReturnType<typeof explainResize>): readonly string[] => explanation.steps.map(({ because }) => because);

describe('explainResize', () => {
  it('joins the answers of the API server and the node with what the kubelet does', () => {
    const explanation = explainResize(pod, more, node);
    expect(explanation.result).toMatchObject({ allowed: true, refusals: [], verdict: { verdict: 'Allowed' } });
    expect(told(explanation)).toEqual([
      'resize-accepted',
      'resize-absolute-assumed',
      'resize-granted',
      'resize-writes-pod',
      'resize-writes-pod',
      'resize-writes-container',
    ]);
    expect(renderExplanation(explanation).map(({ text }) => text)).toMatchInlineSnapshot(`
      [
        "The API server accepts the resize.",
        "What the kubelet enforces for all pods is not given, so the allocatable of the node stands in for it.",
        "The node resizes the pod at once.",
        "The kubelet writes cpuQuota 400000, cpuPeriod 100000 to the cgroup of the pod.",
        "The kubelet writes cpuShares 2048 to the cgroup of the pod.",
        "The kubelet updates container app to requests of cpu 2, memory 1Gi and limits of cpu 4, memory 2Gi.",
      ]
    `);
  });

  it('ends with what the API server refuses', () => {
    const { result, steps } = explainResize(pod, { app: { limits: { cpu: null, memory: null } } }, node);
    expect(result).toMatchObject({ allowed: false, actions: [] });
    expect(result.verdict).toBeUndefined();
    expect(result.refusals.length).toBe(steps.length);
    expect(result.refusals.map(({ field }) => field)).toContain('spec.containers[0].resources.limits');
  });

  it('tells what the kubelet will do once there is room, and nothing where there never is', () => {
    const large = { app: { requests: { memory: '10Gi' }, limits: { memory: '10Gi' } } };
    const deferred = explainResize(pod, large, node, { kubernetesVersion: '1.37' });
    expect(deferred.result).toMatchObject({ allowed: false, verdict: { verdict: 'Deferred' } });
    expect(deferred.result.actions.length).toBeGreaterThan(0);
    const never = explainResize(pod, large, node, { kubernetesVersion: '1.34' });
    expect(never.result).toMatchObject({ allowed: false, verdict: { verdict: 'Infeasible' }, actions: [] });
    const wide = explainResize(pod, large, node, { kubernetesVersion: '1.34', nodeAllocatableAbsolute: { cpu: '4', memory: '16Gi' } });
    expect(wide.result.verdict?.verdict).toBe('Deferred');
  });

  it('says nothing of a node that is not given', () => {
    const explanation = explainResize(pod, more);
    expect(explanation.result).toMatchObject({ allowed: true });
    expect(explanation.result.verdict).toBeUndefined();
    expect(told(explanation)[1]).toBe('resize-node-unknown');
  });

  it('tells that a memory limit stays above what is used', () => {
    const less = { app: { limits: { memory: '1Gi' } } };
    const stats = { podRef: { name: 'p', namespace: 'd', uid: 'u' }, memory: { usageBytes: 2 ** 30 }, containers: [] };
    const { result, steps } = explainResize(pod, less, undefined, { stats });
    expect(result).toMatchObject({
      allowed: false,
      actions: [],
      failure: 'cannot decrease memory limits: attempting to set pod memory limit (1073741824) below current usage (1073741824)',
    });
    expect(steps.at(-1)?.because).toBe('resize-fails');
  });

  it('tells when nothing changes', () => {
    expect(told(explainResize(pod, {}, node)).at(-1)).toBe('resize-changes-nothing');
  });

  it('takes a template, fresh from a file', () => {
    const deployment = { kind: 'Deployment', spec: { template: { spec: { containers: [app] } } } };
    expect(explainResize(deployment, more).result.allowed).toBe(true);
    expect(() => explainResize(deployment, { other: {} })).toThrow(
      expect.objectContaining({ code: 'NotFound', path: 'newResources.other' }),
    );
  });

  it('names the place of a malformed amount in the object', () => {
    const malformed = { name: 'app', resources: { limits: { cpu: '1 core' } } };
    const stored = { metadata: { uid: 'u' }, spec: { containers: [malformed] } };
    const refusal = (path: string): unknown => expect.objectContaining({ code: 'ErrFormatWrong', path });
    expect(() => explainResize(stored, more)).toThrow(refusal('spec.containers[0].resources.limits.cpu'));
    const template = { kind: 'Job', spec: { template: { spec: { containers: [malformed] } } } };
    expect(() => explainResize(template, more)).toThrow(refusal('spec.template.spec.containers[0].resources.limits.cpu'));
    expect(() => explainResize(pod, { app: { limits: { cpu: '1 core' } } })).toThrow(refusal('newResources.app.limits.cpu'));
  });

  it('blames neither the template for a node, nor the object for new resources', () => {
    const template = { kind: 'Job', spec: { template: { spec: { containers: [app] } } } };
    const at = (path: string): unknown => expect.objectContaining({ path });
    const broken = { status: { allocatable: { cpu: 'x' } } };
    expect(() => explainResize(template, more, broken)).toThrow(at('node.status.allocatable.cpu'));
    expect(() => explainResize(template, more, node, { podsOnNode: [5 as never] })).toThrow(at('podsOnNode[0]'));
    expect(() => explainResize(template, more, node, { cpuManagerPolicy: 'dynamic' })).toThrow(at('cpuManagerPolicy'));
    const policy = { spec: { containers: [{ name: 'app', resizePolicy: [{ resourceName: 5 as never }] }] } };
    expect(() => explainResize(pod, policy)).toThrow(at('newResources.spec.containers[0].resizePolicy[0].resourceName'));
    const claimed = { ...pod, spec: { ...pod.spec, resourceClaims: [{ name: 5 as never }] } };
    expect(() => explainResize(claimed, more)).toThrow(at('spec.resourceClaims[0].name'));
  });

  it.each([
    [{ kubernetesVersion: '1.32' }, 'UnsupportedVersion'],
    [{ kubernetesVersion: '1.34', featureGates: { InPlacePodVerticalScaling: false } }, 'UnsupportedVersion'],
    [{ featureGates: { Nothing: true, MemoryManager: false } }, 'UnknownFeatureGate'],
  ])('refuses %j with %s', (options, code) => {
    expect(() => explainResize(pod, more, undefined, options)).toThrow(expect.objectContaining({ code }));
  });
});
