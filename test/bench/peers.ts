import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const here = new URL('.', import.meta.url);
const load = async (path: string): Promise<Record<string, unknown>> =>
  (await import(new URL(`node_modules/${path}`, here).href)) as Record<string, unknown>;
const requireHere = createRequire(here);

export interface Peer {
  readonly name: string;
  readonly parse: (text: string) => unknown;
  /** The totals of a pod, where the peer computes them. */
  readonly totals?: (pod: unknown) => unknown;
}

export const peersInstalled = (): boolean => existsSync(new URL('node_modules/mitata', here));

export async function loadPeers(): Promise<Peer[]> {
  const client = (await load('@kubernetes/client-node/dist/util.js')) as {
    quantityToScalar: (text: string) => unknown;
    totalForResource: (pod: unknown, resource: string) => unknown;
  };
  const plain = requireHere('kubernetes-resource-parser') as Record<'cpuParser' | 'memoryParser', (text: string) => number>;
  const grammar = requireHere('k8s-resource-parser') as Record<'parseQuantity', (text: string) => number>;
  const ragnarpa = requireHere('@ragnarpa/quantity') as { default?: { real: (text: string) => unknown }; real?: (text: string) => unknown };
  const real = ragnarpa.real ?? ragnarpa.default?.real;
  if (real === undefined) throw new Error('@ragnarpa/quantity has no real()');
  return [
    {
      name: '@kubernetes/client-node',
      parse: client.quantityToScalar,
      totals: (pod) => [client.totalForResource(pod, 'cpu'), client.totalForResource(pod, 'memory')],
    },
    { name: 'kubernetes-resource-parser', parse: (text) => (text.endsWith('m') ? plain.cpuParser(text) : plain.memoryParser(text)) },
    { name: 'k8s-resource-parser', parse: grammar.parseQuantity },
    { name: '@ragnarpa/quantity', parse: real },
  ];
}

/** The texts that a peer reads as the exact number, or as the nearest double to it. */
export function understood(peer: Peer, texts: readonly string[], exact: (text: string) => number): string[] {
  return texts.filter((text) => {
    try {
      return Number(peer.parse(text)) === exact(text);
    } catch {
      return false;
    }
  });
}

/** The pods of which a peer computes totals at all. */
export function totalled({ totals }: Peer, pods: readonly unknown[]): readonly unknown[] {
  if (totals === undefined) return [];
  return pods.filter((pod) => {
    try {
      totals(pod);
      return true;
    } catch {
      return false;
    }
  });
}

type Measure = (run: () => unknown, options: { min_cpu_time: number }) => Promise<{ p50: number }>;

/** The median time of one call of `run`, in nanoseconds. */
export async function measureMedian(run: () => unknown): Promise<number> {
  const { measure } = (await load('mitata/src/main.mjs')) as { measure: Measure };
  return (await measure(run, { min_cpu_time: 400e6 })).p50;
}
