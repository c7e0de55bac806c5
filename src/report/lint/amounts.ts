import { isIntegerResourceValue, isPartialPages } from '../../admission/validation/resource-validation.ts';
import { isHugePageResourceName } from '../../core/resource-names.ts';
import { eraSince } from '../../quantity/era.ts';
import { Quantity } from '../../quantity/index.ts';
import { isPodLevelResource } from '../../resources/totals/pod-level.ts';
import { amountOf } from '../../core/resource-lists.ts';
import { since } from '../../version/since.ts';
import { isByteResource, isExtended, isOrdinary, type Amount, type Owner, type WrittenSubject } from './subject.ts';

/** Looks at each amount by itself: what does not mean what its author thought, and what the API server refuses. */
export function lintAmounts(subject: WrittenSubject): void {
  for (const owner of subject.written)
    for (const list of [owner.requests, owner.limits]) for (const amount of list.values()) lintAmount(subject, owner, amount);
  for (const { sizeLimit } of subject.volumes)
    if (sizeLimit !== undefined && !isNegative(subject, sizeLimit)) lintBytes(subject, sizeLimit);
}

/** Whether pages of hugepages must be whole. Upstream: `IsHugePageResourceValueDivisible`. */
const wholePages = /* @__PURE__ */ since({ '1.15': false, '1.21': true });

function lintAmount(subject: WrittenSubject, owner: Owner, amount: Amount): void {
  const { name, quantity, place } = amount;
  const known =
    owner.kind === 'pod'
      ? isPodLevelResource(subject.release.minor)(name)
      : name.includes('/') || isOrdinary(name) || isHugePageResourceName(name);
  if (!known) subject.note('resource-unknown', amount, {}, [[place, undefined]]);
  if (isNegative(subject, amount) || !known) return;
  if (isByteResource(name)) lintBytes(subject, amount, owner);
  if (name === 'cpu') lintCPU(subject, amount, owner.container !== undefined);
  if (isHugePageResourceName(name) && wholePages(subject.release.minor)) lintPages(subject, amount);
  if (isExtended(name) && !isIntegerResourceValue(quantity, subject.release.minor))
    subject.note('extended-resource-fraction', amount, {}, [[place, quantity.roundUp(0).toString()]]);
  if (quantity.isZero() && owner.limits.get(name) === amount && (name === 'cpu' || name === 'memory') && owner.kind !== 'overhead')
    subject.note('limit-zero', amount, {}, usesPages(owner) ? [] : [[place, undefined]]);
}

function isNegative({ note }: WrittenSubject, amount: Amount): boolean {
  if (amount.quantity.sign() >= 0) return false;
  note('quantity-negative', amount, {}, [[amount.place, amount.quantity.neg().toString()]]);
  return true;
}

const mebibyte = 1048576n;

/** Whether hugepages are listed, which need cpu or memory beside them, even if that is 0. */
export function usesPages({ requests, limits }: Owner): boolean {
  for (const list of [requests, limits]) for (const name of list.keys()) if (isHugePageResourceName(name)) return true;
  return false;
}

/** Less than a mebibyte is taken for a slip: the suffix is wrong or missing. */
function lintBytes({ note, meant }: WrittenSubject, amount: Amount, owner?: Owner): void {
  const { text, quantity, place } = amount;
  if (quantity.isZero()) return;
  if (isPlausible(quantity)) {
    if (!isWhole(quantity)) note('fraction-of-byte', amount, {}, [[place, wholeBytes(amount, owner)]]);
    return;
  }
  const [, number = '', suffix = ''] = /^\+?(\d+\.?\d*|\.\d+)([a-zA-Z]*)$/.exec(text) ?? [];
  const guess = `${number}${Number(number) < 1 ? 'Gi' : Number(number) > 65536 ? 'Ki' : 'Mi'}`;
  const parsed = Quantity.tryParse(guess);
  const mends = number !== '' && parsed.ok && isPlausible(parsed.value) && isWhole(parsed.value) && meant(amount) === undefined;
  note(suffix === 'm' ? 'memory-in-milli' : 'memory-tiny', amount, {}, mends ? [[place, guess]] : []);
}

/**
 * The nearest whole mebibyte; the next one for the pod itself and its overhead. Where that would bring a request above its limit, the next
 * whole byte.
 */
function wholeBytes({ name, quantity }: Amount, owner: Owner | undefined): string {
  const ofContainer = owner === undefined || owner.container !== undefined;
  const whole = (quantity.toBigInt() + (ofContainer ? mebibyte / 2n : mebibyte - 1n)) / mebibyte;
  const request = owner?.requests.get(name)?.quantity;
  const limit = owner?.limits.get(name)?.quantity;
  const mended = Quantity.from(`${whole}Mi`);
  const passes =
    quantity === request
      ? limit !== undefined && isWhole(limit) && mended.cmp(limit) > 0
      : request !== undefined && isWhole(request) && mended.cmp(request) < 0;
  return (passes ? quantity.roundUp(0) : mended).toString();
}

/** Whether an amount of bytes is plausible; a smaller one is a mistake of its own. */
export function isPlausible(quantity: Quantity | undefined): quantity is Quantity {
  return quantity !== undefined && quantity.cmpInt64(mebibyte) >= 0;
}

function isWhole(quantity: Quantity): boolean {
  return quantity.roundUp(0).equals(quantity);
}

/** More cores than a machine has are taken for thousandths; an amount of the pod itself may be the sum of such amounts. */
function lintCPU({ note, node }: WrittenSubject, amount: Amount, ofContainer: boolean): void {
  const { text, quantity, place } = amount;
  const cores = amountOf(node?.capacity, 'cpu');
  const most = cores === undefined ? '256' : cores.cmp(64) < 0 ? '64' : cores;
  if (quantity.cmp(most) <= 0) return;
  const mends = ofContainer && /^\d+$/.test(text) && quantity.cmp(Quantity.from(most).mul(1000)) <= 0;
  note('cpu-implausible', amount, { most }, mends ? [[place, `${text}m`]] : []);
}

function lintPages({ note, release: { minor } }: WrittenSubject, amount: Amount): void {
  const { name, quantity, place } = amount;
  const parsed = Quantity.tryParse(name.slice('hugepages-'.length));
  const page = parsed.ok && parsed.value.sign() > 0 && isWhole(parsed.value) ? parsed.value.value() : 0n;
  if (page > 0n && !isPartialPages(name, quantity, minor)) return;
  const whole = page > 0n ? Quantity.from((quantity.value() / page + 1n) * page, eraSince(minor)).withFormat('BinarySI') : undefined;
  const mends = whole !== undefined && !isPartialPages(name, whole, minor);
  note('hugepages-not-multiple', amount, {}, mends ? [[place, whole.toString()]] : []);
}
