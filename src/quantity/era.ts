import { invalid } from '../errors.ts';
import { minorNumber, type VersionOptions } from '../version/minors.ts';
import { newest } from '../version/newest.ts';
import { since } from '../version/since.ts';

/**
 * How quantities work in some minors: all that differs between minors, as data. Texts, sums and conversions ask it and nothing else.
 *
 * An era may stand wherever a version may, so a function of another folder finds it once by {@link eraSince} and reads every amount in it at
 * no further cost: `Quantity.from(value, era)`. Internal.
 */
export interface Era extends VersionOptions {
  /** The first minor of the era. */
  readonly kubernetesVersion: '1.15' | '1.38';
  /** How many digits of a decimal format are held as an int64 at most. */
  readonly int64Digits: number;
  /** How many significant digits of a decimal are kept when it is read; the rest is rounded away from zero. */
  readonly mostDigits: number;
  /** How many of them are kept in front of a power of 1024. */
  readonly mostBinaryDigits: number;
  /** How far apart the scales of two decimals may lie; in a sum the finer one is rounded away from zero to so many places. */
  readonly mostGap: number;
  /** Whether a decimal keeps its own scale: that of its digits when it is read, and a coarser one when it is rounded. Otherwise it is read in nano. */
  readonly hasOwnScale: boolean;
  /** Whether integers of 64 bits end where they end: conversions and the negation of the least one. Otherwise they wrap, are 0, or go astray. */
  readonly saturates: boolean;
  /** Whether an amount beyond the suffixes is written with an exponent. Otherwise it is written without a suffix. */
  readonly writesExponent: boolean;
  /** Whether comparing an int64 with a decimal leaves it an int64. Otherwise it becomes a decimal for good. */
  readonly comparesOnly: boolean;
}

const wrapping: Era = {
  kubernetesVersion: '1.15',
  int64Digits: 18,
  mostDigits: Infinity,
  mostBinaryDigits: Infinity,
  mostGap: Infinity,
  hasOwnScale: false,
  saturates: false,
  writesExponent: false,
  comparesOnly: false,
};

const saturating: Era = {
  kubernetesVersion: '1.38',
  int64Digits: 19,
  mostDigits: 29,
  mostBinaryDigits: 70,
  mostGap: 29,
  hasOwnScale: true,
  saturates: true,
  writesExponent: true,
  comparesOnly: true,
};

/** The era of a minor. Internal. */
export const eraSince = /* @__PURE__ */ since({ '1.15': wrapping, '1.38': saturating });

const newestEra = /* @__PURE__ */ eraSince(newest);

/** The era that the options of a call name, or are; that of the newest minor where they name none. Internal. */
export function eraOf(options: VersionOptions | null | undefined): Era {
  return options === undefined || options === null ? newestEra : namedEra(options);
}

function namedEra(options: VersionOptions): Era {
  if (options === wrapping || options === saturating) return options as Era;
  if (typeof options !== 'object') throw invalid('an object', 'options', options);
  const { kubernetesVersion } = options;
  return kubernetesVersion === undefined ? newestEra : eraSince(minorNumber(kubernetesVersion));
}
