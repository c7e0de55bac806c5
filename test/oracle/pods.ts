import type { Random } from './random.ts';
import { strangePod } from './strange-pods.ts';

type Json = Record<string, unknown>;

const cpus = ['100m', '250m', '0.5', '1', '2', '1500m', '1.5', '0', '100u', '0.0001', '01', '4', '3.25', '1e3', '500n', '1k'];
const memories = [
  '64Mi',
  '128Mi',
  '256Mi',
  '1Gi',
  '1.5Gi',
  '1536Mi',
  '500M',
  '1G',
  '0',
  '1e9',
  '01Gi',
  '1.1Gi',
  '1073741824',
  '966367641600m',
  '123456789',
  '1.5',
  '0.5Gi',
];
const odd = ['-1', '-1Gi', '8Ei', '9E', '1e19', '+1Gi', '1.500', '0.1n', '9223372036854775807', '-0', '7Ei', '1e-9', '20E'];
const names = ['cpu', 'memory', 'ephemeral-storage', 'hugepages-2Mi', 'hugepages-1Gi', 'nvidia.com/gpu'];

/** An amount that fits the resource most of the time. */
function randomAmount(random: Random, name: string): string | number {
  if (random.chance(0.03)) return random.pick(odd);
  if (name === 'cpu') return random.chance(0.04) ? random.pick([1, 0.5, 2]) : random.pick(cpus);
  if (name === 'nvidia.com/gpu') return random.pick(['1', '2', 1, '0']);
  if (name.startsWith('hugepages-')) return random.pick(['2Mi', '4Mi', '1Gi', '2Gi', '0', '512Mi', '100M']);
  return random.chance(0.04) ? random.pick([1073741824, 1000000, 0]) : random.pick(memories);
}

/** A resource list; cpu and memory are named more often than the rest. */
export function randomList(random: Random, dense: number): Json {
  const list: Json = {};
  for (const name of names)
    if (random.chance(name === 'cpu' || name === 'memory' ? dense : dense / 5)) list[name] = randomAmount(random, name);
  return list;
}

/** Requests and limits, which are alike more often than chance would have it. */
function randomRequirements(random: Random): Json | undefined {
  const style = random.below(10);
  if (style === 0) return undefined;
  if (style === 1) return {};
  const limits = randomList(random, random.pick([0.3, 0.8, 1]));
  if (style < 5) return { requests: { ...limits }, limits };
  if (style === 5) return { limits };
  if (style === 6) return { requests: limits };
  return { requests: randomList(random, random.pick([0.3, 0.8, 1])), limits };
}

function randomContainer(random: Random, name: string): Json {
  const resources = randomRequirements(random);
  return { name, ...(resources === undefined ? {} : { resources }) };
}

function randomInit(random: Random, name: string): Json {
  return { ...randomContainer(random, name), ...(random.chance(0.45) ? { restartPolicy: 'Always' } : {}) };
}

function statusOf(random: Random, { name, resources }: Json): Json {
  const spec = (resources ?? {}) as Json;
  const near = (list: unknown): unknown => (random.chance(0.5) ? list : randomList(random, 0.8));
  return {
    name,
    ...(random.chance(0.75)
      ? { resources: random.chance(0.1) ? {} : { requests: near(spec['requests']), limits: near(spec['limits']) } }
      : {}),
    ...(random.chance(0.6) ? { allocatedResources: random.chance(0.1) ? {} : near(spec['requests']) } : {}),
  };
}

function randomClaims(random: Random, containers: readonly string[]): Json[] {
  return random.many(2, (i) => ({
    resourceClaimName: `claim-${i}`,
    containers: random.some(containers, 0.6),
    resources: randomList(random, 0.5),
    mapping: random.many(2, () => ({ name: random.pick(names), quantity: random.pick([...memories, null]) })),
    overhead: random.many(2, () => ({
      name: random.pick(names),
      perPod: random.pick([...memories, null]),
      perContainer: random.pick([...memories, null]),
    })),
  }));
}

/** A pod with whatever may bear on its totals: sidecars, overhead, its own resources, statuses, a resize, claims. */
export function randomPod(random: Random): Json {
  const pod = usualPod(random);
  return random.strange && random.chance(0.5) ? strangePod(random, pod) : pod;
}

/** The same, but never one that API servers refuse for its names, nulls or statuses. */
export function usualPod(random: Random): Json {
  const containers = Array.from({ length: 1 + random.below(3) }, (_, i) => randomContainer(random, `c${i}`));
  const initContainers = random.chance(0.5) ? random.many(3, (i) => randomInit(random, `i${i}`)) : [];
  const all = [...containers, ...initContainers];
  const resources = random.maybe(0.35, () => randomRequirements(random) ?? {});
  const spec = {
    containers,
    ...(initContainers.length === 0 ? {} : { initContainers }),
    ...(random.chance(0.3) ? { overhead: randomList(random, 0.7) } : {}),
    ...(resources === undefined ? {} : { resources }),
  };
  if (!random.chance(0.45)) return { metadata: { name: 'pod' }, spec };
  const podResources = random.maybe(0.5, () => ({
    requests: randomList(random, 0.7),
    ...(random.chance(0.7) ? { limits: randomList(random, 0.7) } : {}),
  }));
  const status = {
    containerStatuses: containers.filter(() => random.chance(0.85)).map((container) => statusOf(random, container)),
    initContainerStatuses: initContainers.filter(() => random.chance(0.85)).map((container) => statusOf(random, container)),
    ...(random.chance(0.2) ? { resize: random.pick(['Infeasible', 'Proposed', 'Deferred']) } : {}),
    ...(random.chance(0.3)
      ? {
          conditions: [
            { type: random.pick(['PodResizePending', 'Ready']), status: 'True', reason: random.pick(['Infeasible', 'Deferred']) },
          ],
        }
      : {}),
    ...(podResources === undefined ? {} : { resources: podResources }),
    ...(random.chance(0.4) ? { allocatedResources: randomList(random, 0.7) } : {}),
    ...(random.chance(0.3)
      ? {
          nodeAllocatableResourceClaimStatuses: randomClaims(
            random,
            all.map(({ name }) => name as string),
          ),
        }
      : {}),
    ...(random.chance(0.15) ? { qosClass: random.pick(['Guaranteed', 'Burstable', 'BestEffort']) } : {}),
  };
  return { metadata: { name: 'pod' }, spec, status };
}

/** Annotations and a namespace that make a pod static, a mirror, or critical the old way. */
export function randomAnnotations(random: Random): Json {
  const annotations = {
    ...random.maybe(0.4, () => ({ 'kubernetes.io/config.source': random.pick(['api', 'file', 'http', '']) })),
    ...random.maybe(0.3, () => ({ 'kubernetes.io/config.mirror': random.pick(['', 'f00d']) })),
    ...random.maybe(0.3, () => ({ 'scheduler.alpha.kubernetes.io/critical-pod': random.pick(['', 'true']) })),
  };
  return { name: 'pod', namespace: random.pick(['default', 'kube-system']), ...(random.chance(0.9) ? { annotations } : {}) };
}
