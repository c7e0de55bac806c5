import { Quantity } from '../../src/quantity/index.ts';
import type { ResourceList } from '../../src/core/index.ts';

/** A quantity as the Go program shows it: text and format, and the canonical form where that differs. */
export function shownAmount(q: Quantity): string {
  const [text, canonical] = [q.toString(), q.canonical()];
  return text === canonical ? `${text} ${q.format}` : `${text} ${q.format} ${canonical}`;
}

/** A resource list likewise. */
export function shownList(list: ResourceList): Record<string, string> {
  return Object.fromEntries(Object.entries(list).map(([name, amount]) => [name, shownAmount(amount as Quantity)]));
}

/** Upstream's zero value has no format; here every quantity has one. */
export function withFormat(shown: unknown): unknown {
  if (typeof shown === 'string') return shown === '0 ' ? '0 DecimalSI' : shown;
  if (typeof shown !== 'object' || shown === null) return shown;
  return Object.fromEntries(Object.entries(shown).map(([name, amount]) => [name, withFormat(amount)]));
}
