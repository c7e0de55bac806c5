import type { ResourceListLike } from '../../../src/core/index.ts';
import { nodeAllocatable } from '../../../src/node/index.ts';
import { shownList, withFormat } from '../amounts.ts';
import { minors } from '../minors.ts';
import type { Random } from '../random.ts';
import { realNodes } from '../real-nodes.ts';
import type { AnyTopic, Case, Topic } from '../topic.ts';
import { rough } from '../rough.ts';

interface In {
  readonly capacity: ResourceListLike;
  readonly kubeReserved?: Readonly<Record<string, string>>;
  readonly systemReserved?: Readonly<Record<string, string>>;
  readonly evictionHard?: Readonly<Record<string, string>>;
}

const capacities: Readonly<Record<string, readonly string[]>> = {
  cpu: ['1', '2', '4', '96', '0', '500m', '3.5', '1k', '1e3'],
  memory: ['3943312Ki', '16Gi', '1.5Gi', '8Ei', '0', '528365196Ki', '134196204Ki', '1G', '4041568Ki', '300Mi'],
  'ephemeral-storage': ['20959212Ki', '98831908Ki', '100Gi', '47060071478', '0', '1.1Ti'],
  pods: ['110', '17', '0', '250'],
  'hugepages-2Mi': ['0', '1Gi', '2Mi', '20Gi', '512M'],
  'hugepages-1Gi': ['0', '2Gi'],
  'nvidia.com/gpu': ['8', '0'],
  'attachable-volumes-aws-ebs': ['25'],
};

const reservations: Readonly<Record<string, readonly string[]>> = {
  cpu: ['80m', '0.1', '499u', '0.0005', '1500u', '2', '0', '1e-1', '100n', '1Ki', '.5', '1.0004', '5'],
  memory: ['893Mi', '1Gi', '0', '255Mi', '1G', '0.5Gi', '100Gi', '1e9', '123456789', '1.5'],
  'ephemeral-storage': ['1Gi', '0', '10Gi', '41Gi', '500M', '1Ti'],
  pid: ['100', '1000'],
};

const thresholds: Readonly<Record<string, readonly string[]>> = {
  'memory.available': ['100Mi', '750Mi', '5%', '10%', '0%', '100%', '99.9%', '1G', '3.3%', '500M', '12.345%'],
  'nodefs.available': ['10%', '15%', '5%', '1Gi', '0%', '33.3%', '7.7%'],
  'nodefs.inodesFree': ['5%', '1000'],
  'imagefs.available': ['15%', '20Gi'],
  'pid.available': ['2000', '10%'],
};

function some(random: Random, from: Readonly<Record<string, readonly string[]>>, chance: number): Record<string, string> {
  return Object.fromEntries(random.some(Object.keys(from), chance).map((name) => [name, random.pick(from[name] ?? [])]));
}

/** Where hugepages of two sizes use up all memory, its format hangs on upstream's random order of them. */
function capacityOf(random: Random): Record<string, string> {
  const { 'hugepages-1Gi': huge, ...capacity } = some(random, capacities, 0.75);
  return huge !== undefined && !Object.hasOwn(capacity, 'hugepages-2Mi') ? { ...capacity, 'hugepages-1Gi': huge } : capacity;
}

/** Questions with amounts near and beyond int64 here and there. */
function wideQuestion(random: Random): In {
  const { capacity, kubeReserved, systemReserved, ...rest } = question(random);
  const amounts = ['9223372036854775308u', '9223372036854775807', '10E', '8Ei', '9E', '1e30', '9223372036854775807001n', '5E', '1n', '3Ei'];
  const widened = (list: Readonly<Record<string, unknown>> | undefined): Record<string, string> =>
    Object.fromEntries(
      Object.entries(list ?? {}).map(([name, amount]) => [
        name,
        name !== 'pods' && random.chance(0.2) ? random.pick(amounts) : String(amount),
      ]),
    );
  return { capacity: widened(capacity), kubeReserved: widened(kubeReserved), systemReserved: widened(systemReserved), ...rest };
}

