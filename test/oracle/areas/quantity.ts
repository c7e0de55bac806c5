import { readFileSync } from 'node:fs';
import { Quantity, type Format } from '../../../src/quantity/index.ts';
import { minors } from '../minors.ts';
import type { Random } from '../random.ts';
import type { Case, Topic } from '../topic.ts';

interface In {
  readonly op: string;
  readonly a?: string;
  readonly b?: string;
  readonly n?: string;
  readonly s?: number;
  readonly j?: unknown;
}

const formats: readonly Format[] = ['DecimalSI', 'BinarySI', 'DecimalExponent'];
const suffixes = [
  '',
  '',
  '',
  'n',
  'u',
  'm',
  'm',
  'k',
  'M',
  'G',
  'T',
  'P',
  'E',
  'Ki',
  'Mi',
  'Mi',
  'Gi',
  'Gi',
  'Ti',
  'Pi',
  'Ei',
  'e3',
  'E-2',
  'e1',
  'e+5',
  'e-12',
  'e20',
  'e0',
  'e09',
  'e-9',
];
const odd = [
  'e4294967299',
  'e-4294967293',
  'i',
  'e',
  'K',
  'mi',
  'kk',
  'e+',
  'Eii',
  'e99999999999999999999',
  ' ',
  'x',
  '.',
  '-',
  '\u0000',
  'é',
  '٣',
];
const edges = [
  '',
  '.',
  '-',
  '+',
  '0',
  '00',
  '-0',
  '1',
  '-1',
  '9223372036854775807',
  '-9223372036854775808',
  '9223372036854775808',
  '999999999999999999',
  '1000000000000000000',
  '8Ei',
  '7Ei',
  '-8Ei',
  '16384Pi',
  '9E',
  '10E',
  '2000E',
  '0Ki',
  '-0Ki',
  '.Ki',
  '1.Gi',
  'Pi',
  '-Pi',
  '.e-10',
  '0.00Pi',
  '9007199254740991',
  '9007199254740993',
  '1023',
  '1024',
  '1025',
  '-1024Ki',
  '0.0005Ki',
  '1.1Gi',
  '0.1n',
  '-1.5n',
  '1e-10',
  '100u',
];

function digits(random: Random, most: number): string {
  const count = random.below(most + 1);
  const alphabet = random.pick(['0123456789', '0123456789', '05', '9', '0001', '1248']);
  return Array.from({ length: count }, () => alphabet.charAt(random.below(alphabet.length))).join('');
}

/** A text that is a quantity most of the time. */
function randomText(random: Random): string {
  if (random.chance(0.06)) return random.pick(edges);
  const sign = random.pick(['', '', '', '', '-', '+']);
  const whole = digits(random, random.pick([1, 3, 5, 9, 15, 18, 24]));
  const fraction = random.chance(0.35) ? `.${digits(random, random.pick([1, 3, 6, 9, 14]))}` : '';
  const suffix = random.chance(0.04) ? random.pick(odd) : random.pick(suffixes);
  return `${sign}${whole}${fraction}${suffix}`;
}

function randomInt64(random: Random): string {
  if (random.chance(0.1)) return random.pick(['0', '1', '-1', '9223372036854775807', '-9223372036854775808', '1024', '1000']);
  const sign = random.chance(0.4) ? '-' : '';
  return `${sign}${BigInt(Math.floor(random.next() * 2 ** 53)) % 10n ** BigInt(1 + random.below(16))}`.replace('-0', '0');
}

const operations = [
  'add',
  'sub',
  'cmp',
  'chain',
  'mul',
  'neg',
  'roundUp',
  'withFormat',
  'cmpInt64',
  'fromInt64',
  'fromMilli',
  'fromScaled',
];

function randomOperation(random: Random): In {
  const op = random.pick(operations);
  const needsText = !op.startsWith('from');
  return {
    op,
    ...(needsText ? { a: randomText(random) } : {}),
    ...(['add', 'sub', 'cmp', 'chain'].includes(op) ? { b: randomText(random) } : {}),
    ...(op === 'withFormat' || !needsText ? { b: random.pick(formats) } : {}),
    ...(['mul', 'cmpInt64', 'fromInt64', 'fromMilli', 'fromScaled'].includes(op) ? { n: randomInt64(random) } : {}),
    ...(op === 'roundUp' || op === 'fromScaled' ? { s: random.below(30) - 13 } : {}),
  };
}

const bits = (value: number): string => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16);
};

/** Everything that can be read from a quantity, as the Go program shows it at a minor. */
function show(q: Quantity, minor: number): unknown {
  const int64 = q.asInt64();
  return {
    text: q.toString(),
    canonical: q.canonical(),
    format: q.format,
    sign: q.sign(),
    value: String(q.value()),
    milli: String(q.milliValue()),
    nano: String(q.scaledValue(-9)),
    micro: String(q.scaledValue(-6)),
    kilo: String(q.scaledValue(3)),
    exa: String(q.scaledValue(18)),
    ...(int64 === undefined ? {} : { int64: String(int64) }),
    ...(minor >= 32 ? { approximate: bits(q.asApproximateFloat64()), slow: bits(q.asFloat64Slow()) } : {}),
  };
}

function ours(input: In, minor: number): unknown {
  const { op, a = '', b = '', n = '0', s = 0, j } = input;
  if (op === 'json') return show(Quantity.from(j as string), minor);
  if (op === 'fromInt64') return show(Quantity.fromInt64(BigInt(n), b as Format), minor);
  if (op === 'fromMilli') return show(Quantity.fromMilli(BigInt(n), b as Format), minor);
  if (op === 'fromScaled') return show(Quantity.fromScaled(BigInt(n), s, b as Format), minor);
  const q = Quantity.parse(a);
  if (op === 'cmp') return q.cmp(Quantity.parse(b));
  if (op === 'cmpInt64') return q.cmpInt64(BigInt(n));
  return show(operate(q, op, b, n, s), minor);
}

