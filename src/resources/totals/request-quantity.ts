import type { PodLike } from '../../core/index.ts';
import { visitContainers } from '../../core/pod-fields.ts';
import { overheadIn, readRequirement } from '../../core/requirements.ts';
import { invalid } from '../../errors.ts';
import { comparedWith } from '../../quantity/compared-with.ts';
import { eraSince } from '../../quantity/era.ts';
import { Quantity, type Format } from '../../quantity/index.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { podLevelAmount, podRequestOf, plus } from './one-resource.ts';
import { isPodLevelSet, podLevelResources } from './pod-level.ts';

/**
 * What a pod requests of one resource, as the kubelet counts it when it ranks pods for eviction.
 *
 * Up to 1.33 the sum of the containers or, where greater, the greatest init container: sidecars are treated as other init containers. Since
 * 1.34 as `podRequests`, but of a pod with resources of its own (gate PodLevelResources) only those count, so that its ephemeral-storage
 * request is 0. The pod's overhead is added to an amount that is not 0. With the gate LocalStorageCapacityIsolation off (up to 1.24)
 * ephemeral-storage is 0. Nothing requested is 0, in BinarySI for memory and storage.
 *
 * Upstream: `pkg/api/v1/resource/helpers.go`, `GetResourceRequestQuantity`, since 1.16; `pkg/kubelet/eviction/helpers.go`,
 * `podRequest`, in 1.15, without overhead.
 *
 * @param pod the pod; its status does not count
 * @param resourceName such as `memory`
 * @throws {SizingError} as `podRequests`
 * @example
 * const app = { name: 'app', resources: { requests: { memory: '1Gi' } } };
 * const proxy = { name: 'proxy', restartPolicy: 'Always', resources: { requests: { memory: '256Mi' } } };
 * const pod = { spec: { containers: [app], initContainers: [proxy] } };
 * getResourceRequestQuantity(pod, 'memory') // => '1280Mi'
 * getResourceRequestQuantity(pod, 'memory', { kubernetesVersion: '1.33' }) // => '1Gi'
 * getResourceRequestQuantity(pod, 'ephemeral-storage') // => '0'
 */
export function getResourceRequestQuantity(pod: PodLike, resourceName: string, options?: GateOptions): Quantity {
  return requestReader(resourceName, releaseOf(options))(pod);
}

/** As `getResourceRequestQuantity`, with what the release says looked up once for many pods. Internal. */
export function requestReader(resourceName: string, release: Release): (pod: PodLike) => Quantity {
  if (typeof (resourceName as unknown) !== 'string') throw invalid('the name of a resource', 'resourceName', resourceName);
  const nothing = Quantity.fromInt64(0, formatOf(resourceName), eraSince(release.minor));
  if (resourceName === 'ephemeral-storage' && !release.gate('LocalStorageCapacityIsolation')) return () => nothing;
  const totalOf = reader(release.minor)(resourceName, nothing, release);
  const overheadCounts = release.gate('PodOverhead');
  return (pod) => {
    const total = totalOf(pod);
    const overhead = overheadCounts ? overheadIn(pod, resourceName, release.minor) : undefined;
    return total.isZero() ? total : plus(total, overhead, `spec.overhead.${resourceName}`);
  };
}

function formatOf(resourceName: string): Format {
  return resourceName === 'memory' || resourceName === 'storage' || resourceName === 'ephemeral-storage' ? 'BinarySI' : 'DecimalSI';
}

type TotalReader = (name: string, nothing: Quantity, release: Release) => (pod: PodLike) => Quantity;

const reader = /* @__PURE__ */ since<TotalReader>({
  '1.15':
    (name, nothing, { minor }) =>
    (pod) =>
      greatestInit(pod, name, nothing, minor),
  '1.34': (name, nothing, { minor, gate }) => {
    const podLevel = gate('PodLevelResources');
    return (pod) => {
      const ownOnly = podLevel && podLevelResources(pod, minor) !== undefined && isPodLevelSet(pod, minor);
      const total = ownOnly ? podLevelAmount(pod, 'requests', name, minor) : podRequestOf(pod, name, minor);
      return total === undefined ? nothing : nothing.add(total);
    };
  },
});

/** The sum of the containers, or a greater init container. */
function greatestInit(pod: PodLike, name: string, nothing: Quantity, minor: number): Quantity {
  let total = nothing;
  visitContainers(pod, 'containers', (container) => {
    const amount = readRequirement(container, 'requests', name, minor);
    total = plus(total, amount, `resources.requests.${name}`);
  });
  visitContainers(pod, 'initContainers', (container) => {
    const amount = readRequirement(container, 'requests', name, minor);
    if (amount !== undefined) total = total.cmp(amount) < 0 ? amount : comparedWith(total, amount);
  });
  return total;
}
