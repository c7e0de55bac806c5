import { describe, expect, it } from 'vitest';
import { compareQuantities } from '../../src/quantity/compare-quantities.ts';
import { explainQuantity } from '../../src/quantity/explain-quantity.ts';
import { formatQuantity } from '../../src/quantity/format-quantity.ts';
import { percentOf } from '../../src/quantity/percent-of.ts';
import { Quantity } from '../../src/quantity/quantity.ts';
import { sumQuantities } from '../../src/quantity/sum-quantities.ts';

const codeOf = (run: () => unknown): unknown => {
  try {
    run();
    return undefined;
  } catch (error) {
    return (error as { code?: unknown }).code ?? error;
  }
};

const long = '1234567890'.repeat(2000);
const texts: readonly string[] = [
  '1e10000',
  '-1e10000',
  '1e-10000',
  '1.5e-10000',
  '0e10000',
  '0e-10000',
  '0.0e-10000',
  '9223372036854775807e10000',
  long,
  `-${long}Ki`,
  `${long}e10000`,
  `0.${long}`,
  `${'0'.repeat(100_000)}1Gi`,
  `1${'0'.repeat(100_000)}E`,
  `1e${'0'.repeat(100_000)}3`,
];

/** Everything that can be done with a quantity and another one. */
const operations: Readonly<Record<string, (q: Quantity, other: Quantity) => unknown>> = {
  text: (q) => q.toString(),
  canonical: (q) => q.canonical(),
  'BinarySI canonical': (q) => q.withFormat('BinarySI').canonical(),
  add: (q, other) => q.add(other).canonical(),
  sub: (q, other) => q.sub(other).canonical(),
  cmp: (q, other) => q.cmp(other),
  cmpInt64: (q) => q.cmpInt64(5),
  mul: (q) => q.mul(9223372036854775807n).canonical(),
  neg: (q) => q.neg(),
  'roundUp to milli': (q) => q.roundUp(-3).canonical(),
  'roundUp far': (q) => q.roundUp(10_000).canonical(),
  'roundUp fine': (q) => q.roundUp(-10_000).canonical(),
  value: (q) => q.value(),
  milliValue: (q) => q.milliValue(),
  scaledValue: (q) => [q.scaledValue(10_000), q.scaledValue(-10_000)],
  toBigInt: (q) => q.toBigInt(),
  'toBigInt, fine': (q) => q.toBigInt(-10_000),
  'toBigInt, coarse': (q) => q.toBigInt(10_000),
  asInt64: (q) => q.asInt64(),
  asApproximateFloat64: (q) => q.asApproximateFloat64(),
  asFloat64Slow: (q) => q.asFloat64Slow(),
  toBig: (q) => q.toBig(),
  formatQuantity: (q) => formatQuantity(q),
  'formatQuantity, in a unit': (q) => formatQuantity(q, { unit: 'Ei', maximumFractionDigits: 100, locale: 'ar-EG' }),
  percentOf: (q, other) => percentOf(q, other),
  sumQuantities: (q, other) => sumQuantities([q, other, 1]).canonical(),
  compareQuantities: (q, other) => compareQuantities(q, other),
};

describe('hostile texts', () => {
  const quantities = texts.map((text) => Quantity.parse(text));
  const others = ['1', '-1.5Gi', '1e10000', '1e-10000', long].map((text) => Quantity.parse(text));

  it.each(Object.entries(operations))('%s answers, or says that the result cannot be written out', (_name, operate) => {
    const codes = quantities.flatMap((q) =>
      (operate.length > 1 ? others : others.slice(0, 1)).map((other) => codeOf(() => operate(q, other))),
    );
    expect([...new Set(codes)].filter((code) => code !== undefined && code !== 'OutOfRange')).toEqual([]);
  });

  it('give floats that are numbers, if infinite ones', () => {
    const floats = texts.flatMap((text) => [Quantity.parse(text).asApproximateFloat64(), Quantity.parse(text).asFloat64Slow()]);
    expect(floats.filter(Number.isNaN)).toEqual([]);
  });

  it('are explained', () => {
    expect(texts.map((text) => codeOf(() => explainQuantity(text))).filter((code) => code !== undefined)).toEqual([]);
    expect(explainQuantity('-1e10000').result.exact).toBe('-1e10000');
  });

  it('are refused with a short error', () => {
    const refused = [
      `${long}x`,
      `${long}e`,
      `1${' '.repeat(100_000)}1`,
      `${' '.repeat(100_000)}x`,
      'e'.repeat(100_000),
      `1e${long}`,
      '\u0000',
      '\ud800',
      '1\udfff',
      '٣',
      '１',
      '𝟙',
    ];
    for (const text of refused) {
      const result = Quantity.tryParse(text);
      expect(result.ok ? '' : result.error.message.length).toBeLessThan(300);
      expect(codeOf(() => Quantity.from(text))).toMatch(/^Err/);
    }
  });
});

