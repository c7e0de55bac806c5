import type { ContainerLike } from '../../core/index.ts';
import type { Totals } from '../../core/resource-lists.ts';
import type { Note } from '../../explanation.ts';
import type { PodResourcesReason, PodResourcesRule } from './explanation.ts';

/** What a container is to the total of its pod. */
export type ContainerRole = 'container' | 'sidecar' | 'init-container';

/** Is told why. */
export type TotalsNote = Note<PodResourcesRule, PodResourcesReason>;

/** Hears how requests or limits are totalled. It reads the amounts at once, because they change later. Internal. */
export interface TotalsListener {
  readonly note?: TotalsNote;
  /**
   * What counts of a container, and what the pod needs while it starts.
   *
   * Upstream: the `ContainerFn` of `PodResourcesOptions`, 1.27 to 1.31.
   */
  readonly container?: (role: ContainerRole, container: ContainerLike, own: Totals | undefined, use: Totals) => void;
  /** What containers and sidecars have together, and the most that is needed while init containers run; once for every way to total. */
  readonly start?: (running: Totals, peak: Totals) => void;
}
