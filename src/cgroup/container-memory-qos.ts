import { getPodQOS } from '../resources/qos.ts';
import { amountOf } from '../resources/resource-lists.ts';
import { since } from '../version/since.ts';
import { isZero, limitWithClaims, type ContainerBasis } from './container-basis.ts';
import { int64OfFloat, throttledMemory } from './throttled-memory.ts';

/** Files of cgroup v2 and their content. */
type Files = { readonly [file: string]: string };

/** What protects the memory of a container and throttles it: files of cgroup v2, with the gate MemoryQoS. */
export function memoryQoSFiles(basis: ContainerBasis): Files {
  const { minor, gate, machine } = basis;
  if (!machine.cgroupV2) return {};
  if (!gate('MemoryQoS')) return withoutMemoryQoS(minor);
  const request = amountOf(basis.requests, 'memory')?.value() ?? 0n;
  const limit = amountOf(basis.limits, 'memory')?.value() ?? 0n;
  const high = memoryHigh(minor)(basis, request, limit);
  return { ...protection(minor)(basis, request), ...(high === undefined || high <= request ? {} : { 'memory.high': String(high) }) };
}

/** In 1.37 a limit of an earlier setting is lifted. */
const withoutMemoryQoS = /* @__PURE__ */ since<Files>({ '1.15': {}, '1.37': { 'memory.high': 'max' } });

/** Which requested memory is not reclaimed. */
const protection = /* @__PURE__ */ since<(basis: ContainerBasis, request: bigint) => Files>({
  '1.15': (_basis, request) => (request === 0n ? {} : { 'memory.min': String(request) }),
  '1.36': ({ pod, options, settings }, request) => {
    if (request === 0n || !settings.tieredReservation) return { 'memory.min': '0', 'memory.low': '0' };
    return { [getPodQOS(pod, options) === 'Guaranteed' ? 'memory.min' : 'memory.low']: String(request) };
  },
});

type MemoryHigh = (basis: ContainerBasis, request: bigint, limit: bigint) => bigint | undefined;

/** Where memory is throttled; it is written if it is more than the request. */
const memoryHigh = /* @__PURE__ */ since<MemoryHigh>({
  '1.15': (basis, _request, limit) => {
    const most = limit === 0n ? allocatable(basis) : limit;
    return most === undefined ? 0n : int64OfFloat(Number(most) * factorOf(basis));
  },
  '1.27': (basis, request, limit) => (request === limit ? undefined : throttled(basis, request, limit)),
  '1.37': (basis, request, limit) => {
    if (basis.settings.throttlingFactor === undefined || (request === limit && request !== 0n)) return undefined;
    if (limit === 0n && !isZero(amountOf(basis.podLimits, 'memory'))) return undefined;
    return throttled(basis, request, limit === 0n ? limit : (limitWithClaims(basis, 'memory')?.value() ?? 0n));
  },
});

/** By the limit or, where it is 0, by what the node gives to pods. */
function throttled(basis: ContainerBasis, request: bigint, limit: bigint): bigint | undefined {
  const most = limit === 0n ? allocatable(basis) : limit;
  const high = most === undefined ? 0n : throttledMemory(request, most, factorOf(basis));
  return high === 0n ? undefined : high;
}

function allocatable({ machine }: ContainerBasis): bigint | undefined {
  const { nodeAllocatableMemory } = machine;
  return nodeAllocatableMemory !== undefined && nodeAllocatableMemory > 0n ? nodeAllocatableMemory : undefined;
}

function factorOf({ settings }: ContainerBasis): number {
  return settings.throttlingFactor ?? 0;
}
