import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import * as kubeSizing from '../../src/index.ts';
import { asModule, documentedFiles } from './documented.ts';
import { docExamples, pageExamples, runExample, withoutThrows } from './examples.ts';
import { read, root } from './sources.ts';

describe('every example keeps its word', () => {
  it.each(documentedFiles())('$path', async ({ examples }) => {
    const problems = await Promise.all(examples.map((example) => runExample(example, kubeSizing)));
    expect(problems.flat()).toEqual([]);
  });
});

describe('every example', () => {
  it('compiles', () => {
    const names = Object.keys(kubeSizing);
    const modules = new Map(
      documentedFiles().map(({ examples }, i) => [
        join(root, `test/repo/example-${i}.ts`),
        asModule(examples, names, '../../src/index.ts'),
      ]),
    );
    const { config } = ts.parseConfigFileTextToJson('tsconfig.json', read('tsconfig.json')) as { config: unknown };
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
    const host = ts.createCompilerHost(options);
    const readSource = host.getSourceFile.bind(host);
    host.fileExists = (path) => modules.has(path) || ts.sys.fileExists(path);
    host.getSourceFile = (path, ...rest) => {
      const text = modules.get(path);
      return text === undefined ? readSource(path, ...rest) : ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
    };
    const settings = {
      noUnusedLocals: false,
      noUnusedParameters: false,
      noUncheckedIndexedAccess: false,
      noPropertyAccessFromIndexSignature: false,
    };
    const program = ts.createProgram([...modules.keys()], { ...options, ...settings }, host);
    const wrong = [...modules.keys()].flatMap((path) => {
      const file = program.getSourceFile(path);
      return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(({ start = 0, messageText }) => {
        const before = file?.text.slice(0, start) ?? '';
        const line = file?.text.slice(start).split('\n')[0] ?? '';
        return `${before.slice(before.lastIndexOf('\n// ') + 4).split('\n')[0]}: ${ts.flattenDiagnosticMessageText(messageText, ' ')} at ${line}`;
      });
    });
    expect(wrong).toEqual([]);
  });
});

describe('runExample', () => {
  const scope = {
    double: (n: number) => n * 2,
    fail: (code: string) => {
      throw Object.assign(new Error('no'), { code });
    },
  };
  const run = async (code: string): Promise<string[]> => runExample({ at: 'x.md:10', code }, scope);

  const kept: [string, string][] = [
    ['a value', 'double(2) // => 4'],
    ['setup with types, and undefined', "const list: Record<string, number> = {};\nlist['cpu'] // => undefined"],
    ['several lines', 'double(\n  3,\n) // => 6\n[1, 2].map(double) // => [2, 4]\n(5) // => 5'],
    ['a value below', '({ a: double(1) });\n// => { a: 2 }'],
    ['a value of several lines', 'const o = { b: 1n, a: double(1) };\no // => {\n//   a: 2,\n//   b: 1n,\n// }\ndouble(1) // => 2'],
    ['an error', "fail('OutOfRange') // throws OutOfRange"],
    ['a named error', 'null.x // throws TypeError'],
    ['an import', "import { double } from 'kube-sizing';\nconsole.log(double(4)); // => 8"],
    ['an object with toJSON', "({ toJSON: () => '1Gi' }) // => '1Gi'"],
    ['a name of its own', 'const double = 3;\ndouble // => 3'],
  ];
  it.each(kept)('accepts %s', async (_name, code) => expect(await run(code)).toEqual([]));

  const broken: [string, string, string][] = [
    ['another value', 'double(2) // => 5', 'x.md:11: gives 4 instead of 5'],
    ['another value later', 'const a = 1;\ndouble(a) // => 5', 'x.md:12: gives 2 instead of 5'],
    ['no promise', 'double(2)', 'x.md:10 promises no result'],
    ['another error', "fail('NotFound') // throws OutOfRange", 'x.md:11: throws Error: no instead of OutOfRange'],
    ['no error', 'double(1) // throws OutOfRange', 'x.md:11: gives 2 instead of throwing OutOfRange'],
    ['an error instead of a value', "fail('NotFound') // => 1", 'x.md:11: throws Error: no instead of giving 1'],
    ['prose for a value', 'double(1) // => 2 (twice)', 'x.md:11: throws'],
    ['an unknown name', "import { triple } from 'kube-sizing';\ndouble(1) // => 2", 'x.md:11: imports triple, which is no export'],
    ['another package', "import fs from 'node:fs';\ndouble(1) // => 2", 'x.md:11: imports node:fs'],
    ['a promise of a declaration', 'const a = double(1); // => 2', 'x.md:11: promises a result of what is no expression'],
    ['a syntax error', 'double( // => 2', 'x.md:11: '],
  ];
  it.each(broken)('refuses %s', async (_name, code, problem) => {
    const problems = await run(code);
    expect(problems.join('\n')).toContain(problem);
  });
});

describe('docExamples', () => {
  it('takes the lines below @example up to the next tag, of functions and of methods', () => {
    const text = `
/**
 * Text.
 *
 * @example
 * a() // => 1
 * b() // => 2
 * @throws x
 */
export function a() {}
export class B {
  /** @example
   * c() // => 3
   */
  c() {}
}`;
    expect(docExamples('x.ts', text)).toEqual([
      { at: 'x.ts:5', code: 'a() // => 1\nb() // => 2' },
      { at: 'x.ts:12', code: 'c() // => 3' },
    ]);
  });
});

describe('pageExamples', () => {
  it('takes the fences that promise a result', () => {
    const page = 'a\n\n```ts\nf() // => 1\n```\n\n```ts\nconst x = 1;\n```\n\n```json\n// => 1\n```\n';
    expect(pageExamples('x.md', page)).toEqual([{ at: 'x.md:3', code: 'f() // => 1\n' }]);
  });
});

describe('withoutThrows', () => {
  it('leaves out imports and what is meant to throw', () => {
    const code = "import { a } from 'kube-sizing';\nconst x = 1;\na(x) // => 2\na('x') // throws InvalidInput\na(3) // => 4";
    expect(withoutThrows({ at: 'x.md:1', code })).toBe('const x = 1;\na(x);\na(3);');
  });
});
