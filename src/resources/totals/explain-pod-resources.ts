import type { PodLike, ResourceList } from '../../core/index.ts';
import type { RequirementsKind } from '../../core/pod-fields.ts';
import { amountOf, type Totals } from '../../core/resource-lists.ts';
import { Quantity } from '../../quantity/index.ts';
import { releaseOf } from '../../version/release.ts';
import type { PodResourcesExplanation, PodResourcesReason, PodResourcesRule, PodResourcesStep } from './explanation.ts';
import { countingOf, type PodResourcesOptions } from './options.ts';
import type { ResourceTrace } from './resource-trace.ts';
import { limitsOf, requestsOf } from './totals.ts';

/** What one container has in a total. No upstream counterpart. */
export interface ContainerPart {
  readonly name: string;
  readonly amount: Quantity;
}

/** What an init container or sidecar has in a total, and what the pod needs while it starts. No upstream counterpart. */
export interface InitContainerPart extends ContainerPart {
  /** Its own amount and those of the sidecars that started before it. */
  readonly use: Quantity;
}

/** How the total of one resource comes about. No upstream counterpart. */
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

/** What {@link explainPodResources} finds. No upstream counterpart. */
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
  const recorder = new Recorder();
  const requests = requestsOf(pod, counting, recorder);
  const limits = limitsOf(pod, counting, recorder);
  return { result: { requests, limits, resources: recorder.breakdowns({ requests, limits }) }, steps: recorder.steps };
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

const source = 'component-helpers/resource/helpers.go';

class Recorder implements ResourceTrace {
  readonly steps: PodResourcesStep[] = [];
  private readonly drafts = { requests: new Map<string, Draft>(), limits: new Map<string, Draft>() };
  private kind: RequirementsKind = 'requests';
  /** Whether the parts of this total are kept: those of the first. */
  private keeps = true;

  start(kind: RequirementsKind): void {
    this.keeps = kind !== this.kind || this.drafts[kind].size === 0;
    this.kind = kind;
  }

  container(name: string, own: Totals | undefined, spec: Totals | undefined): void {
    this.status(name, own, spec);
    this.part('container', name, own, undefined);
  }

  sidecar(name: string, own: Totals | undefined, spec: Totals | undefined, sidecars: Totals): void {
    this.status(name, own, spec);
    this.part('sidecar', name, own, sidecars);
  }

  initContainer(name: string, own: Totals | undefined, spec: Totals | undefined, use: Totals): void {
    this.status(name, own, spec);
    this.part('init-container', name, own, use);
  }

  peak(running: Totals, peak: Totals): void {
    for (const [resource, amount] of Object.entries(peak)) {
      const together = amountOf(running, resource) ?? Quantity.fromInt64(0);
      const greater = amountOf(running, resource) === undefined || amount.cmp(together) > 0;
      if (this.keeps) Object.assign(this.draft(resource), { peak: amount });
      const inputs = { resource, kind: this.kind, peak: amount, running: together };
      this.step('pod-init-peak', greater ? 'pod-init-peak-greater' : 'pod-init-peak-smaller', inputs, greater);
    }
    if (this.keeps) for (const [resource, amount] of Object.entries(running)) this.draft(resource).running = amount;
  }

  claims(kind: RequirementsKind, totals: Totals): void {
    for (const [resource, total] of Object.entries(totals)) this.step('pod-claims', 'pod-claims-added', { resource, kind, total }, true);
  }

  greatest(kind: RequirementsKind, totals: Totals): void {
    for (const [resource, total] of Object.entries(totals)) this.step('pod-status', 'pod-status-greatest', { resource, kind, total }, true);
  }

  podLevel(kind: RequirementsKind, own: Totals, before: Totals, skipped: boolean): void {
    this.kind = kind;
    for (const [resource, amount] of Object.entries(own)) {
      const replaced = amountOf(before, resource);
      const inputs = { resource, kind, own: amount, ...(replaced === undefined ? {} : { before: replaced }) };
      const because = skipped ? 'pod-level-left-out' : replaced === undefined ? 'pod-level-adds' : 'pod-level-replaces';
      if (!skipped) this.draft(resource).podLevel = amount;
      this.step('pod-level', because, inputs, !skipped);
    }
  }

