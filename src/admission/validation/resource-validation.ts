import type { ResourceRequirementsLike } from '../../core/index.ts';
import { lazily } from '../../core/lazily.ts';
import { hugePageSizeFromResourceName } from '../../core/page-sizes.ts';
import { objectsAt, requirementsOf } from '../../core/pod-fields.ts';
import { amountOf, readList } from '../../core/resource-lists.ts';
import { isExtendedResourceName, isHugePageResourceName, isNativeResource, isQualifiedName } from '../../core/resource-names.ts';
import { SizingError } from '../../errors.ts';
import { comparedWith } from '../../quantity/compared-with.ts';
import { Quantity } from '../../quantity/index.ts';
import { since } from '../../version/since.ts';
import type { Refuse } from './field-errors.ts';

/** What the validity of requests and limits depends on, beside themselves. */
export interface Validity {
  readonly refuse: Refuse;
  readonly minor: number;
  /** Whether hugepages need not be whole pages, because the pod had such before. */
  readonly allowsPartialPages: boolean;
  /** The pod's claims, which containers may name. */
  readonly claims: DeclaredClaims;
}

/** The names of a pod's claims, looked up once for all containers. */
export interface DeclaredClaims {
  readonly names: ReadonlySet<string>;
  /** What upstream says of them where a container names another. */
  readonly text: () => string;
}

/** The claims of these names; an empty name is not one. */
export function declaredClaims(names: readonly string[]): DeclaredClaims {
  const sorted = [...new Set(names)].filter((name) => name !== '').sort();
  const known = lazily(() => (sorted.length === 0 ? ' which is empty' : `: ${sorted.join(', ')}`));
  return { names: new Set(sorted), text: () => `must be one of the names in pod.spec.resourceClaims${known()}` };
}

/** Refuses a name that may not stand in a list. */
export type NameRule = (name: string, field: string, refuse: Refuse) => void;

const countableName =
  /^(pods|resourcequotas|services(\.nodeports|\.loadbalancers)?|replicationcontrollers|secrets|configmaps|persistentvolumeclaims)$/;
const standardName = /^((requests|limits)\.)?(cpu|memory|ephemeral-storage)$|^(requests\.)?(storage|hugepages-.*)$/;
const containerName = /^(cpu|memory|ephemeral-storage)$|^hugepages-/;

function isUnknown(name: string): boolean {
  return isQualifiedName(name) && !name.includes('/') && !standardName.test(name) && !countableName.test(name);
}

const unknown = 'must be a standard resource type or fully qualified';

/** Upstream `ValidateContainerResourceName`, without what it says of a malformed name. */
export const validateContainerResourceName: NameRule = (name, field, refuse) => {
  if (isUnknown(name)) refuse('Invalid', field, unknown);
  if (!name.includes('/')) {
    if (!containerName.test(name)) refuse('Invalid', field, 'must be a standard resource for containers');
  } else if (!isNativeResource(name) && !isExtendedResourceName(name)) {
    refuse('Invalid', field, "doesn't follow extended resource name standard");
  }
};

/** Upstream `validatePodResourceName`, likewise. */
export const validatePodResourceName: NameRule = (name, field, refuse) => {
  if (isUnknown(name)) refuse('Invalid', field, unknown);
  else if (isQualifiedName(name) && name !== 'cpu' && name !== 'memory' && !isHugePageResourceName(name))
    refuse('NotSupported', field, 'supported values: "cpu", "hugepages-", "memory"');
};

/**
 * Refuses what is wrong with requests and limits in themselves: names, amounts below 0, parts of what can only be whole, requests above
 * limits, or other than limits where there is no overcommitment, and hugepages alone.
 *
 * Upstream: `pkg/apis/core/validation/validation.go`, `validateResourceRequirements`.
 */
export function validateResourceRequirements(
  resources: ResourceRequirementsLike | undefined | null,
  place: string,
  nameRule: NameRule,
  validity: Validity,
): void {
  const { refuse, minor } = validity;
  const [requests, limits] = (['requests', 'limits'] as const).map(
    (kind) => readList(requirementsOf({ resources }, kind), kind, minor) ?? {},
  );
  const amounts = { requests: requests ?? {}, limits: limits ?? {} };
  for (const name in amounts.limits) {
    const field = `${place}.limits[${name}]`;
    nameRule(name, field, refuse);
    validateResourceQuantityValue(name, field, amounts.limits[name] as Quantity, validity);
    validatePages(name, field, amounts.limits[name] as Quantity, validity);
  }
  for (const name in amounts.requests) {
    const field = `${place}.requests[${name}]`;
    const request = amounts.requests[name] as Quantity;
    nameRule(name, field, refuse);
    validateResourceQuantityValue(name, field, request, validity);
    const limit = amountOf(amounts.limits, name);
    validatePair(name, place, request, limit, refuse);
    validatePages(name, field, limit === undefined ? request : comparedWith(request, limit), validity);
  }
  const names = [...Object.keys(amounts.limits), ...Object.keys(amounts.requests)];
  if (names.some(isHugePageResourceName) && !names.some((name) => name === 'cpu' || name === 'memory'))
    refuse('Forbidden', place, 'HugePages require cpu or memory');
  validateResourceClaimNames(resources, place, validity);
}

