import { readdirSync, readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { findPods } from '../../src/report/index.ts';

type Json = Readonly<Record<string, unknown>>;

const folder = new URL('../fixtures/pods/', import.meta.url);

/** What may bear on sizing; the rest of a real pod is left out of the vectors. */
const kept: Readonly<Record<string, readonly string[]>> = {
  pod: ['metadata', 'spec', 'status'],
  metadata: ['name', 'namespace', 'uid', 'annotations'],
  annotations: ['kubernetes.io/config.mirror', 'kubernetes.io/config.source', 'scheduler.alpha.kubernetes.io/critical-pod'],
  spec: ['containers', 'initContainers', 'overhead', 'resources', 'volumes', 'priority', 'priorityClassName', 'tolerations', 'hostIPC'],
  container: ['name', 'resources', 'restartPolicy', 'resizePolicy', 'volumeMounts'],
  status: ['phase', 'qosClass', 'resize', 'conditions', 'containerStatuses', 'initContainerStatuses', 'resources', 'allocatedResources'],
  containerStatus: ['name', 'resources', 'allocatedResources'],
  condition: ['type', 'status', 'reason'],
};

const parts: Readonly<Record<string, string>> = {
  metadata: 'metadata',
  annotations: 'annotations',
  spec: 'spec',
  status: 'status',
  containers: 'container',
  initContainers: 'container',
  containerStatuses: 'containerStatus',
  initContainerStatuses: 'containerStatus',
  conditions: 'condition',
};

function pick(value: unknown, part: string): unknown {
  if (Array.isArray(value)) return value.map((one) => pick(one, part));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, inner]) => kept[part]?.includes(key) === true && inner !== null);
  return Object.fromEntries(entries.map(([key, inner]) => [key, parts[key] === undefined ? (inner as unknown) : pick(inner, parts[key])]));
}

/** The pods and pod templates of the real manifests, without what does not bear on sizing; no two are alike. */
export function realPods(): readonly { readonly name: string; readonly pod: Json }[] {
  const seen = new Set<string>();
  const pods: { name: string; pod: Json }[] = [];
  for (const file of readdirSync(folder).filter((name) => !name.endsWith('.md')))
    for (const document of parseAllDocuments(readFileSync(new URL(file, folder), 'utf8'))) {
      const object: unknown = document.toJS();
      if (typeof object !== 'object' || object === null) continue;
      for (const found of findPods(object)) {
        const pod = pick(found.pod, 'pod') as Json;
        const text = JSON.stringify(pod);
        if (!seen.has(text)) pods.push({ name: `${file} ${found.path}`.trim(), pod });
        seen.add(text);
      }
    }
  return pods;
}