  overhead(kind: RequirementsKind, resource: string, amount: Quantity, before: Quantity | undefined): void {
    this.kind = kind;
    const added = kind === 'requests' || (before !== undefined && !before.isZero());
    if (added) this.draft(resource).overhead = amount;
    this.step('pod-overhead', added ? 'pod-overhead-added' : 'pod-overhead-unlimited', { resource, kind, amount }, added);
  }

  /** The breakdown of every total. */
  breakdowns(totals: Readonly<Record<RequirementsKind, Totals>>): PodResourcesExplained['resources'] {
    const names = [...new Set([...Object.keys(totals.requests), ...Object.keys(totals.limits)])];
    const of = (kind: RequirementsKind, name: string): { [kind in RequirementsKind]?: ResourceBreakdown } => {
      const total = amountOf(totals[kind], name);
      const empty: Draft = { containers: [], sidecars: [], initContainers: [] };
      return total === undefined ? {} : { [kind]: { total, ...(this.drafts[kind].get(name) ?? empty) } };
    };
    return Object.fromEntries(names.map((name) => [name, { ...of('requests', name), ...of('limits', name) }]));
  }

  private draft(resource: string): Draft {
    const drafts = this.drafts[this.kind];
    const draft = drafts.get(resource) ?? { containers: [], sidecars: [], initContainers: [] };
    drafts.set(resource, draft);
    return draft;
  }

  private part(
    what: 'container' | 'sidecar' | 'init-container',
    container: string,
    own: Totals | undefined,
    use: Totals | undefined,
  ): void {
    for (const [resource, needed] of Object.entries(use ?? own ?? {})) {
      const amount = amountOf(own, resource);
      const inputs = { container, resource, kind: this.kind, amount: amount ?? Quantity.fromInt64(0) };
      if (amount !== undefined && this.keeps) this.keep(what, container, resource, amount, needed);
      if (what === 'container') this.step('pod-container', 'pod-container-added', inputs, true);
      else if (what === 'sidecar' && amount !== undefined) this.step('pod-sidecar', 'pod-sidecar-added', inputs, true);
      else if (what === 'init-container') this.initStep({ ...inputs, use: needed }, amount !== undefined && amount.equals(needed));
    }
  }

  private initStep(inputs: PodResourcesStep['inputs'], alone: boolean): void {
    this.step('pod-init-container', alone ? 'pod-init-container-alone' : 'pod-init-container-with-sidecars', inputs, true);
  }

  private keep(what: string, name: string, resource: string, amount: Quantity, use: Quantity): void {
    const draft = this.draft(resource);
    if (what === 'container') draft.containers.push({ name, amount });
    else if (what === 'sidecar') draft.sidecars.push({ name, amount, use });
    else draft.initContainers.push({ name, amount, use });
  }

  /** Tells where the status of a container changes what counts of it. */
  private status(container: string, own: Totals | undefined, spec: Totals | undefined): void {
    if (own === spec) return;
    for (const [resource, amount] of Object.entries(own ?? {})) {
      const wanted = amountOf(spec, resource);
      if (wanted?.equals(amount) === true) continue;
      const inputs = { container, resource, kind: this.kind, amount, spec: wanted ?? 'nothing' };
      this.step('pod-status', 'pod-status-counts', inputs, true);
    }
  }

  private step(rule: PodResourcesRule, because: PodResourcesReason, inputs: PodResourcesStep['inputs'], applied: boolean): void {
    const symbol = this.kind === 'requests' ? 'PodRequests' : 'PodLimits';
    this.steps.push({ rule, upstream: `${source} ${symbol}`, inputs, outcome: applied ? 'applied' : 'skipped', because });
  }
}
