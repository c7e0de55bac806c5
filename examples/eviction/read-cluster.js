// Reads a node: its KubeletConfiguration, its kubelet's /stats/summary, and its pods.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { kubeletThresholds } from 'kube-sizing';
import { parse } from 'yaml';

/** The object of a file, YAML or JSON. */
function objectOf(path) {
  const object = parse(readFileSync(path, 'utf8'), { strict: false });
  if (typeof object !== 'object' || object === null) throw new Error(`${path}: no object`);
  return object;
}

/** Where the files of an example stand. */
export function filesOf(cluster) {
  const file = (name) => fileURLToPath(new URL(`clusters/${cluster}/${name}`, import.meta.url));
  const pods = ['pods.json', 'pods.yaml'].map(file).find((path) => existsSync(path));
  if (pods === undefined) throw new Error(`there is no cluster ${cluster}: honeycomb, aks, newrelic or otel`);
  return { config: file('kubelet.yaml'), summary: file('summary.json'), pods };
}

const units = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** Seconds of a duration such as `5m0s`. */
function secondsOf(duration, path) {
  const parts = [...String(duration).matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  if (parts.map(([part]) => part).join('') !== String(duration)) throw new Error(`${path}: ${duration} is not a duration such as 5m0s`);
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * units[unit], 0);
}

/** What an eviction manager is set up with by a KubeletConfiguration. */
function settingsOf(kubelet, options) {
  return {
    thresholds: kubeletThresholds(kubelet, options),
    pressureTransitionPeriodSeconds: secondsOf(kubelet.evictionPressureTransitionPeriod ?? '5m', 'evictionPressureTransitionPeriod'),
    maxPodGracePeriodSeconds: kubelet.evictionMaxPodGracePeriod ?? 0,
    localStorageCapacityIsolation: kubelet.localStorageCapacityIsolation ?? true,
  };
}

const ended = new Set(['Succeeded', 'Failed']);

/** The pods that the kubelet of a node runs: of a whole cluster's list only its own, without those that have ended. */
function running(pods, nodeName) {
  const here = ({ spec }) => nodeName === undefined || spec?.nodeName === undefined || spec.nodeName === nodeName;
  return pods.filter((pod) => here(pod) && !ended.has(pod.status?.phase));
}

/**
 * A node as `synchronize` takes it.
 *
 * @param {{ config: string, summary: string, pods: string }} files
 * @param {{ kubernetesVersion?: string }} options
 */
export function clusterOf(files, options) {
  const [kubelet, summary, list] = [files.config, files.summary, files.pods].map(objectOf);
  const time = summary.node?.memory?.time;
  const now = typeof time === 'string' ? Date.parse(time) : 0;
  return { kubelet, config: settingsOf(kubelet, options), summary, pods: running(list.items ?? [list], summary.node?.nodeName), now };
}
