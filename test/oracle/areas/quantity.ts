import { readFileSync } from 'node:fs';
import { explainQuantity, Quantity, type Format } from '../../../src/quantity/index.ts';
import { upstreamMinors } from '../minors.ts';
import type { VersionOptions } from '../../../src/version/minors.ts';
import type { Random } from '../random.ts';
import type { Case, Topic } from '../topic.ts';
import {
  edges,
  exponents,
  noSuffixes,
  randomComputed,
  randomJSON,
  randomOperation,
  randomProduct,
  randomText,
  wideOperation,
  wideText,
  suffixes,
  type In,
  type Step,
} from './quantity-random.ts';
import {
  decodedRows,
  floatRows,
  operationRows,
  parsedRows,
  productRows,
  wideOperationRows,
  wideProductRows,
  widelyParsedRows,
  type Explained,
} from './quantity-tables.ts';

/** What the Go program shows of a quantity, in its order. */
function show(q: Quantity): string {
  const readings = [q.toString(), q.canonical(), q.format, q.sign(), q.asInt64() ?? '-', q.value(), q.milliValue()];
  return [...readings, q.scaledValue(-9), q.scaledValue(-6), q.scaledValue(3), q.scaledValue(18)].join(' ');
}

const view = new DataView(new ArrayBuffer(8));

function bits(value: number): string {
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16);
}

function changed(q: Quantity, { op, b = '', n = '0', s = 0 }: Step, version: VersionOptions): Quantity {
  if (op === 'add') return q.add(Quantity.parse(b, version));
  if (op === 'sub') return q.sub(Quantity.parse(b, version));
  if (op === 'mul') return q.mul(BigInt(n));
  if (op === 'neg') return q.neg();
  if (op === 'roundUp') return q.roundUp(s);
  // With the spelling dropped, as the Go program does it, even where the format stays.
  return op === 'withFormat'
    ? Quantity.fromInt64(0, q.format, version)
        .add(q)
        .withFormat(b as Format)
    : q;
}

function quantityOf(input: In, minor: number): Quantity {
  const version = versionOf(minor);
  const { op, a = '', b = '', n = '0', s = 0, j, steps = [] } = input;
  if (op === 'json') return Quantity.from(j as string, version);
  const made = (): Quantity =>
    op === 'fromInt64'
      ? Quantity.fromInt64(BigInt(n), b as Format, version)
      : op === 'fromMilli'
        ? Quantity.fromMilli(BigInt(n), b as Format, version)
        : Quantity.fromScaled(BigInt(n), s, b as Format, version);
  const first = op.startsWith('from') ? made() : changed(Quantity.parse(a, version), input, version);
  return steps.reduce((q, step) => changed(q, step, version), first);
}

function versionOf(minor: number): VersionOptions {
  return { kubernetesVersion: `1.${minor}` };
}

function ours(input: In, minor: number): unknown {
  const { op, b = '', n = '0', s = 0 } = input;
  const q = quantityOf(input, minor);
  if (op === 'cmp') return q.cmp(Quantity.parse(b, versionOf(minor)));
  if (op === 'cmpInt64') return q.cmpInt64(BigInt(n));
  return op === 'scaledValue' ? String(q.scaledValue(s)) : show(q);
}

const fixtures = new URL('../../fixtures/quantities/', import.meta.url);
const linesOf = (name: string): string[] =>
  readFileSync(new URL(name, fixtures), 'utf8')
    .split('\n')
    .filter((line) => line !== '');

function explained(rows: readonly Explained[]): Case<In>[] {
  return rows.map(([name, input, why]) => ({ name, in: input, ...(why === undefined ? {} : { why }) }));
}

function many(count: number, random: Random, make: (random: Random) => In): Case<In>[] {
  return Array.from({ length: count }, () => ({ in: make(random) }));
}

const numbers = ['0', '1', '5', '08', '1.5', '.5', '5.', '12.345', '1000', '1024', '123456789012345678', '1234567890123456789'];
const fine = ['0.000000001', '0.0000000001'];

function* parseCases(random: Random): Iterable<Case<In>> {
  yield* explained(parsedRows);
  for (const a of [...edges, ...linesOf('quantities.txt'), ...linesOf('malformed.txt').map((line) => line.split('\t')[0] ?? '')])
    yield { in: { op: 'parse', a } };
  for (const sign of ['', '-', '+'])
    for (const number of [...numbers, ...fine])
      for (const suffix of [...suffixes, ...exponents, ...noSuffixes]) yield { in: { op: 'parse', a: sign + number + suffix } };
  yield* many(20_000, random, randomParse);
  yield* explained(widelyParsedRows);
  yield* many(2000, random, (source) => ({ op: 'parse', a: wideText(source) }));
}

function* operationCases(random: Random): Iterable<Case<In>> {
  yield* explained(operationRows);
  for (const op of ['add', 'sub', 'cmp'])
    for (const a of edges)
      for (const b of ['0', '0Ki', '5Mi', '1.5', '-1', '9223372036854775807', '1e3', '8Ei']) yield { in: { op, a, b } };
  yield* many(20_000, random, randomOperation);
  yield* explained(wideOperationRows);
  yield* many(3000, random, wideOperation);
}

