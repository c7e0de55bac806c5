import type { RequirementsKind } from '../../core/pod-fields.ts';
import type { Totals } from '../../core/resource-lists.ts';
import type { Quantity } from '../../quantity/index.ts';

/** What is told to an explanation while requests or limits are totalled. Internal. */
export interface ResourceTrace {
  /** What follows totals the containers in this way. */
  start(kind: RequirementsKind, source: string): void;
  container(name: string, own: Totals | undefined, spec: Totals | undefined): void;
  /** `sidecars` are those up to and with this one. */
  sidecar(name: string, own: Totals | undefined, spec: Totals | undefined, sidecars: Totals): void;
  /** `use` is what the pod needs while it runs. */
  initContainer(name: string, own: Totals | undefined, spec: Totals | undefined, use: Totals): void;
  /** What runs together, and the most that is needed before. */
  peak(running: Totals, peak: Totals): void;
  /** The totals once the claims are added. */
  claims(kind: RequirementsKind, totals: Totals): void;
  /** Of several ways to total, the greatest of each resource. */
  greatest(kind: RequirementsKind, totals: Totals): void;
  podLevel(kind: RequirementsKind, own: Totals, before: Totals, skipped: boolean): void;
  overhead(kind: RequirementsKind, name: string, amount: Quantity, before: Quantity | undefined): void;
}
