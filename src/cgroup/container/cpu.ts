import { integerArgument, narrowed, safeNumber } from '../../core/int64.ts';
import type { Quantity } from '../../quantity/index.ts';
import { amountOf } from '../../core/resource-lists.ts';
import { since } from '../../version/since.ts';
import { defaultPeriod, maxShares, milliOf, quotaOf, sharesOf } from '../cpu-conversions.ts';
import { limitWithClaims, limitWithoutClaims, type ContainerBasis } from './basis.ts';

/** The most shares of a container; pods have the bound since 1.19. */
const mostShares = /* @__PURE__ */ since({ '1.15': Infinity, '1.24': maxShares });

/** Whether a request of 0 becomes shares. */
const sharesZero = /* @__PURE__ */ since({ '1.15': false, '1.26': true });

/** The amount that becomes shares: the request or, where there is none, the limit. */
function sharedCPU(basis: ContainerBasis): Quantity | undefined {
  const request = amountOf(basis.requests, 'cpu');
  const counts = request !== undefined && (!request.isZero() || sharesZero(basis.known.release.minor));
  return counts ? request : limitWithoutClaims(basis, 'cpu');
}

/** The CPU values of a container; a quota of 0 is unset. */
export function containerCPU(basis: ContainerBasis): { cpuShares: number; cpuQuota?: number; cpuPeriod?: number } {
  const { known, machine, settings } = basis;
  const { minor, gate } = known.release;
  const cpuShares = safeNumber(sharesOf(milliOf(sharedCPU(basis)), mostShares, minor), 'cpuShares');
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
