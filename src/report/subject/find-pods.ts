import type { ObjectMetaLike, Opt, PodLike } from '../../core/index.ts';
import { SizingError } from '../../errors.ts';

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

/** A pod that {@link findPods} found, and what is known of its owner. No upstream counterpart. */
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
 * Metadata and status are not searched. An object of another kind without a template, such as a Service, gives an empty list. `replicas`
 * is the product of all `replicas` and the `parallelism` from the object down to the template; where the owner has neither, a Deployment,
 * ReplicaSet, StatefulSet, Job or CronJob counts as 1, as the API server's defaults do.
 *
 * Upstream: none.
 *
 * @param object a pod, a workload, or a list of them: as `kubectl get -o json` prints it, or an array
 * @throws {SizingError} `InvalidInput` for what is no object
 * @example
 * const pods = findPods({ kind: 'Deployment', metadata: { name: 'web' }, spec: { replicas: 3, template: { spec: { containers: [{ name: 'app' }] } } } });
 * pods.map(({ kind, name, path, replicas }) => ({ kind, name, path, replicas })) // => [{ kind: 'Deployment', name: 'web', path: 'spec.template', replicas: 3 }]
 * findPods({ kind: 'Service', spec: { ports: [] } }) // => []
 */
export function findPods(object: object): readonly FoundPod[] {
  const given: unknown = object;
  if (typeof given !== 'object' || given === null)
    throw new SizingError('InvalidInput', 'a pod, a workload or a list of them was expected', { input: given });
  if (!Array.isArray(given)) return pick(given, top, undefined);
  return given.flatMap((item: unknown, i) => (isFields(item) ? pick(item, element(top, i), undefined) : []));
}

type Fields = Readonly<Record<string, unknown>>;

/** Where the search stands, as text for people and as a JSON pointer. */
interface Place {
  readonly path: string;
  readonly pointer: string;
}

const top: Place = { path: '', pointer: '' };

/** Objects nested deeper than this are not searched. */
const deepest = 24;
const defaultsToOne = /* @__PURE__ */ Object.freeze(['Deployment', 'ReplicaSet', 'StatefulSet', 'Job', 'CronJob']);

function pick(object: object, place: Place, listKind: string | undefined): readonly FoundPod[] {
  const fields = object as Fields;
  const kind = textOf(fields, 'kind') ?? listKind;
  const items = own(fields, 'items');
  if (Array.isArray(items) && own(fields, 'spec') === undefined) {
    const itemKind = kind?.endsWith('List') === true && kind !== 'List' ? kind.slice(0, -'List'.length) : undefined;
    return items.flatMap((item: unknown, i) => (isFields(item) ? pick(item, element(member(place, 'items'), i), itemKind) : []));
  }
  if (kind === 'Pod' || (kind === undefined && hasContainers(fields))) return [describe(fields, fields, place, kind, false, undefined)];
  const templates: FoundPod[] = [];
  search(fields, place, 0, undefined, new Set(), (template, at, replicas) => {
    templates.push(describe(template, fields, at, kind, true, replicas));
  });
  if (templates.length > 0 || kind !== undefined) return templates;
  return [describe(fields, fields, place, kind, false, undefined)];
}

type Found = (template: Fields, place: Place, replicas: number | undefined) => void;

function search(value: unknown, place: Place, depth: number, wanted: number | undefined, above: Set<object>, found: Found): void {
  if (typeof value !== 'object' || value === null || depth > deepest || above.has(value)) return;
  const fields = value as Fields;
  if (depth > 0 && hasContainers(fields)) {
    found(fields, place, wanted);
    return;
  }
  above.add(value);
  if (Array.isArray(value)) value.forEach((item: unknown, i) => search(item, element(place, i), depth + 1, wanted, above, found));
  else searchFields(fields, place, depth, wanted, above, found);
  above.delete(value);
}

function searchFields(fields: Fields, place: Place, depth: number, wanted: number | undefined, above: Set<object>, found: Found): void {
  const replicas = times(times(wanted, own(fields, 'replicas')), own(fields, 'parallelism'));
  for (const key of Object.keys(fields)) {
    if (depth === 0 && (key === 'metadata' || key === 'status')) continue;
    search(fields[key], member(place, key), depth + 1, replicas, above, found);
  }
}

function describe(
  pod: Fields,
  owner: Fields,
  place: Place,
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
    ...place,
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

function member({ path, pointer }: Place, key: string): Place {
  const escaped = key.replaceAll('~', '~0').replaceAll('/', '~1');
  return { path: path === '' ? key : `${path}.${key}`, pointer: `${pointer}/${escaped}` };
}

function element({ path, pointer }: Place, index: number): Place {
  return { path: `${path}[${index}]`, pointer: `${pointer}/${index}` };
}

function times(count: number | undefined, factor: unknown): number | undefined {
  return typeof factor === 'number' && Number.isSafeInteger(factor) ? (count ?? 1) * factor : count;
}

function hasContainers(fields: Fields): boolean {
  const spec = own(fields, 'spec');
  return isFields(spec) && Array.isArray(own(spec, 'containers'));
}

function own(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function textOf(fields: Fields, key: string): string | undefined {
  const value = own(fields, key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
