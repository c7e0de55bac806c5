// Upstream takes no version: each of its releases is one.
import { SizingError } from '../errors.ts';
import { newest, newestSupported } from './newest.ts';
import { checkOptions } from './options.ts';

/** A supported Kubernetes minor version, such as `'1.34'`. */
export type Minor =
  `1.${15 | 16 | 17 | 18 | 19 | 20 | 21 | 22 | 23 | 24 | 25 | 26 | 27 | 28 | 29 | 30 | 31 | 32 | 33 | 34 | 35 | 36 | 37 | 38}`;

/**
 * A Kubernetes version as callers hold it: text such as `'1.34'`, `'v1.34.8'` or `'1.34.8-eks-1'`, or what the API server answers at
 * `/version`, such as `{ major: '1', minor: '34+' }`. Patch and suffix are ignored.
 *
 * Upstream: `k8s.io/apimachinery/pkg/version`, `Info`.
 */
export type KubernetesVersion = string | { readonly major: string; readonly minor: string };

/** The option of every function whose rule differs between minors. */
export interface VersionOptions {
  /** The Kubernetes version whose behaviour is wanted; the newest that is out when absent. */
  readonly kubernetesVersion?: KubernetesVersion | undefined;
}

const oldest = 15;

/**
 * The supported minors, oldest first.
 *
 * Upstream: none; the behaviour of each is that of its last patch release.
 *
 * @example
 * supportedMinors.length // => 24
 * supportedMinors[0] // => '1.15'
 */
export const supportedMinors: readonly Minor[] = /* @__PURE__ */ minorsFrom(oldest);

/**
 * The newest minor that is out, which is the default of every `kubernetesVersion` option. {@link preReleaseMinors} are newer.
 *
 * Upstream: none.
 *
 * @example
 * newestMinor // => '1.37'
 */
export const newestMinor: Minor = `1.${newest}`;

/**
 * The supported minors that are not out yet, oldest first. They answer as their newest pre-release does, so their rules may still change.
 *
 * Upstream: none; 1.38 is 1.38.0-beta.0.
 *
 * @example
 * preReleaseMinors // => ['1.38']
 */
export const preReleaseMinors: readonly Minor[] = /* @__PURE__ */ minorsFrom(newest + 1);

function minorsFrom(first: number): readonly Minor[] {
  return Object.freeze(Array.from({ length: newestSupported + 1 - first }, (_, i) => `1.${first + i}` as Minor));
}

/**
 * The supported minor that a version names. White space around it, a leading `v`, the patch and any suffix are ignored.
 *
 * Upstream: none.
 *
 * @param version the version, as text or as the API server's `/version` answer
 * @throws {SizingError} `InvalidInput` when it is not a version; `UnsupportedVersion` when it is older or newer than the supported minors
 * @example
 * parseKubernetesVersion('v1.34.8') // => '1.34'
 * parseKubernetesVersion('1.34.8-eks-1') // => '1.34'
 * parseKubernetesVersion({ major: '1', minor: '34+' }) // => '1.34'
 * parseKubernetesVersion('1.14') // throws UnsupportedVersion
 */
export function parseKubernetesVersion(version: KubernetesVersion): Minor {
  return `1.${minorNumber(version)}` as Minor;
}

/**
 * The supported minor closest to a version: itself when it is supported, else the oldest or the newest of them.
 *
 * Upstream: none.
 *
 * @param version the version, as text or as the API server's `/version` answer
 * @throws {SizingError} `InvalidInput` when it is not a version
 * @example
 * nearestSupportedMinor('1.39.0-alpha.2') // => '1.38'
 * nearestSupportedMinor('1.14') // => '1.15'
 * nearestSupportedMinor('1.30') // => '1.30'
 */
export function nearestSupportedMinor(version: KubernetesVersion): Minor {
  return nearest(...majorAndMinor(version));
}

/** The minor, as the number after `1.`, that the options of a call name; the newest that is out when they name none. Internal. */
export function minorOf(options: VersionOptions | null | undefined): number {
  if (options === undefined || options === null) return newest;
  checkOptions(options);
  const version = options.kubernetesVersion;
  return version === undefined ? newest : minorNumber(version);
}

/** The numbers of the supported minors, by their text as nearly all callers write it. */
const numbers: { readonly [minor: string]: number | undefined } = /* @__PURE__ */ Object.fromEntries(
  /* @__PURE__ */ supportedMinors.map((minor) => [minor, Number(minor.slice(2))]),
);

/** The number after `1.` of a supported version. Internal. */
export function minorNumber(version: KubernetesVersion): number {
  const known = typeof version === 'string' ? numbers[version] : undefined;
  if (typeof known === 'number') return known;
  const [major, minor] = majorAndMinor(version);
  if (major === 1 && minor >= oldest && minor <= newestSupported) return minor;
  throw new SizingError('UnsupportedVersion', `Kubernetes ${major}.${minor} is not supported`, {
    path: 'kubernetesVersion',
    input: version,
    hint: `supported are 1.${oldest} to 1.${newestSupported}; the nearest is ${nearest(major, minor)}`,
  });
}

function nearest(major: number, minor: number): Minor {
  if (major !== 1) return major < 1 ? `1.${oldest}` : `1.${newestSupported}`;
  return `1.${Math.min(Math.max(minor, oldest), newestSupported)}` as Minor;
}

const versionText = /^\s*v?(\d{1,9})\.(\d{1,9})(?:$|\D)/;

function majorAndMinor(version: KubernetesVersion): readonly [number, number] {
  const text: unknown = typeof version === 'object' ? joined(version) : version;
  const match = typeof text === 'string' ? versionText.exec(text) : null;
  if (match === null) {
    throw new SizingError('InvalidInput', 'not a Kubernetes version', {
      path: 'kubernetesVersion',
      input: version,
      hint: "write it as '1.34', 'v1.34.8' or { major: '1', minor: '34' }",
    });
  }
  return [Number(match[1]), Number(match[2])];
}

function joined(version: { readonly major: string; readonly minor: string } | null): unknown {
  const parts: unknown[] = [version?.major, version?.minor];
  return parts.every((part) => typeof part === 'string' || typeof part === 'number') ? parts.join('.') : undefined;
}
