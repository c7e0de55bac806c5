import { quotaUsage } from '../../admission/quota/quota-usage.ts';
import { Quantity } from '../../quantity/index.ts';
import { podPriority } from '../../resources/qos/priority.ts';
import { computePodResourceRequest } from '../../scheduling/pod-requests.ts';
import { quantityOfUnits } from '../../scheduling/resource.ts';
import { fitRulesOf } from '../../scheduling/rules.ts';
import { containerCgroups, containerMemories, containersInOrder } from '../size/containers.ts';
import { sizeFit } from '../size/fit.ts';
import type { Sized } from '../size/options.ts';
import { podCgroup } from '../size/size-pod.ts';
import { sizeStorage } from '../size/storage.ts';
import { sizeVolumes } from '../size/volumes.ts';

/** A value of a sizing; absent where it is not set. */
export type SizingFact = Quantity | string | number | boolean;

/** Facts by their names. */
export type Facts = ReadonlyMap<string, SizingFact>;

type Gathered = Map<string, SizingFact>;

/** Gathers the facts of a part of a sizing. */
export type FactPart = (sized: Sized) => Facts;

/** The parts of a sizing, each gathered apart from the others: a rule that changes bears on few of them. */
export const factParts: readonly FactPart[] = [
  cgroupFacts,
  volumeFacts,
  requestFacts,
  limitFacts,
  classFacts,
  criticalFacts,
  containerFacts,
  memoryFacts,
  storageFacts,
  quotaFacts,
  fitFacts,
  schedulingFacts,
];

function cgroupFacts(sized: Sized): Facts {
  return gathered('cgroup', podCgroup(sized));
}

function volumeFacts(sized: Sized): Facts {
  const facts: Gathered = new Map();
  for (const { name, size, kernelDefault, mountOptions } of sizeVolumes(sized))
    gather(facts, `memoryVolumes[${name}]`, { size: kernelDefault ?? size, mountOptions: mountOptions.join(',') });
  return facts;
}

function requestFacts({ known }: Sized): Facts {
  return gathered('requests', known.requests());
}

function limitFacts({ known }: Sized): Facts {
  return gathered('limits', known.limits());
}

function classFacts({ known }: Sized): Facts {
  return gathered('qosClass', known.qosClass());
}

function criticalFacts({ known }: Sized): Facts {
  podPriority(known.pod);
  return gathered('critical', known.critical());
}

function containerFacts(sized: Sized): Facts {
  const facts: Gathered = new Map();
  const cgroupOf = containerCgroups(sized);
  for (const named of containersInOrder(sized.known)) {
    const { oomScoreAdj, config } = cgroupOf(named);
    gather(facts, `containers[${named.container.name}]`, { oomScoreAdj, cgroup: { ...config, oomScoreAdj: undefined } });
  }
  return facts;
}

function memoryFacts(sized: Sized): Facts {
  const facts: Gathered = new Map();
  const memoryOf = containerMemories(sized);
  for (const named of containersInOrder(sized.known)) {
    const { size, oomKilled } = memoryOf(named);
    gather(facts, `containers[${named.container.name}].sharedMemory`, { size, oomKilled });
  }
  return facts;
}

function storageFacts(sized: Sized): Facts {
  const facts: Gathered = new Map();
  const { limits, trips } = sizeStorage(sized, sizeVolumes(sized));
  for (const { kind, name, limit, counts } of limits)
    gather(facts, `ephemeralStorage.${placeOf(kind, name)}`, { limit, counts: counts.join() });
  for (const { part, name, trips: kind } of trips) facts.set(`ephemeralStorage.trips.${placeOf(part, name)}`, kind);
  return facts;
}

function quotaFacts({ known }: Sized): Facts {
  const quota = quotaUsage(known.read(), undefined, known.release);
  const isTwice = (name: string): boolean => Object.hasOwn(quota, `requests.${name}`);
  return gathered('quota', Object.fromEntries(Object.entries(quota).filter(([name]) => !isTwice(name))));
}

function fitFacts(sized: Sized): Facts {
  const fit = sizeFit(sized);
  return gathered('fit', fit && { ...fit, lacks: fit.lacks.map(({ resourceName }) => resourceName).join() });
}

/** What the scheduler counts of the pod. */
function schedulingFacts({ known: { pod, release } }: Sized): Facts {
  const { milliCPU, memory, ephemeralStorage, scalarResources = [] } = computePodResourceRequest(pod, fitRulesOf(release));
  const facts: Gathered = new Map();
  const amounts = [['cpu', milliCPU], ['memory', memory], ['ephemeral-storage', ephemeralStorage], ...scalarResources] as const;
  for (const [name, amount] of amounts) if (amount !== 0) facts.set(`scheduling.${name}`, quantityOfUnits(name, amount, release.minor));
  return facts;
}

function placeOf(kind: string, name: string | undefined): string {
  return name === undefined ? kind : `${kind}[${name}]`;
}

function gathered(place: string, value: unknown): Facts {
  const facts: Gathered = new Map();
  gather(facts, place, value);
  return facts;
}

/** Goes into objects other than quantities. */
function gather(facts: Gathered, place: string, value: unknown): void {
  if (value === undefined || value === null) return;
  if (typeof value !== 'object' || value instanceof Quantity) facts.set(place, value as SizingFact);
  else for (const [name, inner] of Object.entries(value)) gather(facts, `${place}.${name}`, inner);
}
