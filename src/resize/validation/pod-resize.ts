import type { Refuse } from '../../admission/validation/field-errors.ts';
import type { PodLike } from '../../core/index.ts';
import type { Release } from '../../version/release.ts';

/** A resize that is validated: the pod as it is wanted and as it is, both with their defaults. Internal. */
export interface PodResize {
  readonly pod: PodLike;
  readonly old: PodLike;
  readonly release: Release;
  readonly refuse: Refuse;
  readonly places: PodPlaces;
}

/** Where the two pods stand, for errors; an empty place adds nothing to their paths. */
export interface PodPlaces {
  readonly old: string;
  readonly sent: string;
}