function question(random: Random): In {
  return {
    capacity: capacityOf(random),
    ...(random.chance(0.8) ? { kubeReserved: some(random, reservations, 0.6) } : {}),
    ...(random.chance(0.6) ? { systemReserved: some(random, reservations, 0.6) } : {}),
    ...(random.chance(0.9) ? { evictionHard: some(random, thresholds, 0.6) } : {}),
  };
}

const providers: readonly Omit<In, 'capacity'>[] = [
  {},
  {
    kubeReserved: { cpu: '70m', memory: '442Mi', 'ephemeral-storage': '1Gi' },
    evictionHard: { 'memory.available': '100Mi', 'nodefs.available': '10%', 'nodefs.inodesFree': '5%' },
  },
  {
    kubeReserved: { cpu: '80m', memory: '3606Mi', 'ephemeral-storage': '41Gi' },
    evictionHard: { 'memory.available': '100Mi', 'nodefs.available': '10%' },
  },
  { kubeReserved: { cpu: '100m', memory: '1024Mi' }, evictionHard: { 'memory.available': '750Mi', 'nodefs.available': '10%' } },
  {
    systemReserved: { cpu: '500m', memory: '1Gi', 'ephemeral-storage': '1Gi' },
    evictionHard: { 'memory.available': '100Mi', 'nodefs.available': '10%' },
  },
];

function* realCases(): Iterable<Case<In>> {
  for (const { name, node } of realNodes())
    for (const inputs of providers) yield { name, in: { capacity: node.status?.capacity ?? {}, ...inputs } };
}

/** Amounts near and beyond int64: in millionths of a core, and in bytes. */
function* wideCases(): Iterable<Case<In>> {
  const capacity = { cpu: '4', memory: '8Gi', pods: '110' };
  for (const cpu of [
    '9223372036854775306u',
    '9223372036854775307u',
    '9223372036854775308u',
    '9223372036854775807u',
    '9223372036854775807n',
    '9223372036854775807001n',
    '9223372036854775808u',
    '9223372036855',
    '10E',
    '1Ei',
    '1e30',
  ])
    for (const place of ['kubeReserved', 'systemReserved']) yield { name: `${place} ${cpu}`, in: { capacity, [place]: { cpu } } };
  for (const memory of ['10E', '8Ei', '9223372036854775807', '16Ei'])
    for (const bound of ['10%', '50%', '100%', '1Gi'])
      yield {
        name: `${memory}, ${bound}`,
        in: { capacity: { cpu: '4', memory }, kubeReserved: { memory: '1Gi' }, evictionHard: { 'memory.available': bound } },
      };
}

/** A question that was made smaller may lack the capacity. */
function whole(input: Partial<In>): In {
  return { ...input, capacity: input.capacity ?? {} };
}

const topic: Topic<In> = {
  folder: 'node',
  name: 'nodeAllocatable',
  upstream: 'pkg/kubelet/cm GetNodeAllocatableReservation, GetNodeAllocatableAbsolute, pkg/kubelet/nodestatus MachineInfo',
  fn: 'nodeAllocatable',
  minors,
  *cases(random) {
    yield* realCases();
    yield* wideCases();
    for (let i = 0; i < 1500; i++) yield { in: question(random) };
  },
  random: rough((random) => (random.chance(0.3) ? wideQuestion(random) : question(random)), 'capacity'),
  ask: whole,
  read: withFormat,
  ours: (input, minor) => {
    const { allocatable, reservation, enforced } = nodeAllocatable(whole(input), { kubernetesVersion: `1.${minor}` });
    return { allocatable: shownList(allocatable), reservation: shownList(reservation), enforced: shownList(enforced) };
  },
};

export const nodeTopics: readonly AnyTopic[] = [topic];
