import { readdirSync, readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { findPods } from '../../src/report/index.ts';

/** The mixed set: what stands in manifests and in a kubelet's answers, decimal and binary, whole and broken, short and long. */
export const mixedTexts: readonly string[] = [
  '100m',
  '250m',
  '0.5',
  '1',
  '2',
  '16',
  '110',
  '64Mi',
  '128Mi',
  '512Mi',
  '1Gi',
  '1.5Gi',
  '100Gi',
  '32986188Ki',
  '500M',
  '1G',
  '1e3',
  '966367641600m',
  '123456789',
  '0.1',
];

/** Those of the mixed set that upstream, too, holds as an int64: what almost every quantity in a cluster is. */
export const ordinaryTexts: readonly string[] = mixedTexts.filter((text) => text !== '1.5Gi');

/** A small generator of numbers with a fixed beginning, so that every run sees the same inputs. */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Distinct texts of the kinds of the mixed set, each a string of its own that nothing has seen before. */
export function freshTexts(count: number): string[] {
  const next = numbers(1);
  const kinds: readonly ((n: number) => string)[] = [
    (n) => `${n}m`,
    (n) => `${n}`,
    (n) => `${n}.5`,
    (n) => `${n}Mi`,
    (n) => `${n}Ki`,
    (n) => `${n}.25Gi`,
    (n) => `${n}M`,
    (n) => `${n}e3`,
  ];
  const texts = Array.from({ length: count }, (_, i) => kinds[next(kinds.length)]!(i + 1));
  return JSON.parse(JSON.stringify(texts)) as string[];
}

export interface Pod {
  metadata: { name: string; namespace: string; uid: string };
  spec: { containers: unknown[]; initContainers?: unknown[]; overhead?: unknown; volumes?: unknown[]; priority: number };
  status: { phase: string };
}

const cpus = ['10m', '50m', '100m', '250m', '500m', '0.5', '1', '1500m', '2', '4'];
const memories = ['32Mi', '64Mi', '128Mi', '256Mi', '512Mi', '1Gi', '1.5Gi', '2Gi', '4Gi', '500M'];

/** Pods such as a cluster holds: one to four containers, some sidecars, a tenth without any resources, a tenth guaranteed. */
export function pods(count: number): Pod[] {
  const next = numbers(2);
  const pick = (list: readonly string[]): string => list[next(list.length)]!;
  const container = (name: string, style: number): unknown => {
    if (style === 0) return { name, image: 'example' };
    const requests = { cpu: pick(cpus), memory: pick(memories) };
    if (style === 1) return { name, image: 'example', resources: { requests, limits: requests } };
    return {
      name,
      image: 'example',
      resources: { requests, limits: { memory: pick(memories), ...(next(2) === 0 ? { cpu: pick(cpus) } : {}) } },
    };
  };
  return Array.from({ length: count }, (_, i) => {
    const style = next(10);
    const containers = Array.from({ length: 1 + next(4) }, (_none, n) => container(`c${n}`, style));
    const init = next(3) === 0 ? [container('init', style)] : [];
    const sidecar = next(3) === 0 ? [{ ...(container('sidecar', style) as object), restartPolicy: 'Always' }] : [];
    const initContainers = [...init, ...sidecar];
    return {
      metadata: { name: `pod-${i}`, namespace: 'default', uid: `uid-${i}` },
      spec: { containers, ...(initContainers.length === 0 ? {} : { initContainers }), priority: next(3) * 1000 },
      status: { phase: 'Running' },
    };
  });
}

/** Pods with what a kubelet measured of them: about half use more memory than they asked for. */
export function measuredPods(count: number): { pods: Pod[]; stats: unknown[] } {
  const next = numbers(3);
  const list = pods(count);
  const stats = list.map(({ metadata }) => ({
    podRef: { name: metadata.name, namespace: metadata.namespace, uid: metadata.uid },
    memory: { workingSetBytes: next(4096) * 2 ** 20 },
    containers: [],
  }));
  return { pods: list, stats };
}

/** A node with such pods, whose memory runs low: what the eviction manager sees in a cycle. */
export function measuredNode(count: number): object {
  const { pods: list, stats } = measuredPods(count);
  const fs = { availableBytes: 50 * 2 ** 30, capacityBytes: 100 * 2 ** 30, inodesFree: 5e6, inodes: 6e6 };
  const node = { memory: { availableBytes: 50 * 2 ** 20, workingSetBytes: 384 * 2 ** 30 }, fs, runtime: { imageFs: fs, containerFs: fs } };
  return { now: 0, summary: { node, pods: stats }, pods: list };
}

/** Every pod and pod template of the real manifests, whole. */
export function realPods(): readonly object[] {
  const folder = new URL('../fixtures/pods/', import.meta.url);
  const files = readdirSync(folder).filter((name) => !name.endsWith('.md'));
  const documents = files.flatMap((name) =>
    parseAllDocuments(readFileSync(new URL(name, folder), 'utf8')).map((document) => document.toJS() as unknown),
  );
  return documents
    .filter((object) => typeof object === 'object' && object !== null)
    .flatMap((object) => findPods(object).map(({ pod }) => pod));
}

/** A real node, as `kubectl get -o json` shows it. */
export function realNode(): object {
  return JSON.parse(readFileSync(new URL('../fixtures/nodes/derailed-k9s--n1.json', import.meta.url), 'utf8')) as object;
}
