import { describe, expect, it } from 'vitest';
import type { PodLike } from '../../../src/core/index.ts';
import * as traits from '../../../src/report/versions/rule-change.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const spec = { containers: [{ name: 'app' }] };
const status = (name: string, more = {}): object => ({ status: { [name]: [{ name: 'app', ...more }] } });
const source = (value: string): object => ({ metadata: { annotations: { 'kubernetes.io/config.source': value } } });

describe('what rules ask of a pod', () => {
  it.each<readonly [readonly string[], object]>([
    [[], {}],
    [['init'], { spec: { ...spec, initContainers: [{ name: 'setup' }] } }],
    [['init', 'sidecar'], { spec: { ...spec, initContainers: [{ name: 'log', restartPolicy: 'Always' }] } }],
    [['overhead'], { spec: { ...spec, overhead: { cpu: '1' } } }],
    [[], { spec: { ...spec, overhead: null, resources: null, initContainers: null } }],
    [['podLevel'], { spec: { ...spec, resources: {} } }],
    [['critical'], { spec: { ...spec, priority: 2_000_000_000 } }],
    [['critical'], source('file')],
    [[], source('api')],
    [['critical'], { metadata: { annotations: { 'kubernetes.io/config.mirror': 'a' } } }],
    [['reported'], status('containerStatuses')],
    [['reported'], status('initContainerStatuses')],
    [['reported'], status('conditions')],
    [['reported', 'resized'], status('containerStatuses', { allocatedResources: { cpu: '1' } })],
    [[], { status: { containerStatuses: [], conditions: null } }],
    [['saidGuaranteed'], { status: { qosClass: 'Guaranteed' } }],
    [['claiming'], { status: { nodeAllocatableResourceClaimStatuses: [{}] } }],
    [[], { status: { nodeAllocatableResourceClaimStatuses: [], qosClass: 'Burstable' } }],
    [[], { spec: { containers: [{ name: 'app', resources: { limits: { memory: '7Ti' } } }] } }],
    [['wide'], { spec: { containers: [{ name: 'app', resources: { limits: { memory: '8Ti' } } }] } }],
    [['overhead', 'wide'], { spec: { ...spec, overhead: { cpu: '-1m' } } }],
  ])('%j of %j', (found, pod) => {
    const full: PodLike = deepFreeze({ spec, ...pod });
    expect(
      Object.entries(traits)
        .flatMap(([name, has]) => (has(full) ? [name] : []))
        .sort(),
    ).toEqual(found);
  });
});
