import type { PodLike, ResourceList } from '../../core/index.ts';
import type { RequirementsKind } from '../../core/pod-fields.ts';
import { amountOf, type Totals } from '../../core/resource-lists.ts';
import type { Quantity } from '../../quantity/index.ts';
import { releaseOf } from '../../version/release.ts';
import { recorded } from '../../explanation.ts';
import { totalRules, type PodResourcesExplanation } from './explanation.ts';
import type { ContainerRole, TotalsListener, TotalsNote } from './listener.ts';
import { countingOf, type PodResourcesOptions } from './options.ts';
import { limitsOf, requestsOf } from './totals.ts';

/** What one container has in a total. */
export interface ContainerPart {
  readonly name: string;
  readonly amount: Quantity;
}

/** What an init container or sidecar has in a total, and what the pod needs while it starts. */
export interface InitContainerPart extends ContainerPart {
  /** Its own amount and those of the sidecars that started before it. */
  readonly use: Quantity;
}

/** How the total of one resource comes about. */
export interface ResourceBreakdown {
  readonly total: Quantity;
  readonly containers: readonly ContainerPart[];
  readonly sidecars: readonly InitContainerPart[];
  readonly initContainers: readonly InitContainerPart[];
  /** What containers and sidecars have together. */
  readonly running?: Quantity;
  /** The most that is needed while init containers run. */
  readonly peak?: Quantity;
  /** What the pod has itself, in place of its containers. */
  readonly podLevel?: Quantity;
  /** What the pod's overhead adds. */
  readonly overhead?: Quantity;
}

/** What {@link explainPodResources} finds. */
export interface PodResourcesExplained {
  readonly requests: ResourceList;
  readonly limits: ResourceList;
  /** By resource, of those that have a request or a limit. */
  readonly resources: { readonly [name: string]: { readonly requests?: ResourceBreakdown; readonly limits?: ResourceBreakdown } };
}

/**
 * The requests and limits of a pod with each container's part, the needs of its start, its sidecars, its own resources and its overhead.
 *
 * Where a resize is counted (`useStatusResources`) the parts are those of the spec, or of the first total that counts; the steps tell the
 * others.
 *
 * Upstream: `component-helpers/resource/helpers.go`, `PodRequests` and `PodLimits`, every supported minor.
 *
 * @param pod the pod; of its status only what the options ask for counts
 * @param options as for `podRequests`
 * @throws {SizingError} as `podRequests`
 * @example
 * const app = { name: 'app', resources: { requests: { cpu: '250m' } } };
 * const proxy = { name: 'proxy', restartPolicy: 'Always', resources: { requests: { cpu: '100m' } } };
 * const setup = { name: 'setup', resources: { requests: { cpu: '2' } } };
 * const { result, steps } = explainPodResources({ spec: { containers: [app], initContainers: [proxy, setup] } });
 * result.resources['cpu']?.requests
 * // => {
 * //   total: '2100m',
 * //   containers: [{ name: 'app', amount: '250m' }],
 * //   sidecars: [{ name: 'proxy', amount: '100m', use: '100m' }],
 * //   initContainers: [{ name: 'setup', amount: '2', use: '2100m' }],
 * //   running: '350m',
 * //   peak: '2100m',
 * // }
 * steps.map(({ because }) => because)
 * // => ['pod-container-added', 'pod-sidecar-added', 'pod-init-container-with-sidecars', 'pod-init-peak-greater']
 */
export function explainPodResources(pod: PodLike, options?: PodResourcesOptions): PodResourcesExplanation<PodResourcesExplained> {
  const counting = countingOf(options, releaseOf(options));
  const drafts: Drafts = { requests: new Map(), limits: new Map() };
  const { result, steps } = recorded(totalRules, (note: TotalsNote) => ({
    requests: requestsOf(pod, counting, listenerOf('requests', drafts.requests, note)),
    limits: limitsOf(pod, counting, listenerOf('limits', drafts.limits, note)),
  }));
  for (const { rule, outcome, inputs } of steps) {
    if (outcome === 'skipped' || (rule !== 'pod-level' && rule !== 'pod-overhead')) continue;
    const draft = draftOf(drafts[inputs['kind'] as RequirementsKind], inputs['resource'] as string);
    if (rule === 'pod-level') draft.podLevel = inputs['own'] as Quantity;
    else draft.overhead = inputs['amount'] as Quantity;
  }
  return { result: { ...result, resources: breakdowns(result, drafts) }, steps };
}

/** A breakdown being written. */
interface Draft {
  containers: ContainerPart[];
  sidecars: InitContainerPart[];
  initContainers: InitContainerPart[];
  running?: Quantity;
  peak?: Quantity;
  podLevel?: Quantity;
  overhead?: Quantity;
}

type Drafts = Readonly<Record<RequirementsKind, Map<string, Draft>>>;

function draftOf(drafts: Map<string, Draft>, resource: string): Draft {
  const draft = drafts.get(resource) ?? { containers: [], sidecars: [], initContainers: [] };
  drafts.set(resource, draft);
  return draft;
}

/** Tells of every container; the parts that are kept are those of the first way to total. */
function listenerOf(kind: RequirementsKind, drafts: Map<string, Draft>, note: TotalsNote): TotalsListener {
  let keeps = true;
  return {
    note,
    container: (role, { name }, own, use) => {
      noteContainer(role, name, own, use, kind, note);
      for (const resource in keeps ? own : undefined) {
        const draft = draftOf(drafts, resource);
        const amount = amountOf(own, resource) as Quantity;
        if (role === 'container') draft.containers.push({ name, amount });
        else draft[role === 'sidecar' ? 'sidecars' : 'initContainers'].push({ name, amount, use: amountOf(use, resource) as Quantity });
      }
    },
    start: (running, peak) => {
      if (keeps) {
        for (const resource in peak) draftOf(drafts, resource).peak = peak[resource] as Quantity;
        for (const resource in running) draftOf(drafts, resource).running = running[resource] as Quantity;
      }
      keeps = false;
    },
  };
}

function noteContainer(
  role: ContainerRole,
  container: string,
  own: Totals | undefined,
  use: Totals,
  kind: RequirementsKind,
  note: TotalsNote,
): void {
  for (const resource in own) {
    const needed = amountOf(use, resource) as Quantity;
    const amount = own[resource] as Quantity;
    const inputs = { container, resource, kind, amount };
    if (role === 'container') note('pod-container', 'pod-container-added', inputs, 'applied');
    else if (role === 'sidecar') note('pod-sidecar', 'pod-sidecar-added', inputs, 'applied');
    else {
      const because = amount.equals(needed) ? 'pod-init-container-alone' : 'pod-init-container-with-sidecars';
      note('pod-init-container', because, { ...inputs, use: needed }, 'applied');
    }
  }
}

/** The breakdown of every total. */
function breakdowns(totals: Readonly<Record<RequirementsKind, Totals>>, drafts: Drafts): PodResourcesExplained['resources'] {
  const partOf = (kind: RequirementsKind, name: string): { [kind in RequirementsKind]?: ResourceBreakdown } => {
    const total = amountOf(totals[kind], name);
    return total === undefined ? {} : { [kind]: { total, ...draftOf(drafts[kind], name) } };
  };
  const names = new Set([...Object.keys(totals.requests), ...Object.keys(totals.limits)]);
  return Object.fromEntries([...names].map((name) => [name, { ...partOf('requests', name), ...partOf('limits', name) }]));
}
