import { describe, expectTypeOf, it } from 'vitest';
import type { ReadonlyDeep } from 'type-fest';
import type { NodeLike, PodLike, PodSpecLike, ResourceRequirementsLike, SummaryLike } from '../../src/core/index.ts';
import type { Quantity } from '../../src/quantity/index.ts';

const accept = (_pod: PodLike): void => undefined;
const acceptRequirements = (_requirements: ResourceRequirementsLike): void => undefined;

describe('PodLike', () => {
  it('takes literals as YAML and JSON give them', () => {
    accept({ spec: { containers: [{ name: 'a', resources: { requests: { cpu: 1, memory: '1Gi', 'nvidia.com/gpu': 1n } } }] } });
    accept({ metadata: { creationTimestamp: null }, spec: { containers: [] } } as const);
    accept({ metadata: undefined, spec: { containers: [{ name: 'a', resources: { requests: undefined, limits: { cpu: undefined } } }] } });
    const fresh = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'x', creationTimestamp: null },
      spec: {
        restartPolicy: 'Always',
        containers: [{ name: 'a', image: 'b', resources: {} }],
        volumes: [{ name: 'shm', emptyDir: { medium: 'Memory' } }],
      },
      status: {},
    };
    accept(fresh);
    const deep: ReadonlyDeep<typeof fresh> = fresh;
    accept(deep);
  });

  it('takes named interfaces without an index signature, quantities and boxed values', () => {
    interface Named {
      cpu: string;
      memory: string;
    }
    const named: Named = { cpu: '1', memory: '1Gi' };
    acceptRequirements({ requests: named });
    acceptRequirements({ requests: { cpu: {} as Quantity, memory: { value: '1Gi' } } });
  });

  it('refuses what is no pod', () => {
    // @ts-expect-error a Deployment's spec has no containers
    accept({ spec: { replicas: 1, template: { spec: { containers: [] } } } });
    // @ts-expect-error a string is no pod
    accept('pod');
    // @ts-expect-error a promise is no pod
    accept(Promise.resolve({}));
    // @ts-expect-error a boolean is no amount
    acceptRequirements({ requests: { cpu: true } });
    // @ts-expect-error a date is no amount
    acceptRequirements({ requests: { cpu: new Date() } });
    expectTypeOf<PodSpecLike>().toHaveProperty('containers');
  });

  it('has no any in it', () => {
    expectTypeOf<PodLike>().not.toBeAny();
    expectTypeOf<NodeLike>().not.toBeAny();
    expectTypeOf<SummaryLike>().not.toBeAny();
    expectTypeOf<NonNullable<PodLike['spec']>['containers']>().not.toBeAny();
  });
});
