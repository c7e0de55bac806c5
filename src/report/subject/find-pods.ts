import type { ObjectMetaLike, Opt, PodLike } from '../../core/index.ts';
import { objectOrList } from '../../core/cluster-object.ts';
import { placeText, pointerTo } from './place.ts';
import { deepest, hasContainers, isFields, own, TemplateSearch, type Fields, type Trail } from './search.ts';

/**
 * An object that holds a pod template somewhere: a Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob, or a custom resource such
 * as a JobSet or a RayCluster.
 *
 * Upstream: `k8s.io/api/apps/v1`, `k8s.io/api/batch/v1`; custom resources are whatever their authors make them.
 */
export interface WorkloadLike {
  readonly kind?: Opt<string>;
  readonly metadata?: Opt<ObjectMetaLike>;
  readonly spec?: Opt<object>;
}

/** A pod that {@link findPods} found, and what is known of its owner. */
export interface FoundPod {
  /** The pod itself, or one made of a pod template in its owner's namespace. */
  readonly pod: PodLike;
  /** Where it stood: `''` for the object itself, else such as `spec.template` or `items[3].spec.jobTemplate.spec.template`. */
  readonly path: string;
  /** The same as a JSON pointer (RFC 6901): `''`, or such as `/items/3/spec/jobTemplate/spec/template`. */
  readonly pointer: string;
  /** Whether it is a pod template; the API server has then not filled in a pod's defaults. */
  readonly template: boolean;
  /** The kind of the object that holds it. */
  readonly kind?: string;
  /** The name of the object that holds it. */
  readonly name?: string;
  readonly namespace?: string;
  /** How many of it are wanted, where the owner says so; absent for a DaemonSet. */
  readonly replicas?: number;
}

/**
 * The pods and pod templates in an object: a pod is itself, a list is each of its items, and anything else is searched for pod templates,
 * which are objects whose `spec.containers` is an array.
 *
 * Metadata and status are not searched, nor is what is nested more than 24 levels deep. An object of another kind without a template, such as
 * a Service, gives an empty list. `replicas` is the product of all `replicas` and the `parallelism` from the object down to the template;
 * where the owner has neither, a Deployment, ReplicaSet, StatefulSet, Job or CronJob counts as 1, as the API server's defaults do.
 *
 * An object that stands in several places, as it does behind the anchors of YAML, is read once. Its templates are told of at each place, but
 * one call follows such an object again 10,000 times at most, so that a short text cannot stand for an endless list.
 *
 * Upstream: none.
 *
 * @param object a pod, a workload, or a list of them: as `kubectl get -o json` prints it, or an array
 * @throws {SizingError} `InvalidInput` for what is not an object, and for promises, maps, sets and responses of clients
 * @example
 * const pods = findPods({ kind: 'Deployment', metadata: { name: 'web' }, spec: { replicas: 3, template: { spec: { containers: [{ name: 'app' }] } } } });
 * pods.map(({ kind, name, path, replicas }) => ({ kind, name, path, replicas })) // => [{ kind: 'Deployment', name: 'web', path: 'spec.template', replicas: 3 }]
 * findPods({ kind: 'Service', spec: { ports: [] } }) // => []
 */
export function findPods(object: object): readonly FoundPod[] {
  const given: unknown = object;
  const finder = new PodFinder();
  if (Array.isArray(given)) finder.pickAll(given, undefined, undefined);
  else finder.pick(podSourceOf(given), undefined, undefined);
  return finder.found;
}

/**
 * What may be a pod or hold pods: an object, but not a list, nor what clients wrap pods in.
 *
 * @throws {SizingError} `InvalidInput` for anything else
 */
export function podSourceOf(value: unknown, path?: string): Fields {
  return objectOrList(value as Fields, podSource, path);
}

/** What is expected where a pod is asked for. */
export const podSource = 'a pod or an object with a pod template';

/** Whether it is one of the pods that {@link findPods} found. */
export function isFound(source: Fields): source is FoundPod & Fields {
  return 'pod' in source && 'pointer' in source;
}

const defaultsToOne = /* @__PURE__ */ Object.freeze(['Deployment', 'ReplicaSet', 'StatefulSet', 'Job', 'CronJob']);

/** Collects pods in the order in which they stand. */
class PodFinder {
  readonly found: FoundPod[] = [];
  private readonly search = new TemplateSearch();
  /** The lists that were gone through, and whether that has ended. */
  private readonly lists = new Map<object, boolean>();
  private depth = 0;

  pick(fields: Fields, place: Trail | undefined, listKind: string | undefined): void {
    const kind = textOf(fields, 'kind') ?? listKind;
    const items = own(fields, 'items');
    if (Array.isArray(items) && own(fields, 'spec') === undefined) {
      const itemKind = kind?.endsWith('List') === true && kind !== 'List' ? kind.slice(0, -'List'.length) : undefined;
      this.pickAll(items, { above: place, key: 'items' }, itemKind);
      return;
    }
    const isPod = kind === 'Pod' || (kind === undefined && hasContainers(fields));
    const before = this.found.length;
    if (!isPod)
      this.search.below(fields, place, (template, at, replicas) => this.found.push(describe(template, fields, at, kind, true, replicas)));
    if (isPod || (kind === undefined && this.found.length === before))
      this.found.push(describe(fields, fields, place, kind, false, undefined));
  }

  pickAll(items: readonly unknown[], place: Trail | undefined, itemKind: string | undefined): void {
    const ended = this.lists.get(items);
    if (this.depth > deepest || ended === false || (ended === true && !this.search.mayRepeat())) return;
    this.lists.set(items, false);
    this.depth += 1;
    for (const [key, item] of items.entries()) if (isFields(item)) this.pick(item, { above: place, key }, itemKind);
    this.depth -= 1;
    this.lists.set(items, true);
  }
}

function describe(
  pod: Fields,
  owner: Fields,
  place: Trail | undefined,
  kind: string | undefined,
  template: boolean,
  replicas: number | undefined,
): FoundPod {
  const metadata = own(owner, 'metadata');
  const labels = isFields(metadata) ? metadata : {};
  const name = textOf(labels, 'name') ?? textOf(labels, 'generateName');
  const namespace = textOf(labels, 'namespace');
  const wanted = template ? (replicas ?? (defaultsToOne.includes(kind ?? '') ? 1 : undefined)) : undefined;
  return {
    pod: template ? inNamespace(pod, namespace) : pod,
    ...written(place),
    template,
    ...(kind === undefined ? {} : { kind }),
    ...(name === undefined ? {} : { name }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(wanted === undefined ? {} : { replicas: wanted }),
  };
}

/** The template as a pod, in its owner's namespace unless it names one. */
function inNamespace(template: Fields, namespace: string | undefined): PodLike {
  const metadata = own(template, 'metadata');
  const labels = isFields(metadata) ? metadata : {};
  if (namespace === undefined || textOf(labels, 'namespace') !== undefined) return template;
  return { ...template, metadata: { ...labels, namespace } };
}

/** A place as text for people and as a JSON pointer. */
function written(place: Trail | undefined): { readonly path: string; readonly pointer: string } {
  const keys: (string | number)[] = [];
  for (let at = place; at !== undefined; at = at.above) keys.push(at.key);
  keys.reverse();
  return { path: placeText(keys), pointer: pointerTo(keys) };
}

function textOf(fields: Fields, key: string): string | undefined {
  const value = own(fields, key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