function operate(q: Quantity, op: string, b: string, n: string, s: number): Quantity {
  if (op === 'add') return q.add(Quantity.parse(b));
  if (op === 'sub') return q.sub(Quantity.parse(b));
  if (op === 'chain') return q.add(Quantity.parse(b)).add(Quantity.parse(b)).sub(Quantity.parse(b));
  if (op === 'mul') return q.mul(BigInt(n));
  if (op === 'neg') return q.neg();
  if (op === 'roundUp') return q.roundUp(s);
  if (op === 'withFormat')
    return Quantity.parse('0')
      .add(q)
      .withFormat(b as Format);
  return q;
}

/** Upstream's three errors are part of its result here, so that both sides have one form. */
function read(result: unknown, _input: In, minor: number): unknown {
  if (typeof result !== 'object' || result === null) return result;
  const { approximate, ...rest } = result as Record<string, unknown>;
  return minor < 32 || approximate === undefined ? rest : withoutNaN({ approximate, ...rest });
}

/** Zero times an infinite power of ten is NaN in Go; it is 0 here. */
function withoutNaN(result: Record<string, unknown>): unknown {
  return result['approximate'] === '7ff8000000000001' || result['approximate'] === 'fff8000000000000'
    ? { ...result, approximate: '0' }
    : result;
}

const fixtures = new URL('../../fixtures/quantities/', import.meta.url);
const linesOf = (name: string): string[] =>
  readFileSync(new URL(name, fixtures), 'utf8')
    .split('\n')
    .filter((line) => line !== '');

const explained: readonly (readonly [text: string, why: string])[] = [
  ['01', 'the spelling is kept: leading zeros are no reason to rewrite it'],
  ['1.500', 'three zeros in a row would be rewritten, two are kept'],
  ['+1', 'the sign is kept'],
  ['1.000', 'ends in 000, so it is rewritten'],
  ['0.5', 'begins with 0 once the point is gone, so it is rewritten'],
  ['-', 'a sign alone is 0'],
  ['.', 'a point alone is 0'],
  ['Gi', 'a suffix that the fast form can hold makes 0 of no digits'],
  ['Pi', 'a suffix that it cannot hold does not'],
  ['-1.5', 'int64 amounts round away from zero'],
  ['-0.1Ki', 'decimals truncate and add one'],
  ['-1.5n', 'decimals pass zero: the value of a negative amount is 1'],
  ['8Ei', 'capped at the largest int64, and 1000 times that wraps to -1000'],
  ['10E', 'decimal formats are not capped'],
  ['9E', 'the milli value overflows to 0 on the int64 path'],
  ['1Ei', 'the milli value wraps on the decimal path'],
  ['9223372036854775808', 'the value wraps to the smallest int64'],
  ['2000E', 'there is no suffix for 10^21, so it is left out'],
  ['1e4294967299', 'the exponent is cut to 32 bits: 3'],
  ['1e99999999999999999999', 'the exponent is no int64'],
  ['1.5n', 'rounded away from zero to nano'],
  ['0.0005Ki', 'a fraction below 1 becomes decimal'],
];

function* parseCases(random: Random): Iterable<Case<In>> {
  for (const [a, why] of explained) yield { in: { op: 'parse', a }, why };
  for (const a of edges) yield { in: { op: 'parse', a } };
  for (const sign of ['', '-', '+']) {
    for (const number of [
      '0',
      '1',
      '5',
      '08',
      '1.5',
      '.5',
      '5.',
      '12.345',
      '1000',
      '1024',
      '123456789012345678',
      '1234567890123456789',
      '0.000000001',
      '0.0000000001',
    ]) {
      for (const suffix of new Set([...suffixes, ...odd])) yield { in: { op: 'parse', a: `${sign}${number}${suffix}` } };
    }
  }
  for (const a of linesOf('quantities.txt')) yield { in: { op: 'parse', a } };
  for (const line of linesOf('malformed.txt')) yield { in: { op: 'parse', a: line.split('\t')[0] ?? '' } };
  for (const j of [1, 0, -1, 0.1, 1.5, 0.30000000000000004, 1e21, 1e-7, 123456789012, 1000, '1Gi', ' 1Gi ', ' 1', '1 1', ''])
    yield { in: { op: 'json', j } };
  for (let i = 0; i < 20_000; i++) yield { in: { op: 'parse', a: randomText(random) } };
}

function* operationCases(random: Random): Iterable<Case<In>> {
  for (const op of ['add', 'sub', 'cmp'])
    for (const a of edges)
      for (const b of ['0', '0Ki', '5Mi', '1.5', '-1', '9223372036854775807', '1e3', '8Ei']) yield { in: { op, a, b } };
  for (let i = 0; i < 20_000; i++) yield { in: randomOperation(random) };
}

const base = { folder: 'quantity', upstream: 'k8s.io/apimachinery/pkg/api/resource', fn: 'quantity', ours, read } as const;

/** What a text means. */
const parse: Topic<In> = {
  ...base,
  name: 'parse',
  minors: [37],
  cases: parseCases,
  random: (random) => ({ op: 'parse', a: randomText(random) }),
};

/** What the operations give. */
const operation: Topic<In> = { ...base, name: 'operations', minors: minors.slice(-1), cases: operationCases, random: randomOperation };

export const quantityTopics = [parse, operation];
