import { describe, expect, it } from 'vitest';
import type { PodLike } from '../../../src/core/index.ts';
import { prepareForUpdate } from '../../../src/resize/validation/preparation.ts';
import { releaseOf } from '../../../src/version/release.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const cpu = (amount: string, more: object = {}): object => ({ resources: { requests: { cpu: amount } }, ...more });
const prepared = (sent: object, old: object, minor = 37, featureGates?: Readonly<Record<string, boolean>>): PodLike =>
  JSON.parse(
    JSON.stringify(
      prepareForUpdate(
        deepFreeze(sent) as PodLike,
        deepFreeze(old) as PodLike,
        releaseOf({ kubernetesVersion: `1.${minor}`, featureGates }),
      ),
    ),
  ) as PodLike;

const old = {
  metadata: { name: 'pod' },
  spec: { containers: [{ name: 'a', image: 'x', ...cpu('1') }], initContainers: [{ name: 'i' }], volumes: [{ name: 'v' }], nodeName: 'n' },
  status: { phase: 'Running' },
};

describe('prepareForUpdate', () => {
  it('takes resources and policies of containers, and the rest from the old pod', () => {
    const policy = { resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }] };
    const sent = {
      metadata: { name: 'other' },
      spec: { containers: [{ name: 'a', image: 'y', ...cpu('2'), ...policy }], initContainers: [{ name: 'i', ...cpu('3') }], volumes: [] },
    };
    expect(prepared(sent, old)).toEqual({
      ...old,
      spec: { ...old.spec, containers: [{ name: 'a', image: 'x', ...cpu('2'), ...policy }], initContainers: [{ name: 'i', ...cpu('3') }] },
    });
  });
  it('keeps what was sent where containers differ', () => {
    expect(prepared({ spec: { containers: [] } }, old)).toEqual({ spec: { containers: [], initContainers: [], volumes: [] } });
    const renamed = { spec: { ...old.spec, containers: [{ name: 'b' }] } };
    expect(prepared(renamed, old).spec?.containers).toEqual([{ name: 'b' }]);
  });
  it("takes the pod's own resources where they can be resized", () => {
    const sent = { spec: { ...old.spec, ...cpu('5') } };
    expect(prepared(sent, old, 34).spec?.resources).toBeUndefined();
    expect(prepared(sent, old, 36).spec?.resources).toEqual({ requests: { cpu: '5' } });
    expect(prepared(sent, old, 37, { PodLevelResources: false }).spec?.resources).toBeUndefined();
  });
  it("keeps the pod's own resources where a client dropped them, and fills them in, in 1.37", () => {
    const own = { ...old, spec: { ...old.spec, resources: { limits: { cpu: '5' } } } };
    expect(prepared(old, own, 36).spec?.resources).toBeUndefined();
    expect(prepared(old, own, 37).spec?.resources).toEqual({ limits: { cpu: '5' }, requests: { cpu: '1' } });
  });
  it('takes volumes with the gate, without modes that are not in use', () => {
    const on = { InPlacePodVerticalScalingMemoryBackedVolumes: true };
    const volumes = [{ name: 'v', emptyDir: { sizeLimit: '1', mode: 511 } }];
    const sent = { spec: { ...old.spec, volumes } };
    expect(prepared(sent, old).spec?.volumes).toEqual([{ name: 'v' }]);
    expect(prepared(sent, old, 37, on).spec?.volumes).toEqual([{ name: 'v', emptyDir: { sizeLimit: '1' } }]);
    expect(prepared(sent, sent, 37, on).spec?.volumes).toEqual(volumes);
    expect(prepared(sent, old, 37, { ...on, EmptyDirVolumeMode: true }).spec?.volumes).toEqual(volumes);
  });
  it('drops claims in 1.33 where the pod has none', () => {
    const sent = { spec: { ...old.spec, containers: [{ name: 'a', resources: { claims: [{ name: 'c' }] } }] } };
    expect(prepared(sent, old, 33).spec?.containers?.[0]?.resources).toEqual({});
    expect(prepared(sent, old, 34).spec?.containers?.[0]?.resources).toEqual({ claims: [{ name: 'c' }] });
    const claiming = { spec: { ...old.spec, resourceClaims: [{ name: 'c' }] } };
    expect(prepared(sent, claiming, 33).spec?.containers?.[0]?.resources).toEqual({ claims: [{ name: 'c' }] });
  });
});
