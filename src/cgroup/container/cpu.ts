import { integerArgument, narrowed, safeNumber } from '../../core/int64.ts';
import type { Quantity } from '../../quantity/index.ts';
import { amountOf } from '../../core/resource-lists.ts';
import { since } from '../../version/since.ts';
import { defaultPeriod, maxShares, milliOf, quotaOf, sharesOf } from '../cpu-conversions.ts';
import { isZero, limitWithClaims, limitWithoutClaims, type ContainerBasis } from './basis.ts';

/** The most shares of a container; pods have the bound since 1.19. */
const mostShares = /* @__PURE__ */ since({ '1.15': Infinity, '1.24': maxShares });

/** The amount that becomes shares: the request or, where there is none, the limit. A request of 0 is one since 1.26. */
const sharedCPU = /* @__PURE__ */ since<(request: Quantity | undefined, limit: Quantity | undefined) => Quantity | undefined>({
  '1.15': (request, limit) => (isZero(request) ? limit : request),
  '1.26': (request, limit) => request ?? limit,
});

/** The CPU values of a container; a quota of 0 is unset. */
export function containerCPU(basis: ContainerBasis): { cpuShares: number; cpuQuota?: number; cpuPeriod?: number } {
  const { known, machine, settings, requests } = basis;
  const { minor, gate } = known.release;
  const shared = sharedCPU(minor)(amountOf(requests, 'cpu'), limitWithoutClaims(basis, 'cpu'));
  const cpuShares = safeNumber(sharesOf(milliOf(shared), mostShares(minor)), 'cpuShares');
  const own = narrowed(integerArgument(settings.cpuPeriod, 'options.cpuPeriod'));
  if (!settings.enforceCPULimits) return { cpuShares };
  const period = gate('CustomCPUCFSQuotaPeriod') ? own : defaultPeriod;
  const unlimited = machine.exclusiveCPUs && gate('DisableCPUQuotaWithExclusiveCPUs');
  const quota = unlimited ? -1 : quotaOf(milliOf(limitWithClaims(basis, 'cpu')), period);
  return {
    cpuShares,
    ...(quota === 0 ? {} : { cpuQuota: safeNumber(quota, 'cpuQuota') }),
    ...(period === 0 ? {} : { cpuPeriod: safeNumber(period, 'options.cpuPeriod') }),
  };
}
