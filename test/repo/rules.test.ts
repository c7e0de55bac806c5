import { describe, expect, it } from 'vitest';
import { forbiddenImports, hasNoBehaviour, impureModuleLevel, leakedTypes } from './rules.ts';
import { parse } from './sources.ts';

const problems = (check: (source: ReturnType<typeof parse>) => string[], path: string, text: string): string =>
  check(parse(path, text)).join('\n');

describe('impureModuleLevel', () => {
  const table: [string, string, RegExp | ''][] = [
    ['a call', 'const x = f();', /x\.ts:1 runs f\(\)/],
    ['a construction', 'export const x = new Map();', /runs new Map/],
    ['a call in a pure call', 'const x = /* @__PURE__ */ f(g());', /runs g\(\)/],
    ['a call in an object', 'const x = { a: [f()] };', /runs f/],
    ['a template tag', 'const x = String.raw`a`;', /runs String/],
    ['a static field', 'class A { static a = f(); }', /runs f/],
    ['a statement', 'f();', /statement at module level/],
    ['pure calls', 'const x = /* @__PURE__ */ f(/* @__PURE__ */ g(1)); const y = /* @__PURE__ */ new Map();', ''],
    ['functions and fields of instances', 'const f = () => g(); function h() { return g(); } class A { a = g(); b() { return g(); } }', ''],
  ];
  it.each(table)('%s', (_name, text, expected) => {
    expect(problems(impureModuleLevel, 'src/core/x.ts', text)).toMatch(expected === '' ? /^$/ : expected);
  });
});

describe('forbiddenImports', () => {
  const table: [string, string, string, RegExp | ''][] = [
    ['a folder to the left', 'src/core/x.ts', "import { a } from '../quantity/index.ts';", ''],
    ['a file of its own folder', 'src/core/x.ts', "import { a } from './y.ts';", ''],
    ['a folder to the right', 'src/core/x.ts', "import { a } from '../cgroup/cpu.ts';", /right of core/],
    ['a type from the right', 'src/core/x.ts', "import type { a } from '../cgroup/cpu.ts';", /right of core/],
    ['a type in passing', 'src/core/x.ts', "type A = import('../cgroup/cpu.ts').A;", /right of core/],
    ['the whole package', 'src/core/x.ts', "import { a } from '../index.ts';", /right of core/],
    ['no extension', 'src/core/x.ts', "import { a } from './y';", /without \.ts/],
    ['a module of Node', 'src/core/x.ts', "import fs from 'node:fs';", /imports node:fs/],
    ['big.js outside quantity', 'src/core/x.ts', "import type { Big } from 'big.js';", /imports big\.js/],
    ['big.js as a type', 'src/quantity/quantity.ts', "import type { Big } from 'big.js';", ''],
    ['big.js as a value', 'src/quantity/quantity.ts', "import { Big } from 'big.js';", /imports big\.js/],
    ['big.js in its place', 'src/quantity/decimal.ts', "import { Big } from 'big.js';", ''],
    ['type-fest as a value', 'src/core/x.ts', "import { Simplify } from 'type-fest';", /imports type-fest/],
  ];
  it.each(table)('%s', (_name, path, text, expected) => {
    expect(problems(forbiddenImports, path, text)).toMatch(expected === '' ? /^$/ : expected);
  });
});

describe('leakedTypes', () => {
  it('finds a type of type-fest in an exported declaration only', () => {
    const text = "import type { Simplify } from 'type-fest';\ntype A = Simplify<{}>;\nexport type B = Simplify<{}>;";
    expect(leakedTypes(parse('src/core/x.ts', text))).toEqual(['src/core/x.ts:3 shows Simplify of type-fest']);
  });
});

describe('hasNoBehaviour', () => {
  it.each([
    ["import type { A } from './a.ts'; export interface B extends A {} export type C = B;", true],
    ["export const table = { a: [1, 'b'] } as const;", true],
    ['export const a = () => 1;', false],
    ['export const a = /* @__PURE__ */ f();', false],
    ['export function a(): void {}', false],
    ['export class A {}', false],
  ])('%s', (text, expected) => {
    expect(hasNoBehaviour(parse('src/core/x.ts', text))).toBe(expected);
  });
});
