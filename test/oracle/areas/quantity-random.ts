import type { Format } from '../../../src/quantity/index.ts';
import type { Random } from '../random.ts';

/** One operation on a quantity: b is a text or a format, n an int64, s a scale. */
export interface Step {
  readonly op: string;
  readonly b?: string;
  readonly n?: string;
  readonly s?: number;
}

/** A question: a quantity, made of a text, a JSON value or an int64, one operation on it and further ones. */
export interface In extends Step {
  readonly a?: string;
  readonly j?: unknown;
  readonly steps?: readonly Step[];
}

const formats: readonly Format[] = ['DecimalSI', 'BinarySI', 'DecimalExponent'];

export const suffixes = ['', 'n', 'u', 'm', 'k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
export const exponents = ['e3', 'E-2', 'e1', 'e+5', 'e-12', 'e20', 'e0', 'e09', 'e-9', 'e4294967299', 'e-4294967293', 'e-4294967296'];
export const noSuffixes = ['i', 'e', 'K', 'mi', 'kk', 'e+', 'Eii', 'e99999999999999999999', ' ', 'x', '.', '-', '\u0000', 'é', '٣'];
const common = ['', '', 'm', 'm', 'Mi', 'Mi', 'Gi', 'Gi'];

/** Texts at the borders of what upstream distinguishes. */
export const edges = [
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
  '9007199254740992',
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
  '0e400',
  '1e400',
  '-1e9999',
  '1e-9999',
  '0.000000000000000000000e-9',
];

function digits(random: Random, most: number): string {
  const count = random.below(most + 1);
  const alphabet = random.pick(['0123456789', '0123456789', '05', '9', '0001', '1248']);
  let text = '';
  for (let i = 0; i < count; i++) text += alphabet.charAt(random.below(alphabet.length));
  return text;
}

function randomSuffix(random: Random): string {
  const kind = random.next();
  if (kind < 0.45) return random.pick(common);
  if (kind < 0.8) return random.pick(suffixes);
  if (kind < 0.88) return random.pick(exponents);
  if (kind < 0.97) return `${random.pick(['e', 'E'])}${random.pick(['', '+', '-', '-0'])}${random.below(random.pick([4, 12, 40, 400]))}`;
  return random.pick(noSuffixes);
}

/** A text that is a quantity most of the time. */
export function randomText(random: Random): string {
  if (random.chance(0.05)) return random.pick(edges);
  const sign = random.pick(['', '', '', '', '-', '+']);
  const whole = digits(random, random.pick([1, 3, 5, 9, 15, 18, 24]));
  const fraction = random.chance(0.35) ? `.${digits(random, random.pick([1, 3, 6, 9, 14]))}` : '';
  return sign + whole + fraction + randomSuffix(random);
}

function randomInt64(random: Random): string {
  if (random.chance(0.15))
    return random.pick([
      '0',
      '1',
      '-1',
      '9223372036854775807',
      '-9223372036854775808',
      '9007199254740993',
      '-9007199254740992',
      '1024',
      '1000',
    ]);
  const size = 1 + random.below(19);
  let text = '';
  for (let i = 0; i < size; i++) text += random.below(10);
  const integer = BigInt.asIntN(64, BigInt(text));
  return String(random.chance(0.4) ? BigInt.asIntN(64, -integer) : integer);
}

const randomScale = (random: Random): number => random.below(random.pick([13, 30, 60])) - random.pick([9, 12, 30]);

function randomStep(random: Random, ops: readonly string[]): Step {
  const op = random.pick(ops);
  if (op === 'add' || op === 'sub' || op === 'cmp') return { op, b: randomText(random) };
  if (op === 'mul' || op === 'cmpInt64') return { op, n: randomInt64(random) };
  if (op === 'roundUp' || op === 'scaledValue') return { op, s: randomScale(random) };
  return op === 'withFormat' ? { op, b: random.pick(formats) } : { op };
}

const changes = ['add', 'sub', 'add', 'sub', 'neg', 'roundUp', 'withFormat'];
const made = ['fromInt64', 'fromMilli', 'fromScaled'];
const readings = ['cmp', 'cmpInt64', 'scaledValue'];

/** A quantity after up to four operations. */
export function randomComputed(random: Random, ops: readonly string[] = changes): In {
  const steps = Array.from({ length: random.below(4) }, () => randomStep(random, ops));
  const further = steps.length === 0 ? {} : { steps };
  if (random.chance(0.15)) {
    const op = random.pick(made);
    return { op, b: random.pick(formats), n: randomInt64(random), ...(op === 'fromScaled' ? { s: randomScale(random) } : {}), ...further };
  }
  return { a: randomText(random), ...randomStep(random, ops), ...further };
}

/** An operation, or a comparison or a conversion of its own. */
export function randomOperation(random: Random): In {
  return random.chance(0.25) ? { a: randomText(random), ...randomStep(random, readings) } : randomComputed(random);
}

/** Products among other operations. */
export function randomProduct(random: Random): In {
  const { op: _op, b: _b, n: _n, s: _s, ...rest } = randomComputed(random, [...changes, 'mul', 'mul']);
  return { ...rest, a: rest.a ?? randomText(random), op: 'mul', n: randomInt64(random) };
}

const spaces = ['', '', ' ', '  ', '\u0085', '\u00a0', '\u1680', '\u2003', '\u2028', '\u3000', '\t', '\n', '\ufeff'];

/** A JSON value where a quantity is expected: a number, or a text, perhaps with white space around. */
export function randomJSON(random: Random): In {
  if (random.chance(0.5)) return { op: 'json', j: `${random.pick(spaces)}${randomText(random)}${random.pick(spaces)}` };
  const magnitude = 10 ** (random.below(40) - 15);
  const number = random.chance(0.3) ? random.next() * magnitude : Number((random.next() * magnitude).toPrecision(1 + random.below(8)));
  return { op: 'json', j: random.chance(0.2) ? 0 - number : number };
}

const wideEdges = [
  '9223372036854775807',
  '9223372036854775808',
  '-9223372036854775808',
  '-9223372036854775809',
  '1234567890123456789',
  '9223372036854776',
  '1000E',
  '90000E',
  '4Ei',
  '-3Ei',
  '-30Pi',
  '10E',
  '-10E',
  '9.1Ki',
  '2e30',
  '1e30',
  '17m',
  '1000000000000000000000000000000',
];

/** A text at the borders that only wide amounts reach: of int64, of 29 and of 70 digits, of the suffixes. */
export function wideText(random: Random): string {
  if (random.chance(0.2)) return random.pick(wideEdges);
  const sign = random.pick(['', '', '-', '+']);
  const size = random.pick([18, 19, 20, 28, 29, 30, 31, 45, 69, 70, 71, 80]);
  const all = Array.from({ length: size }, () => random.below(10)).join('');
  const tail = random.chance(0.3) ? '0'.repeat(random.below(size)) : '';
  const shown = (all.slice(0, size - tail.length) + tail).padStart(size, '1');
  const point = random.chance(0.5) ? random.below(size + 1) : size;
  const suffix = random.pick(['', '', 'm', 'n', 'E', 'P', 'Ki', 'Gi', 'Pi', 'Ei', 'e3', 'e-20', 'e30', 'e-9']);
  return sign + shown.slice(0, point) + (point < size ? `.${shown.slice(point)}` : '') + suffix;
}

/** An operation on wide amounts, or on amounts whose scales lie far apart. */
export function wideOperation(random: Random): In {
  const far = (): string => `${random.pick(['', '-'])}${1 + random.below(99)}e${random.below(70) - 9}`;
  const text = (): string => (random.chance(0.5) ? wideText(random) : far());
  const op = random.pick(['add', 'sub', 'add', 'sub', 'cmp', 'scaledValue', 'roundUp', 'neg']);
  const steps = random.chance(0.4) ? { steps: [{ op: random.pick(['add', 'sub']), b: text() }] } : {};
  if (op === 'cmp') return { op, a: text(), b: text() };
  if (op === 'scaledValue') return { op, a: text(), s: randomScale(random) };
  if (op === 'roundUp') return { op, a: text(), s: randomScale(random), ...steps };
  return op === 'neg' ? { op, a: text(), ...steps } : { op, a: text(), b: text(), ...steps };
}
