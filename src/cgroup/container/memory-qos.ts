import { int64OfFloat } from '../../core/int64.ts';
import { amountOf } from '../../core/resource-lists.ts';
import { since } from '../../version/since.ts';
import { isZero, limitWithClaims, type ContainerBasis } from './basis.ts';
import { throttledMemory, throttlingFactor } from '../pod/throttled-memory.ts';

/** Files of cgroup v2 and their content. */
type Files = { readonly [file: string]: string };

/** What protects the memory of a container and throttles it: files of cgroup v2, with the gate MemoryQoS. */
export function memoryQoSFiles(basis: ContainerBasis): Files {
  const { known, machine, settings } = basis;
  const { minor, gate } = known.release;
  const own = throttlingFactor(settings.memoryThrottlingFactor, 'options.memoryThrottlingFactor');
  if (!machine.cgroupV2) return {};
  if (!gate('MemoryQoS')) return withoutMemoryQoS(minor);
  const request = amountOf(basis.requests, 'memory')?.value() ?? 0n;
  const limit = amountOf(basis.limits, 'memory')?.value() ?? 0n;
  const factor = own ?? defaultFactor(minor);
  const high = factor === undefined ? undefined : memoryHigh(minor)(basis, request, limit, factor);
  return { ...protection(minor)(basis, request), ...(high === undefined || high <= request ? {} : { 'memory.high': String(high) }) };
}

/** In 1.37 a limit of an earlier setting is lifted. */
const withoutMemoryQoS = /* @__PURE__ */ since<Files>({ '1.15': {}, '1.37': { 'memory.high': 'max' } });

/** Which requested memory is not reclaimed. */
const protection = /* @__PURE__ */ since<(basis: ContainerBasis, request: bigint) => Files>({
  '1.15': (_basis, request) => (request === 0n ? {} : { 'memory.min': String(request) }),
  '1.36': ({ settings, known }, request) => {
    if (request === 0n || settings.memoryReservationPolicy !== 'TieredReservation') return { 'memory.min': '0', 'memory.low': '0' };
    return { [known.qosClass() === 'Guaranteed' ? 'memory.min' : 'memory.low']: String(request) };
  },
});

const defaultFactor = /* @__PURE__ */ since<number | undefined>({ '1.15': undefined, '1.22': 0.8, '1.27': 0.9, '1.37': undefined });

type MemoryHigh = (basis: ContainerBasis, request: bigint, limit: bigint, factor: number) => bigint | undefined;

/** Where memory is throttled; it is written if it is more than the request. */
const memoryHigh = /* @__PURE__ */ since<MemoryHigh>({
  '1.15': (basis, _request, limit, factor) => {
    const most = limit === 0n ? basis.machine.allocatable : limit;
    return limit === 0n && most <= 0n ? 0n : int64OfFloat(Number(most) * factor);
  },
  '1.27': (basis, request, limit, factor) => (request === limit ? undefined : throttled(basis, request, limit, factor)),
  '1.37': (basis, request, limit, factor) => {
    if (request === limit && request !== 0n) return undefined;
    if (limit === 0n && !isZero(amountOf(basis.podLimits, 'memory'))) return undefined;
    return throttled(basis, request, limit === 0n ? limit : (limitWithClaims(basis, 'memory')?.value() ?? 0n), factor);
  },
});

/** By the limit or, where it is 0, by what the node gives to pods. */
function throttled({ machine }: ContainerBasis, request: bigint, limit: bigint, factor: number): bigint | undefined {
  const { allocatable } = machine;
  if (limit === 0n && allocatable <= 0n) return undefined;
  const high = throttledMemory(request, limit === 0n ? allocatable : limit, factor);
  return high === 0n ? undefined : high;
}