function* productCases(random: Random): Iterable<Case<In>> {
  yield* explained(productRows);
  for (const a of edges)
    for (const n of ['0', '1', '-1', '2', '10', '9223372036854775807', '-9223372036854775808']) yield { in: { op: 'mul', a, n } };
  yield* many(4000, random, randomProduct);
  yield* explained(wideProductRows);
}

function* floatCases(random: Random): Iterable<Case<In>> {
  yield* explained(floatRows);
  for (const a of [...edges, ...linesOf('quantities.txt')]) yield { in: { op: 'parse', a } };
  yield* many(3000, random, randomParse);
  yield* many(3000, random, (source) => randomComputed(source));
  yield* many(1500, random, (source) => ({ op: 'parse', a: wideText(source) }));
}

/** Quantities know the rules of a pre-release, too. */
const from = (first: number, last = Infinity): readonly number[] => upstreamMinors.filter((minor) => first <= minor && minor <= last);

const randomParse = (random: Random): In => ({ op: 'parse', a: randomText(random) });
const folder = { folder: 'quantity', fn: 'quantity', ours } as const;
const readings =
  'String, CanonicalizeBytes, Format, Sign, AsInt64, Value, MilliValue, ScaledValue of -9, -6, 3, 18: k8s.io/apimachinery/pkg/api/resource';

/** What a text means. */
const parse: Topic<In> = {
  ...folder,
  name: 'parse',
  upstream: `ParseQuantity; ${readings}`,
  minors: from(15),
  cases: parseCases,
  random: (random) => (random.chance(0.3) ? { op: 'parse', a: wideText(random) } : randomParse(random)),
};

/** What a JSON value means. */
const decode: Topic<In> = {
  ...folder,
  name: 'decode',
  upstream: `UnmarshalJSON; ${readings}`,
  minors: from(15),
  cases: (random) => [...explained(decodedRows), ...many(2000, random, randomJSON)],
  random: randomJSON,
};

/** What the operations give, products apart. */
const operations: Topic<In> = {
  ...folder,
  name: 'operations',
  upstream: `Add, Sub, Neg, RoundUp, Cmp, CmpInt64, NewQuantity, …; ${readings}`,
  minors: from(15),
  cases: operationCases,
  random: (random) => (random.chance(0.3) ? wideOperation(random) : randomOperation(random)),
};

const multiply: Topic<In> = {
  ...folder,
  name: 'multiply',
  upstream: `Mul; ${readings}`,
  minors: from(29),
  cases: productCases,
  random: randomProduct,
};

/** The bits of a float in hexadecimal digits, or that it is no number: that has many bits. */
function readFloat(result: unknown): unknown {
  return result === '7ff8000000000001' || result === 'fff8000000000000' ? 'NaN' : result;
}

const approximateFloat: Topic<In> = {
  ...folder,
  name: 'approximate-float',
  upstream: 'AsApproximateFloat64: k8s.io/apimachinery/pkg/api/resource',
  fn: 'approximateFloat',
  minors: from(23),
  cases: floatCases,
  random: (random) => randomComputed(random),
  read: readFloat,
  ours: (input, minor) => bits(quantityOf(input, minor).asApproximateFloat64()),
};

const early = ['1Gi', '1.5Gi', '0.5Ki', '1.1Gi', '2.5Pi', '1500m', '0.1', '1e3', '6680704.087929809'];

/** The first versions of AsApproximateFloat64 took the exponent of BinarySI for one of 1024: what is listed as a divergence. */
const earlyApproximateFloat: Topic<In> = {
  ...approximateFloat,
  name: 'approximate-float.early',
  minors: from(20, 22),
  cases: () => early.map((a) => ({ in: { op: 'parse', a } })),
  random: (random) => ({
    op: 'fromScaled',
    n: String(random.below(1e9)),
    s: random.below(20) - 9,
    b: random.pick(['DecimalSI', 'DecimalExponent']),
  }),
};

const slowFloat: Topic<In> = {
  ...approximateFloat,
  name: 'slow-float',
  upstream: 'AsFloat64Slow: k8s.io/apimachinery/pkg/api/resource',
  fn: 'slowFloat',
  minors: from(32),
  ours: (input, minor) => bits(quantityOf(input, minor).asFloat64Slow()),
};

function* storedCases(random: Random): Iterable<Case<In>> {
  yield* explained(parsedRows);
  for (const a of [...edges, ...linesOf('quantities.txt')]) yield { in: { op: 'parse', a } };
  yield* many(1000, random, randomParse);
}

/** What the API server keeps of an amount in a list of resources. */
const stored: Topic<In> = {
  folder: 'quantity',
  name: 'stored',
  upstream: 'SetDefaults_ResourceList: k8s.io/kubernetes/pkg/apis/core/v1',
  fn: 'storedQuantity',
  minors: from(15),
  cases: storedCases,
  random: randomParse,
  ours: ({ a = '' }, minor) => explainQuantity(a, versionOf(minor)).result.stored,
};

export const quantityTopics = [parse, decode, operations, multiply, earlyApproximateFloat, approximateFloat, slowFloat, stored];
