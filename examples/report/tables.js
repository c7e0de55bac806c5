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
    const subject = container ?? 'the pod itself';
    return `${subject}: ${resource} ${request === undefined && limit === undefined ? 'neither requested nor limited' : `requested ${text(request)}, limited ${text(limit)}`}`;
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

const parts = { root: 'writable layer', logs: 'logs', localVolumeSource: 'emptyDir', etcHosts: '/etc/hosts' };

/** @param {import('kube-sizing').PodSizing} sizing */
function storage({ ephemeralStorage: { limits, trips } }) {
  if (limits.length === 0) return 'Nothing but the node limits what it keeps on disk.';
  const firstFor = ({ kind, name }) => {
    const own = trips.filter((trip) => trip.trips === kind && (kind === 'pod' || trip.name === name));
    const names = [...new Set(own.map((trip) => trip.name))];
    return names.map((of) => `${of}: ${own.flatMap((trip) => (trip.name === of ? parts[trip.part] : [])).join(', ')}`).join('\n');
  };
  return table(
    ['limit of local storage', '', 'what counts', 'trips first if this grows'],
    limits.map((one) => [
      one.kind === 'pod' ? 'pod' : `${one.kind} ${one.name}`,
      text(one.limit),
      one.counts.map((part) => parts[part]).join(', '),
      firstFor(one) || 'nothing',
    ]),
  );
}

/** @param {import('kube-sizing').PodSizing} sizing */
function fit({ fit: found, assumptions }) {
  if (found === undefined) return assumptions.find(({ code }) => code === 'fit-unknown')?.message ?? 'No node, so no fit.';
  const { count, limitedBy, lacks } = found;
  if (lacks.length === 0) return `While nothing else runs on the node, ${count} of it fit; the next would lack ${limitedBy}.`;
  const short = lacks.map(({ reason, requested, capacity }) => `  ${reason}: ${text(requested)} requested, ${text(capacity)} there`);
  return ['It does not fit on the node, even while nothing else runs there.', ...short].join('\n');
}

/** @param {import('kube-sizing').PodSizing} sizing */
function quota({ quota: charged }) {
  const names = Object.keys(charged).filter((name) => !Object.hasOwn(charged, `requests.${name}`) && name !== 'count/pods');
  return `Charged to quotas: ${names.map((name) => `${name} ${text(charged[name])}`).join(', ')}.`;
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
  const sections = [totals, fit, quota, quality, cgroup, containers, volumes, storage, warnings].map((section) => section(sizing));
  return [`━━ ${title} · ${file} · Kubernetes ${kubernetesVersion}`, ...sections].join('\n');
}
