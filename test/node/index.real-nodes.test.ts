import { describe, expect, it } from 'vitest';
import type { NodeLike } from '../../src/core/index.ts';
import {
  aksNode,
  eksNode,
  gkeNode,
  kopsNode,
  nodeAllocatable,
  nodeAllocatableFromConfig,
  openshiftNode,
  type NodePreset,
} from '../../src/node/index.ts';
import { podRequests } from '../../src/resources/index.ts';
import { Quantity } from '../../src/quantity/index.ts';
import { realNodes } from '../oracle/real-nodes.ts';

const nodes = realNodes();
const named = (name: string): readonly NodeLike[] => nodes.filter((one) => one.name.startsWith(name)).map(({ node }) => node);

/** What a node reports, in the spelling of the library. */
function reported(list: object | null | undefined): object {
  return Object.fromEntries(Object.entries(list ?? {}).map(([name, amount]) => [name, Quantity.from(amount as string).canonical()]));
}

function canonical(list: Readonly<Record<string, Quantity | undefined>>): object {
  return Object.fromEntries(Object.entries(list).map(([name, amount]) => [name, amount?.canonical()]));
}

describe('nodes whose configuration is known or a documented default', () => {
  const eks = (node: NodeLike): NodePreset => eksNode({ memory: '32Gi', cpu: 8, maxPods: 58, capacity: node.status?.capacity });
  const openshift = (node: NodeLike): NodePreset =>
    openshiftNode({ memory: '16Gi', cpu: 4, capacity: node.status?.capacity }, { kubernetesVersion: '1.17' });
  // minikube sets disk thresholds of 0 %, and so none of memory; an older one left the kubelet's defaults.
  const off = { evictionHard: { 'nodefs.available': '0%', 'nodefs.inodesFree': '0%', 'imagefs.available': '0%' } };

  it.each(named('honeycomb__nodes.json').map((node) => [node.metadata?.name, node] as const))('EKS m6gd.2xlarge %s', (_name, node) => {
    expect(canonical(nodeAllocatable(eks(node)).allocatable)).toEqual(reported(node.status?.allocatable));
  });

  it.each(named('openshift-insights-operator').map((node) => [node.metadata?.name, node] as const))(
    'OpenShift m4.xlarge %s',
    (_name, node) => {
      expect(canonical(nodeAllocatable(openshift(node)).allocatable)).toEqual(reported(node.status?.allocatable));
    },
  );

  it('an old minikube, with the defaults', () => {
    const [node] = named('derailed-k9s--no.json');
    const capacity = node?.status?.capacity ?? {};
    const { allocatable } = nodeAllocatableFromConfig(capacity, {}, { kubernetesVersion: '1.15' });
    expect(canonical(allocatable)).toEqual(reported(node?.status?.allocatable));
  });

  it.each(['derailed-k9s--n1.json', 'nri-1_19', 'nri-1_21', 'nri-1_28', 'nri-1_33', 'nri-1_35'])(
    '%s, with disk thresholds of 0 %%',
    (file) => {
      const [node] = named(file);
      const { allocatable, reservation } = nodeAllocatableFromConfig(node?.status?.capacity ?? {}, off);
      expect(canonical(allocatable)).toEqual(reported(node?.status?.allocatable));
      expect(reservation).toEqual({});
    },
  );
});

describe('nodes that no kubelet has made', () => {
  it('one reports twice its capacity, which no reservation gives', () => {
    const [node] = named('alibaba-open-simulator--master-1.yaml');
    const own = (list: object | null | undefined) => podRequests({ spec: { containers: [], overhead: list as never } });
    const [capacity, allocatable] = [own(node?.status?.capacity), own(node?.status?.allocatable)];
    expect(capacity.memory?.sub(allocatable.memory ?? 0).canonical()).toBe('-8Gi');
    expect(nodeAllocatable({ capacity: node?.status?.capacity ?? {} }).allocatable.memory?.canonical()).toBe('8Gi');
  });

  it('one withholds nothing', () => {
    const [node] = named('alibaba-open-simulator--pai-node-00.yaml');
    expect(canonical(nodeAllocatable({ capacity: node?.status?.capacity ?? {} }).allocatable)).toEqual(reported(node?.status?.allocatable));
  });
});

describe('nodes of the documentation', () => {
  const ki = (memory: number, storage?: number) => ({
    memory: `${memory}Ki`,
    ...(storage === undefined ? {} : { 'ephemeral-storage': `${storage}Ki` }),
  });

  it.each([
    [
      'EKS t3.medium',
      eksNode({ memory: '4Gi', cpu: 2, maxPods: 17, capacity: ki(3943312, 20959212) }),
      '1930m',
      '3388304Ki',
      '18242267924',
    ],
    ['EKS r5.2xlarge', eksNode({ memory: '64Gi', cpu: 8, maxPods: 58, capacity: ki(65119064) }), '7910m', '64102232Ki', undefined],
    [
      'GKE n2-highmem-4',
      gkeNode({ memory: '32Gi', cpu: 4, bootDisk: '100Gi', capacity: ki(32880872, 98831908) }),
      '3920m',
      '29085928Ki',
      '47060071478',
    ],
    [
      'GKE n2-highmem-64',
      gkeNode({ memory: '512Gi', cpu: 64, bootDisk: '100Gi', capacity: ki(528365196, 98831908) }),
      '63770m',
      '510603916Ki',
      '47060071478',
    ],
    [
      'GKE n1-standard-4',
      gkeNode({ memory: '15Gi', cpu: 4, bootDisk: '200Gi', capacity: ki(15399364, 202086868) }),
      '3920m',
      '12700100Ki',
      '104638878617',
    ],
    [
      'GKE n1-standard-2',
      gkeNode({ memory: '7.5Gi', cpu: 2, bootDisk: '100Gi', capacity: ki(7632596, 98868448) }),
      '1930m',
      '5752532Ki',
      '47093746742',
    ],
    ['AKS 1.29', aksNode({ memory: '7Gi', cpu: 2, maxPods: 30, capacity: ki(7097600, 129886128) }), '1900m', '6329600Ki', '119703055367'],
    [
      'AKS before',
      aksNode({ memory: '4Gi', cpu: 2, maxPods: 110, capacity: ki(4025836, 129886128) }, { kubernetesVersion: '1.25' }),
      '1900m',
      '2209260Ki',
      '119703055367',
    ],
    [
      'AKS Windows',
      aksNode({ memory: '7Gi', cpu: 2, maxPods: 30, os: 'windows', capacity: ki(7339572, 133703676) }),
      '1900m',
      '3565108Ki',
      '133703676Ki',
    ],
    ['kOps', kopsNode({ memory: '30.5Gi', cpu: 4, capacity: ki(31402412) }), '4', '31300012Ki', undefined],
  ])('%s', (_name, preset, cpu, memory, storage) => {
    const { allocatable } = nodeAllocatable(preset);
    expect(preset.estimated).toEqual([]);
    expect([allocatable.cpu, allocatable.memory, allocatable['ephemeral-storage']].map((amount) => amount?.canonical())).toEqual([
      cpu,
      memory,
      storage,
    ]);
  });

  it('two AKS nodes in a quarter of their memory', () => {
    const preset = aksNode({ memory: '7Gi', cpu: 2, maxPods: 110, capacity: ki(14195208 / 2) });
    expect(nodeAllocatable(preset).allocatable.memory?.mul(2).canonical()).toBe('10320392Ki');
  });
});
