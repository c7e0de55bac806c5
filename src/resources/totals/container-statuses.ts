import { atPath } from '../../core/at-path.ts';
import type { ContainerStatusLike, PodLike } from '../../core/index.ts';
import { objectAt, podStatusOf, visitStatuses, objectsAt, type RequirementsKind, type StatusSection } from '../../core/pod-fields.ts';
import { readRequirements } from '../../core/requirements.ts';
import { maxOf, readList, type Totals } from '../../core/resource-lists.ts';
import { since } from '../../version/since.ts';

/** What a status says of a container, or of the pod itself. A list that is absent is `undefined`; an empty one is not. */
export interface StatusAmounts {
  /** Whether it says anything of what the kubelet has given. */
  readonly actuated: boolean;
  readonly requests: Totals | undefined;
  readonly limits: Totals | undefined;
  readonly allocated: Totals | undefined;
}

/** How a minor finds the status of a container. */
interface Lookup {
  readonly sections: readonly StatusSection[];
  /** Which of several statuses with one name counts. */
  readonly counts: 'first' | 'last';
}

const lookup = /* @__PURE__ */ since<Lookup>({
  '1.15': { sections: ['containerStatuses'], counts: 'last' },
  '1.33': { sections: ['containerStatuses', 'initContainerStatuses'], counts: 'last' },
  '1.37': { sections: ['containerStatuses', 'initContainerStatuses'], counts: 'first' },
});

/** The statuses of a pod's containers by name. */
export function statusAmounts(pod: PodLike, minor: number): ReadonlyMap<string, StatusAmounts> {
  const { sections, counts } = lookup(minor);
  const found = new Map<string, StatusAmounts>();
  for (const section of sections)
    visitStatuses(pod, section, (status) => {
      const name = status.name ?? '';
      const amounts = statusAmountsOf(status, minor);
      if (counts === 'last' || !found.has(name)) found.set(name, amounts);
    });
  return found;
}

function statusAmountsOf(status: ContainerStatusLike, minor: number): StatusAmounts {
  return {
    actuated: status.resources !== undefined && status.resources !== null,
    requests: readRequirements(status, 'requests', minor),
    limits: readRequirements(status, 'limits', minor),
    allocated: readList(objectAt(status.allocatedResources, 'allocatedResources'), 'allocatedResources', minor),
  };
}

/** Whether the kubelet has said that a wanted resize can never be. */
export const isResizeInfeasible = /* @__PURE__ */ since<(pod: PodLike) => boolean>({
  '1.15': (pod) => podStatusOf(pod)?.resize === 'Infeasible',
  '1.33': (pod) =>
    objectsAt(podStatusOf(pod)?.conditions, 'status.conditions').find(({ type }) => type === 'PodResizePending')?.reason === 'Infeasible',
});

/** Whether a wanted resize can never be. */
export interface Feasibility {
  readonly infeasible: boolean;
}

/** What counts of a container: its spec, its status, or the greater of both. */
type CountedAmounts = (spec: Totals | undefined, status: StatusAmounts | undefined, resize: Feasibility) => Totals | undefined;

/** One way to total a pod's containers; where there are several, the greatest total of each resource counts. */
export interface Aggregate {
  readonly source: 'spec' | 'effective' | 'actuated' | 'allocated';
  readonly counted: CountedAmounts;
}

/** How a minor counts the status of containers that are being resized. */
export interface StatusRule {
  /** The init containers whose status counts. */
  readonly ofInit: 'none' | 'sidecars' | 'all';
  readonly requests: readonly Aggregate[];
  readonly limits: readonly Aggregate[];
}

/** The spec alone. */
export const specAggregate: Aggregate = { source: 'spec', counted: (spec) => spec };

const specOnly: readonly Aggregate[] = [specAggregate];

/** Where both are equal, the amount of the status counts, which shows in its spelling. */
const statusFirst = (spec: Totals | undefined, status: Totals | undefined): Totals => maxOf(status, spec);

const allocatedOrSpec: CountedAmounts = (spec, status, { infeasible }) => status?.allocated ?? (infeasible ? undefined : spec);

export const statusRule = /* @__PURE__ */ since<StatusRule>({
  '1.15': {
    ofInit: 'none',
    requests: [
      {
        source: 'effective',
        counted: (spec, status, { infeasible }) => {
          if (status === undefined) return spec;
          return infeasible ? status.allocated : statusFirst(spec, status.allocated);
        },
      },
    ],
    limits: specOnly,
  },
  '1.32': {
    ofInit: 'none',
    requests: [/* @__PURE__ */ effective('requests', statusFirst)],
    limits: [/* @__PURE__ */ effective('limits', statusFirst)],
  },
  '1.33': {
    ofInit: 'sidecars',
    requests: [
      {
        source: 'effective',
        counted: (spec, status, { infeasible }) => {
          if (status?.actuated !== true) return spec;
          return maxOf(infeasible ? undefined : spec, status.requests, status.allocated);
        },
      },
    ],
    limits: [/* @__PURE__ */ effective('limits', maxOf)],
  },
  '1.37': {
    ofInit: 'all',
    requests: [
      specAggregate,
      { source: 'actuated', counted: (spec, status, resize) => status?.requests ?? allocatedOrSpec(spec, status, resize) },
      { source: 'allocated', counted: allocatedOrSpec },
    ],
    limits: [
      specAggregate,
      { source: 'actuated', counted: (spec, status, { infeasible }) => status?.limits ?? (infeasible ? undefined : spec) },
    ],
  },
});

/** The greater of spec and status; where the resize can never be, the status alone. */
function effective(kind: RequirementsKind, greater: (spec: Totals | undefined, status: Totals | undefined) => Totals): Aggregate {
  return {
    source: 'effective',
    counted: (spec, status, { infeasible }) => {
      if (status?.actuated !== true) return spec;
      return infeasible ? status[kind] : greater(spec, status[kind]);
    },
  };
}

/** What the status says of the pod itself. */
export function podStatusAmounts(pod: PodLike, minor: number): StatusAmounts {
  const status = podStatusOf(pod);
  const resources = objectAt(status?.resources, 'status.resources');
  try {
    return {
      allocated: readList(objectAt(status?.allocatedResources, 'allocatedResources'), 'allocatedResources', minor),
      actuated: resources !== undefined,
      requests: readRequirements({ resources }, 'requests', minor),
      limits: readRequirements({ resources }, 'limits', minor),
    };
  } catch (error) {
    throw atPath(error, 'status');
  }
}
