import { readFileSync } from 'node:fs';
import type { PodLike, SummaryLike } from '../../../src/core/index.ts';

/** A node of a real cluster: the pods on it, and its kubelet's summary of the same time. */
export interface RealCluster {
  readonly name: string;
  readonly pods: readonly PodLike[];
  readonly summary: SummaryLike;
}

const folder = new URL('../../eviction/fixtures/clusters/', import.meta.url);
const names = ['honeycomb', 'nri-1.21', 'nri-1.28', 'nri-1.33', 'nri-1.35', 'otel', 'aks', 'windows'];

/** Every real cluster of the fixtures. */
export function realClusters(): readonly RealCluster[] {
  return names.map((name) => {
    const cluster = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Omit<RealCluster, 'name'>;
    return { name, ...cluster };
  });
}
