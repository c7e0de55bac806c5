// Which pods the kubelet of a node evicts, and why: `node examples/eviction/main.js [--cluster NAME] [--signal S] [--kubernetes-version V] [--json]`.
import { parseArgs } from 'node:util';
import {
  explainRanking,
  explainThresholds,
  initialEvictionState,
  isSizingError,
  makeSignalObservations,
  newestMinor,
  simulateEvictions,
  smallestChangeToSurvive,
  synchronize,
  thresholdsMet,
} from 'kube-sizing';
import { clusterOf, filesOf } from './read-cluster.js';
import { cycleTable, lines, rankingTable, survivalLine, thresholdTable } from './tables.js';

const { values } = parseArgs({
  options: {
    cluster: { type: 'string', default: 'honeycomb' },
    config: { type: 'string' },
    summary: { type: 'string' },
    pods: { type: 'string' },
    signal: { type: 'string' },
    'dedicated-image-fs': { type: 'boolean', default: false },
    'split-container-image-fs': { type: 'boolean', default: false },
    'kubernetes-version': { type: 'string', default: newestMinor },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(
    'npm run demo:eviction -- [--cluster honeycomb|aks|newrelic|otel] [--signal memory.available] [--kubernetes-version 1.34] [--json]',
  );
  console.log('  [--config FILE] [--summary FILE] [--pods FILE] [--dedicated-image-fs] [--split-container-image-fs]\n');
  console.log(
    'FILE is YAML or JSON: a KubeletConfiguration, what the kubelet serves at /stats/summary, and a list of pods as `kubectl get pods -A -o json` prints it.',
  );
  process.exit(0);
}

/** Everything that is shown, as data. */
function study() {
  const options = { kubernetesVersion: values['kubernetes-version'] };
  const files = {
    ...filesOf(values.cluster),
    ...Object.fromEntries(Object.entries(values).filter(([name]) => ['config', 'summary', 'pods'].includes(name))),
  };
  const { kubelet, config, summary, pods, now } = clusterOf(files, options);
  const filesystems = { dedicatedImageFs: values['dedicated-image-fs'], splitContainerImageFs: values['split-container-image-fs'] };
  const observations = makeSignalObservations(summary, options);
  const capacities = Object.fromEntries(Object.entries(observations).map(([signal, { capacity }]) => [signal, capacity]));
  const thresholds = explainThresholds(kubelet, { ...unknown(config.thresholds), ...capacities }, options).result.thresholds;
  const observation = { now, summary, pods, ...filesystems };
  const cycle = synchronize(initialEvictionState, observation, config, options);
  const met = thresholdsMet(config.thresholds, observations);
  const signal = values.signal ?? met[0]?.signal ?? 'memory.available';
  const ranking = explainRanking(signal, pods, summary.pods ?? [], filesystems, options).result;
  const first = ranking.pods.find(({ spared }) => !spared)?.pod;
  const change = first && smallestChangeToSurvive(first, pods, summary.pods ?? [], signal, filesystems, options);
  const simulation = simulateEvictions(initialEvictionState, observation, config, { maxCycles: 1000 }, options);
  return { options, signal, thresholds, observations, met, cycle, ranking, first, change, simulation };
}

/** A capacity of nothing for the signals that the summary does not tell. */
function unknown(thresholds) {
  return Object.fromEntries(thresholds.map(({ signal }) => [signal, 0]));
}

/** @param {ReturnType<typeof study>} found */
function report({ options, signal, thresholds, observations, met, cycle, ranking, first, change, simulation }) {
  const evictions = simulation.cycles.flatMap((one) => one.evictions);
  const ends = { resolved: 'enough is available again', stuck: 'no pod that may be evicted is left', maxCycles: 'it goes on' };
  return [
    `━━ Thresholds of the kubelet · Kubernetes ${options.kubernetesVersion}`,
    thresholdTable(thresholds, observations, met, cycle.thresholdsMet),
    `Conditions: ${cycle.nodeConditions.join(', ') || 'none'}`,
    ...lines(cycle.explanation),
    '',
    `━━ The order for ${signal}`,
    rankingTable(ranking),
    ...(change ? [survivalLine(first, change)] : []),
    '',
    '━━ What happens, cycle by cycle',
    cycleTable(simulation.cycles, signal),
    `${evictions.length} evictions; then ${ends[simulation.reason]}.`,
  ].join('\n');
}

/** A pod as its name alone. */
function shown(key, value) {
  return (key === 'pod' || key === 'first') && value?.metadata ? { namespace: value.metadata.namespace, name: value.metadata.name } : value;
}

try {
  const found = study();
  console.log(values.json ? JSON.stringify(found, shown, 2) : report(found));
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(isSizingError(error) ? `${error.code}: ${error.message}` : error.message);
  process.exitCode = 1;
}
