import { quantityAt, within } from '../core/at-path.ts';
import type { PodLike, VolumeSourceLike } from '../core/index.ts';
import { objectAt, textAt } from '../core/pod-fields.ts';
import { eraSince } from '../quantity/era.ts';
import { Quantity } from '../quantity/index.ts';
import { podLimits } from '../resources/totals/pod-resources.ts';
import type { GateOptions } from '../version/feature-gates.ts';
import { minorOf, type VersionOptions } from '../version/minors.ts';
import { since } from '../version/since.ts';

type Kind = 'gitRepo' | 'configMap' | 'downwardAPI';

/** Which volumes of a minor are local and ephemeral. */
const localEphemeral = /* @__PURE__ */ since<{ readonly kinds: readonly Kind[]; readonly emptyDir: (medium: string) => boolean }>({
  '1.15': { kinds: ['gitRepo', 'configMap', 'downwardAPI'], emptyDir: (medium) => medium !== 'Memory' },
  '1.21': { kinds: ['gitRepo', 'configMap'], emptyDir: (medium) => medium === '' },
});

/**
 * Whether what a volume holds counts as the pod's ephemeral storage on the node's disk.
 *
 * `gitRepo`, `configMap` and `emptyDir` of the default medium; up to 1.20 `downwardAPI` too, and `emptyDir` of every medium but `Memory`.
 *
 * Upstream: `pkg/volume/util/util.go`, `IsLocalEphemeralVolume`, every supported minor.
 *
 * @throws {SizingError} `InvalidInput` for anything but a volume
 * @example
 * isLocalEphemeralVolume({ emptyDir: {} }) // => true
 * isLocalEphemeralVolume({ emptyDir: { medium: 'Memory' } }) // => false
 * isLocalEphemeralVolume({ downwardAPI: {} }) // => false
 * isLocalEphemeralVolume({ downwardAPI: {} }, { kubernetesVersion: '1.20' }) // => true
 */
export function isLocalEphemeralVolume(volume: VolumeSourceLike, options?: VersionOptions): boolean {
  const found = objectAt(volume, 'volume') ?? {};
  const minor = minorOf(options);
  return within('volume', () => isLocalEphemeral(found, minor));
}

/** The same of a minor's number, with paths from the volume on. Internal. */
export function isLocalEphemeral(volume: VolumeSourceLike, minor: number): boolean {
  const rule = localEphemeral(minor);
  const emptyDir = objectAt(volume.emptyDir, 'emptyDir');
  const medium = textAt(emptyDir?.medium, 'emptyDir.medium');
  if (emptyDir !== undefined && rule.emptyDir(medium)) return true;
  return rule.kinds.some((kind) => objectAt(volume[kind], kind) !== undefined);
}

/** Whether a volume's own limit counts where the pod has none. */
const limitsAlone = /* @__PURE__ */ since({ '1.15': false, '1.19': true });

/**
 * The size that the kubelet hands down for the project quota of a volume, in whole bytes; 0 where nothing limits it, and `undefined` for a
 * volume that is not local and ephemeral.
 *
 * The pod's limit of ephemeral-storage, or the `sizeLimit` of an `emptyDir` if it is above 0 and less. Up to 1.18 a `sizeLimit` counts
 * only where the pod has a limit. The quota itself measures and never limits.
 *
 * Upstream: `pkg/kubelet/volumemanager/cache/desired_state_of_world.go`, `AddPodToVolume`, every supported minor. Read, not run.
 *
 * @param volume one of its volumes
 * @throws {SizingError} as `podLimits`
 * @example
 * const pod = { spec: { containers: [{ name: 'app', resources: { limits: { 'ephemeral-storage': '2Gi' } } }] } };
 * emptyDirQuotaSize(pod, { emptyDir: { sizeLimit: '1Gi' } }) // => '1Gi'
 * emptyDirQuotaSize(pod, { emptyDir: {} }) // => '2Gi'
 * emptyDirQuotaSize(pod, { emptyDir: { medium: 'Memory' } }) // => undefined
 */
export function emptyDirQuotaSize(pod: PodLike, volume: VolumeSourceLike, options?: GateOptions): Quantity | undefined {
  if (!isLocalEphemeralVolume(volume, options)) return undefined;
  const podLimit = podLimits(pod, { kubernetesVersion: options?.kubernetesVersion, featureGates: options?.featureGates })[
    'ephemeral-storage'
  ];
  const minor = minorOf(options);
  const size = podLimit?.value() ?? 0n;
  const limit = volume.emptyDir?.sizeLimit;
  const own = limit === undefined || limit === null ? 0n : quantityAt(limit, 'volume.emptyDir.sizeLimit', minor).value();
  const replaces = own > 0n && (own < size || (size === 0n && limitsAlone(minor)));
  return Quantity.fromInt64(replaces ? own : size, 'BinarySI', eraSince(minor));
}
