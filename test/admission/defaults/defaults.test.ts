import { describe, expect, expectTypeOf, it } from 'vitest';
import { setPodResourceDefaults, storedPod, withResourceDefaults } from '../../../src/admission/defaults/defaults.ts';
import { Quantity } from '../../../src/quantity/index.ts';
import { releaseOf } from '../../../src/version/release.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import { randomPod } from '../../oracle/pods.ts';
import { Random } from '../../oracle/random.ts';

describe('setPodResourceDefaults', () => {
  it('fills in requests, and rounds up to thousandths', () => {
    const pod = deepFreeze({
      metadata: { name: 'web' },
      spec: {
        containers: [{ name: 'a', image: 'x', resources: { requests: { cpu: '100u' }, limits: { cpu: '01', memory: '0.9Gi' } } }],
        initContainers: [{ name: 'i', resources: { limits: { memory: 5 } } }, { name: 'j' }],
        overhead: { cpu: '0.0001' },
        nodeName: 'n',
      },
    });
    const stored = setPodResourceDefaults(pod);
    expectTypeOf(stored).toEqualTypeOf<typeof pod>();
    expect(stored).toEqual({
      metadata: { name: 'web' },
      spec: {
        containers: [
          {
            name: 'a',
            image: 'x',
            resources: { requests: { cpu: '1m', memory: '966367641600m' }, limits: { cpu: '01', memory: '966367641600m' } },
          },
        ],
        initContainers: [{ name: 'i', resources: { requests: { memory: '5' }, limits: { memory: '5' } } }, { name: 'j' }],
        overhead: { cpu: '1m' },
        nodeName: 'n',
      },
    });
  });

  it('stores amounts as they are read from the text that is stored', () => {
    const release = releaseOf({ kubernetesVersion: '1.37' });
    const random = new Random(7);
    for (const pod of Array.from({ length: 60 }, () => randomPod(random))) {
      const texts = (stored: object): unknown => JSON.parse(JSON.stringify(stored));
      expect(texts(storedPod(pod, release))).toEqual(texts(withResourceDefaults(pod, release)));
    }
    const given = { spec: { containers: [{ name: 'a', resources: { limits: { memory: '0.5Gi' } } }] } };
    expect(storedPod(given, release).spec?.containers?.[0]?.resources?.limits).toEqual({ memory: Quantity.parse('512Mi') });
  });

  it('leaves alone what has nothing to fill in', () => {
    expect(setPodResourceDefaults({})).toEqual({});
    expect(setPodResourceDefaults({ spec: { containers: [{ name: 'a' }] } })).toEqual({ spec: { containers: [{ name: 'a' }] } });
  });

  it('does not touch what a minor does not know', () => {
    const pod = { spec: { containers: [], overhead: { cpu: '1u' }, resources: { limits: { cpu: '1u' } } } };
    expect(setPodResourceDefaults(pod, { kubernetesVersion: '1.15' })).toEqual(pod);
  });

  it('sets resize policies from 1.27 to 1.32 with the gate', () => {
    const pod = {
      spec: {
        containers: [
          {
            name: 'a',
            resources: { requests: { cpu: '1', memory: '1' } },
            resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }],
          },
        ],
      },
    };
    const policies = (kubernetesVersion: string): unknown =>
      setPodResourceDefaults(pod, { kubernetesVersion, featureGates: { InPlacePodVerticalScaling: true } }).spec.containers[0]?.resizePolicy
        .length;
    expect([policies('1.27'), policies('1.32'), policies('1.33')]).toEqual([2, 2, 1]);
  });

  it('names the place of what is malformed', () => {
    const bad =
      (spec: object): (() => unknown) =>
      () =>
        setPodResourceDefaults({ spec: { containers: [], ...spec } });
    expect(bad({ overhead: { cpu: '1K' } })).toThrow(expect.objectContaining({ path: 'spec.overhead.cpu' }));
    expect(bad({ resources: { limits: { cpu: '1K' } } })).toThrow(expect.objectContaining({ path: 'spec.resources.limits.cpu' }));
    expect(bad({ initContainers: [{ name: 'i', resources: { limits: { cpu: '1K' } } }] })).toThrow(
      expect.objectContaining({ path: 'spec.initContainers[0].resources.limits.cpu' }),
    );
  });
});