function validateResourceQuantityValue(name: string, field: string, amount: Quantity, { refuse, minor }: Validity): void {
  if (amount.sign() < 0) refuse('Invalid', field, 'must be greater than or equal to 0');
  if ((countableName.test(name) || isExtendedResourceName(name)) && !isIntegerResourceValue(amount, minor))
    refuse('Invalid', field, 'must be an integer');
}

/** Whether it is a number of whole units in thousandths: these wrap up to 1.37, and end at 2^63 − 1 later, which is not. */
const isWholeInMilli = (amount: Quantity): boolean => amount.milliValue() % 1000n === 0n;

const isInteger = /* @__PURE__ */ since<(amount: Quantity) => boolean>({
  '1.15': isWholeInMilli,
  '1.38': (amount) => isWholeInMilli(amount) || amount.equals(amount.roundUp(0)),
});

/** Whether an amount may stand where only whole units may; 1.9999 may, because it is 2 in thousandths. */
export function isIntegerResourceValue(amount: Quantity, minor: number): boolean {
  return isInteger(minor)(amount);
}

function validatePair(name: string, place: string, request: Quantity, limit: Quantity | undefined, refuse: Refuse): void {
  const overcommits = isNativeResource(name) && !isHugePageResourceName(name);
  const field = `${place}.requests`;
  if (limit === undefined) {
    if (!overcommits) refuse('Required', `${place}.limits`, 'Limit must be set for non overcommitable resources');
  } else if (!overcommits && !request.equals(limit)) {
    refuse('Invalid', field, `must be equal to ${name} limit of ${limit.toString()}`);
  } else if (request.cmp(limit) > 0) {
    refuse('Invalid', field, `must be less than or equal to ${name} limit of ${limit.toString()}`);
  }
}

function validatePages(name: string, field: string, amount: Quantity, { refuse, allowsPartialPages, minor }: Validity): void {
  if (!allowsPartialPages && isPartialPages(name, amount, minor))
    refuse('Invalid', field, `${amount.toString()} is not positive integer multiple of ${name}`);
}

/** Whether an amount of hugepages is not a whole number of pages. */
export function isPartialPages(name: string, amount: Quantity, minor: number): boolean {
  if (!isHugePageResourceName(name)) return false;
  const size = hugePageSizeFromResourceName(name, minor);
  if (!size.ok || size.value.sign() <= 0 || !isWholeInMilli(size.value) || isBeyond(minor)(amount)) return true;
  const bytes = size.value.value();
  if (bytes === 0n) throw new SizingError('UpstreamPanics', 'division by a page size that wraps to 0', { path: name });
  return amount.value() % bytes !== 0n;
}

/** Whether an amount of hugepages is known to be beyond int64; up to 1.37 it wraps. */
const isBeyond = /* @__PURE__ */ since<(amount: Quantity) => boolean>({
  '1.15': () => false,
  '1.38': (amount) => amount.cmpInt64(2n ** 63n - 1n) > 0 || amount.cmpInt64(-(2n ** 63n)) < 0,
});

function validateResourceClaimNames(
  resources: ResourceRequirementsLike | undefined | null,
  place: string,
  { refuse, claims }: Validity,
): void {
  const seen = new Set<string>();
  // Keys with a slash, by what stands before the first one: no other key can begin with a name and a slash.
  const requested = new Map<string, string[]>();
  for (const [i, { name, request }] of objectsAt(resources?.claims, 'resources.claims').entries()) {
    const field = `${place}.claims[${i}]`;
    if (typeof (name as unknown) !== 'string' || name === '') {
      refuse('Required', field);
      continue;
    }
    const whole = (request ?? '') === '';
    const key = whole ? name : `${name}/${request}`;
    const [head = ''] = name.split('/', 1);
    const others = requested.get(head) ?? [];
    if (seen.has(name) || seen.has(key)) refuse('Duplicate', field);
    else if (whole) for (const other of others) if (other.startsWith(`${name}/`)) refuse('Duplicate', field);
    if (key.includes('/') && !seen.has(key)) {
      others.push(key);
      requested.set(head, others);
    }
    seen.add(key);
    if (!claims.names.has(name)) refuse('NotFound', field, claims.text());
  }
}
