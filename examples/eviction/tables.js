// What an eviction manager finds and does, as tables for the terminal.
import Table from 'cli-table3';
import { formatQuantity, renderExplanation } from 'kube-sizing';

/** @param {string[]} head @param {(string | number)[][]} rows @param {number[]} [colWidths] */
function table(head, rows, colWidths = []) {
  const result = new Table({ head, colWidths, wordWrap: true, style: { head: [], border: [] } });
  result.push(...rows);
  return result.toString();
}

/** An amount for people: inodes and processes are counted, bytes have a unit. */
function text(amount, name = '') {
  if (amount === undefined) return '–';
  return formatQuantity(amount, { maximumFractionDigits: 1, ...(/inodes|pid/.test(name) ? { unit: '' } : {}) });
}
const nameOf = ({ metadata = {} }) => (metadata.namespace ? `${metadata.namespace}/${metadata.name}` : metadata.name);

/** What is met, of thresholds with their amounts; `past` are those of which the grace period is over. */
export function thresholdTable(thresholds, observations, met, past) {
  const rows = thresholds.map(({ signal, operator, gracePeriodSeconds, amount, minReclaimAmount }) => {
    const kind = gracePeriodSeconds === undefined ? 'hard' : `soft, ${gracePeriodSeconds} s`;
    const isIn = (list) => list.some((one) => one.signal === signal && one.gracePeriodSeconds === gracePeriodSeconds);
    const state = isIn(past) ? 'MET' : isIn(met) ? 'met, waits' : operator === '' ? 'never met' : '';
    const available = observations[signal]?.available;
    const amounts = [amount, minReclaimAmount, available].map((one) => text(one, signal));
    return [signal, kind, ...amounts, state];
  });
  return table(['signal', 'threshold', 'met below', 'and to reclaim', 'available', ''], rows);
}

const decisions = {
  statistics: 'has no statistics',
  request: 'exceeds its request, the next does not',
  priority: 'has the lower priority',
  usage: 'uses more above its request',
  nothing: 'nothing: they are equal',
};

/** The pods in their order: each one's key, and what decided between neighbours. */
export function rankingTable({ pods, resource }) {
  const rows = pods.map(({ pod, usage, request, usageAboveRequest, exceedsRequest, priority, spared, decidedBy }, i) => [
    i + 1,
    nameOf(pod),
    exceedsRequest === undefined ? '–' : exceedsRequest ? 'yes' : 'no',
    priority,
    text(usageAboveRequest ?? usage, resource),
    request === undefined ? text(usage, resource) : `${text(usage, resource)} − ${text(request, resource)}`,
    spared ? 'never' : '',
    decidedBy === undefined ? '' : decisions[decidedBy],
  ]);
  const above = resource === 'pids' ? 'processes' : 'above it';
  return table(
    ['', 'pod', 'exceeds request', 'priority', above, `${resource}: used − requested`, 'evicted', 'before the next, because it'],
    rows,
  );
}

/** What would keep the first pod from being the first. */
export function survivalLine(pod, { request, priority, impossible }) {
  const ways = [request && `requested ${request} in all`, priority !== undefined && `had the priority ${priority}`].filter(Boolean);
  const first = `${nameOf(pod)} is the first that is evicted`;
  if (impossible === 'onlyPod') return `${first}, and no other can be.`;
  return ways.length === 0 ? `${first}, whatever it requests.` : `${first}; it would not be if it ${ways.join(', or ')}.`;
}

/** What happens cycle by cycle. */
export function cycleTable(cycles, signal) {
  const rows = cycles.map(({ evictions, available }, i) => [
    i + 1,
    evictions.map(({ pod }) => nameOf(pod)).join('\n') || 'none',
    evictions.map(({ gracePeriodSeconds }) => `${gracePeriodSeconds} s`).join('\n'),
    text(available[signal], signal),
    evictions.map(({ message }) => message.trim()).join('\n'),
  ]);
  return table(['', 'evicted', 'grace', `then ${signal}`, 'what the event says'], rows, [4, 52, 8, 18, 64]);
}

/** An explanation as lines. */
export function lines(explanation) {
  return renderExplanation(explanation).map(({ text: sentence, outcome }) => `  ${outcome === 'applied' ? '•' : '◦'} ${sentence}`);
}