describe('hostile values', () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const fails = (): never => {
    throw new TypeError('a trap');
  };
  const self: { value: unknown } = { value: 1 };
  self.value = self;
  const values: readonly (readonly [name: string, value: unknown])[] = [
    ['null', null],
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ['Infinity', Infinity],
    ['−Infinity', -Infinity],
    ['true', true],
    ['a symbol', Symbol('1')],
    ['a function', () => '1'],
    ['a class', Quantity],
    ['an array', ['1']],
    ['an object', {}],
    ['an object without a prototype', Object.create(null)],
    ['a date', new Date(0)],
    ['a boxed text', new String('1')],
    ['a box in a box', { value: { value: '1' } }],
    ['a box that holds itself', self],
    ['an empty box', { value: undefined }],
    ['a box of NaN', { value: Number.NaN }],
    ['a box that is inherited', Object.create({ value: '1' })],
    [
      'a getter that throws',
      {
        get value() {
          return fails();
        },
      },
    ],
    ['a revoked proxy', revoked.proxy],
    ['a proxy whose traps throw', new Proxy({}, { get: fails, has: fails, getPrototypeOf: fails, getOwnPropertyDescriptor: fails })],
    ['toString and valueOf', { toString: () => '1', valueOf: () => 1 }],
    ['a forged quantity', { [Symbol.for('kube-sizing.Quantity')]: 1, coefficient: {}, exponent: 'x', toString: fails }],
    ['the prototype', Quantity.prototype],
  ];

  it.each(values)('%s is no quantity', (_name, value) => {
    const q = Quantity.parse('1');
    const uses: (() => unknown)[] = [
      () => Quantity.from(value as never),
      () => q.add(value as never),
      () => q.sub(value as never),
      () => q.cmp(value as never),
      () => q.equals(value as never),
      () => compareQuantities(value as never, '1'),
      () => sumQuantities([value as never]),
      () => formatQuantity(value as never),
    ];
    for (const use of uses) expect(codeOf(use)).toBe('InvalidInput');
    if (value !== null && value !== undefined) expect(codeOf(() => percentOf(value as never, '1'))).toBe('InvalidInput');
  });

  it.each(values)('%s is no text', (_name, value) => {
    expect(codeOf(() => Quantity.parse(value as never))).toBe('InvalidInput');
    expect(Quantity.tryParse(value as never)).toMatchObject({ ok: false, error: { code: 'InvalidInput' } });
    expect(codeOf(() => explainQuantity(value as never))).toBe('InvalidInput');
  });

  it.each(values)('%s is no integer, scale or format', (_name, value) => {
    const q = Quantity.parse('1');
    const uses: (() => unknown)[] = [
      () => q.mul(value as never),
      () => q.cmpInt64(value as never),
      () => Quantity.fromInt64(value as never),
      () => Quantity.fromScaled(1, value as never),
      () => q.scaledValue(value as never),
      () => q.roundUp(value as never),
      () => q.withFormat(value as never),
    ];
    for (const use of uses) expect(codeOf(use)).toBe('InvalidInput');
    if (value !== undefined) {
      expect(codeOf(() => q.toBigInt(value as never))).toBe('InvalidInput');
      expect(codeOf(() => Quantity.fromInt64(1, value as never))).toBe('InvalidInput');
    }
  });

  it('has no negative zero', () => {
    const zeros = [Quantity.from(-0), Quantity.fromInt64(-0), Quantity.parse('-0'), Quantity.parse('5').mul(-0), Quantity.parse('0').neg()];
    expect(zeros.map((zero) => [zero.toString(), Object.is(zero.asApproximateFloat64(), 0), Object.is(zero.asFloat64Slow(), 0)])).toEqual(
      zeros.map(() => ['0', true, true]),
    );
    expect(zeros.map((zero) => Object.is(zero.sign(), 0))).toEqual(zeros.map(() => true));
  });
});
