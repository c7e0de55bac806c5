import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { isSizingError, type SizingError } from '../../src/errors.ts';
import { minorOf } from '../../src/version/minors.ts';
import { optionNames } from '../../src/version/options.ts';
import { publicSymbols } from '../declared-places.ts';

const refusalOf = (options: unknown): SizingError => {
  try {
    minorOf(options as object);
  } catch (error) {
    if (isSizingError(error)) return error;
  }
  throw new Error('the options were accepted');
};

/** The options that the functions of the library declare, read from their types. */
function declaredOptions(): readonly string[] {
  const { checker, symbols } = publicSymbols();
  const names = [...symbols.values()].flatMap((symbol) =>
    checker.getSignaturesOfType(checker.getTypeOfSymbol(symbol), ts.SignatureKind.Call).flatMap((signature) => {
      const last = signature.parameters.at(-1);
      if (last?.name !== 'options') return [];
      return checker.getPropertiesOfType(checker.getNonNullableType(checker.getTypeOfSymbol(last))).map(({ name }) => name);
    }),
  );
  return [...new Set(names)].toSorted();
}

describe('the options of a call', () => {
  it('are known by name, every one that a function declares', () => {
    const declared = declaredOptions();
    expect(declared.length).toBeGreaterThan(30);
    expect(declared.filter((name) => !optionNames().includes(name))).toEqual([]);
  });

  it.each([
    ['version', '1.20', 'did you mean kubernetesVersion?'],
    ['kubernetesversion', '1.20', 'did you mean kubernetesVersion?'],
    ['operatingSystem', 'windows', 'did you mean os?'],
    ['gates', {}, 'did you mean featureGates?'],
    ['enforceCpuLimits', false, 'did you mean enforceCPULimits?'],
    ['skipPodLevel', true, 'did you mean skipPodLevelResources?'],
    ['cgroup', 2, 'did you mean cgroupVersion?'],
    ['reservationPolicy', 'None', 'did you mean memoryReservationPolicy?'],
  ])('refuses %s: %j', (name, value, hint) => {
    expect(refusalOf({ [name]: value })).toMatchObject({ code: 'InvalidInput', path: `options.${name}`, hint });
  });

  it.each([
    ['enforceCPULimits', 'false'],
    ['excludeOverhead', 1],
    ['cpuPeriod', '100ms'],
    ['os', true],
    ['swapCapacity', true],
    ['nonMissingContainerRequests', []],
    ['podsOnNode', {}],
    ['scopes', 'BestEffort'],
    ['locale', 5],
  ])('refuses a value of the wrong kind, %s: %j', (name, value) => {
    expect(refusalOf({ [name]: value })).toMatchObject({ code: 'InvalidInput', path: `options.${name}`, input: value });
  });

  it('takes options that are undefined or null as unset, those of other functions and names of the prototype', () => {
    expect(minorOf({ kubernetesVersion: '1.20', enforceCPULimits: undefined, os: null, locale: 'de' } as object)).toBe(20);
    expect(minorOf({ version: undefined } as object)).toBe(minorOf(undefined));
    expect(refusalOf(JSON.parse('{ "constructor": 1 }')).path).toBe('options.constructor');
    expect(refusalOf(JSON.parse('{ "__proto__": 1 }')).path).toBe('options.__proto__');
  });

  it.each([['1.34'], [7], [true], [[]]])('refuses %j', (options) => {
    expect(refusalOf(options)).toMatchObject({ code: 'InvalidInput', path: 'options' });
  });

  it('names an option in bounded time, whatever its length', () => {
    expect(refusalOf({ ['x'.repeat(10_000)]: 1 }).hint).toMatch(/^did you mean \w+\?$/);
  });
});
