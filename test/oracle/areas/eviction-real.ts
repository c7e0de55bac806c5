import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { PodLike, PodStatsLike, SummaryLike } from '../../../src/core/index.ts';

/** A node of a real cluster: the pods on it, and its kubelet's summary of the same time. */
export interface RealCluster {
  readonly name: string;
  readonly pods: readonly PodLike[];
  readonly summary: SummaryLike;
}

const fixtures = new URL('../../fixtures/', import.meta.url);

const clusters: readonly (readonly [name: string, pods: string | undefined, summary: string])[] = [
  ['honeycomb', 'honeycomb__pods.json', 'honeycomb__stats-summary.json'],
  ['New Relic, 1.21', 'nri-1_21__pods.yaml', 'nri-1_21__summary.json'],
  ['New Relic, 1.28', 'nri-1_28__pods.yaml', 'nri-1_28__summary.json'],
  ['New Relic, 1.33', 'nri-1_33__pods.yaml', 'nri-1_33__summary.json'],
  ['New Relic, 1.35', 'nri-1_35__pods.yaml', 'nri-1_35__summary.json'],
  ['OpenTelemetry', 'otel-kubeletstats__pods.json', 'otel-kubeletstats__stats-summary.json'],
  ['AKS', 'aks-docker-provider__pods2.json', 'aks-docker-provider__summary1.json'],
  ['New Relic, an old one', undefined, 'newrelic-nri-kubernetes--kubelet_stats_summary_payload.json'],
  ['Datadog, Windows', undefined, 'integrations-core--stats_summary_windows.json'],
];

/** The fields that bear on evictions; the rest is left out of the vectors. */
const kept = new Set(
  `metadata name namespace uid annotations kubernetes.io/config.mirror kubernetes.io/config.source
  spec containers initContainers resources requests limits memory cpu ephemeral-storage restartPolicy overhead
  volumes emptyDir medium sizeLimit hostPath configMap downwardAPI gitRepo secret projected
  priority priorityClassName terminationGracePeriodSeconds tolerations key operator effect value
  status qosClass containerStatuses allocatedResources
  node pods podRef rootfs logs volume process_stats process_count fs runtime imageFs containerFs rlimit maxpid curproc systemContainers
  time availableBytes capacityBytes usedBytes inodesFree inodes inodesUsed usageBytes workingSetBytes`.split(/\s+/),
);

function trimmed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(trimmed) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, inner]) => kept.has(key) && inner !== null);
  return Object.fromEntries(entries.map(([key, inner]) => [key, trimmed(inner as unknown)])) as T;
}

function read(path: string): unknown {
  const text = readFileSync(new URL(path, fixtures), 'utf8');
  return path.endsWith('.json') ? JSON.parse(text) : parse(text);
}

/** Every real cluster of the fixtures, without what does not bear on evictions. */
export function realClusters(): readonly RealCluster[] {
  return clusters.map(([name, pods, summary]) => ({
    name,
    pods: pods === undefined ? [] : trimmed((read(`pods/${pods}`) as { readonly items: readonly PodLike[] }).items),
    summary: trimmed(read(`stats/${summary}`) as SummaryLike),
  }));
}

const mirror = 'kubernetes.io/config.mirror';

/** Pods as a kubelet holds them: not the mirror pod that the API server shows of a static one, but the static pod, by whose uid there are statistics. */
export function asKubelet(pods: readonly PodLike[], stats: readonly PodStatsLike[]): readonly PodLike[] {
  const known = new Set(stats.map(({ podRef }) => (podRef as PodStatsLike['podRef'] | null | undefined)?.uid ?? ''));
  return pods.map((pod) => {
    const uid = (pod.metadata?.annotations?.[mirror] as string | null | undefined) ?? undefined;
    return uid === undefined || known.has(pod.metadata?.uid ?? '') || !known.has(uid)
      ? pod
      : { ...pod, metadata: { ...pod.metadata, uid } };
  });
}
