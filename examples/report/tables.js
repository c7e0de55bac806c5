// A sizing as tables for the terminal.
import Table from 'cli-table3';
import { renderExplanation } from 'kube-sizing';

const plain = { style: { head: [], border: [] } };

/** @param {string[]} head @param {string[][]} rows */
function table(head, rows) {
  const result = new Table({ head, wordWrap: true, ...plain });
  result.push(...rows);
  return result.toString();
}

const text = (amount) => (amount === undefined ? '–' : String(amount));

/** @param {import('kube-sizing').PodSizing} sizing */
function totals({ requests, limits }) {
  const names = [...new Set([...Object.keys(requests), ...Object.keys(limits)])];
  if (names.length === 0) return 'It requests and limits nothing.';
  return table(
    ['resource', 'requests', 'limits'],
    names.map((name) => [name, text(requests[name]), text(limits[name])]),
  );
}

/** @param {import('kube-sizing').PodSizing} sizing */
function quality({ qos, priority, critical }) {
  const breakers = qos.brokenBy.map(({ container, resource, request, limit }) => {
    const who = container ?? 'the pod itself';
    return `${who}: ${resource} ${request === undefined && limit === undefined ? 'neither requested nor limited' : `requested ${text(request)}, limited ${text(limit)}`}`;
  });
  const why =
    breakers.length === 0 || qos.qosClass === 'BestEffort' ? '' : `\n  not Guaranteed, because of\n    ${breakers.join('\n    ')}`;
  return `Quality of service: ${qos.qosClass}; priority ${priority}${critical ? ', critical: never evicted' : ''}${why}`;
}

/** @param {import('kube-sizing').PodSizing} sizing */
function cgroup({ cgroup: found }) {
  if (found === undefined) return 'No cgroups on this operating system.';
  const why = renderExplanation({ result: undefined, steps: found.unset }).map((step) => `  ${step.text}`);
  return [table(["the pod's cgroup, v2", 'v1'], [[filesOf(found.v2), filesOf(found.v1)]]), ...why].join('\n');
}

/** @param {import('kube-sizing').SharedMemory} shm */
function sharedMemory(shm) {
  const of = { volume: `volume ${shm.volume}`, hostIPC: "the host's", runtimeDefault: "the runtime's" }[shm.source];
  const oom = { alone: 'filling it OOM-kills', together: `leaves ${text(shm.headroom)} of ${text(shm.limit)}`, never: 'no limit' }[
    shm.oomKilled
  ];
  return `${shm.size === undefined ? 'as the node allows' : text(shm.size)}, ${of}; ${oom}`;
}

const filesOf = (files) =>
  Object.entries(files ?? {})
    .map(([file, content]) => `${file} = ${content}`)
    .join('\n');

/** @param {import('kube-sizing').PodSizing} sizing */
function containers({ containers: list }) {
  const pair = ({ requests, limits }, name) => `${text(requests[name])} / ${text(limits[name])}`;
  return table(
    ['container', 'cpu request / limit', 'memory request / limit', 'OOM score', 'its cgroup', '/dev/shm'],
    list.map((one) => [
      one.kind === 'container' ? one.name : `${one.name} (${one.kind === 'sidecar' ? 'sidecar' : 'init'})`,
      pair(one, 'cpu'),
      pair(one, 'memory'),
      text(one.oomScoreAdj),
      filesOf(one.cgroup?.files),
      sharedMemory(one.sharedMemory),
    ]),
  );
}

const sources = { nodeAllocatable: 'what the node can give', podLimit: "the pod's memory limit", sizeLimit: 'its sizeLimit' };

/** @param {import('kube-sizing').PodSizing} sizing */
function volumes({ memoryVolumes }) {
  if (memoryVolumes.length === 0) return 'It has no memory-backed volumes.';
  return table(
    ['memory-backed volume', 'size', 'bounded by', 'what was looked at'],
    memoryVolumes.map(({ name, size, decidedBy, kernelDefault, candidates }) => [
      name,
      text(kernelDefault ?? size),
      decidedBy === undefined ? (kernelDefault === undefined ? 'the node alone' : 'half of the RAM, by default') : sources[decidedBy],
      candidates.map(({ source, amount, because }) => `${source}: ${text(amount)} (${because.replace(/^volume-/, '')})`).join('\n'),
    ]),
  );
}

/** @param {import('kube-sizing').PodSizing} sizing */
function warnings({ warnings: list }) {
  if (list.length === 0) return 'No known mistakes.';
  const rows = list.map(({ severity, code, message, suggestion }) => [severity, code, `${message}\n→ ${suggestion.text}`]);
  return table(['', 'known mistake', 'what and what to do'], rows);
}

/**
 * Everything about one pod, for people.
 *
 * @param {import('kube-sizing').PodSizing} sizing
 * @param {string} file where it comes from
 */
export function reportOf(sizing, file) {
  const { subject, kubernetesVersion } = sizing;
  const { kind = 'Pod', name = 'without a name', namespace, path, replicas } = subject;
  const title = `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}${path === '' ? '' : ` (${path})`}${replicas === undefined ? '' : `, ${replicas} replicas`}`;
  const parts = [totals, quality, cgroup, containers, volumes, warnings].map((part) => part(sizing));
  return [`━━ ${title} · ${file} · Kubernetes ${kubernetesVersion}`, ...parts].join('\n');
}
