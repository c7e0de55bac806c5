import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newestMinor } from '../../src/version/index.ts';
import { asModule, documentedFiles } from '../repo/documented.ts';
import { evaluateInBrowser, findBrowser } from './browser.ts';
import { evaluate, installTarball, root } from './installed.ts';
import { evaluateInRuntime, runtimes } from './runtimes.ts';

const { name, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  name: string;
  exports: Record<string, unknown>;
};
const subpaths = Object.keys(exports).filter((subpath) => subpath !== './package.json');
const specifiers = subpaths.map((subpath) => subpath.replace(/^\./, name));
const formats = ['module', 'commonjs'] as const;

let scratch = '';
beforeAll(() => void (scratch = installTarball()));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const load = (format: (typeof formats)[number], specifier: string, variable: string): string =>
  format === 'module' ? `import * as ${variable} from '${specifier}';` : `const ${variable} = require('${specifier}');`;
const print = (expression: string): string => `console.log(JSON.stringify(${expression}));`;
const installed = (): string => join(scratch, 'node_modules', name);

describe('the tarball', () => {
  it('holds the build, the changelog and the documents that npm always adds', () => {
    const files = readdirSync(installed()).toSorted();
    expect(files).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'package.json']);
  });

  it('mentions type-fest in no declaration, and no path of this machine anywhere', () => {
    const files = readdirSync(join(installed(), 'dist'), { recursive: true, encoding: 'utf8' });
    const guilty = files.filter((file) => {
      if (!/\.(d\.[cm]?ts|js|cjs)$/.test(file)) return false;
      const text = readFileSync(join(installed(), 'dist', file), 'utf8');
      return text.includes('type-fest') || text.includes(root);
    });
    expect(guilty).toEqual([]);
  });
});

describe('every subpath', () => {
  it.each(formats)('has at run time exactly the values that its declarations name: %s', (format) => {
    for (const specifier of specifiers) {
      const present = evaluate(
        scratch,
        format,
        `${load(format, specifier, 'it')} ${print("Object.keys(it).filter((key) => key !== 'module.exports' && key !== '__esModule')")}`,
      );
      const declared = declaredValues(join(installed(), declarationsOf(specifier, format)));
      expect((present as string[]).toSorted(), specifier).toEqual(declared);
    }
  });

  it.each(formats)('shares its values with the root: %s', (format) => {
    for (const specifier of specifiers) {
      const differing = print('Object.keys(it).filter((key) => it[key] !== all[key])');
      expect(evaluate(scratch, format, `${load(format, specifier, 'it')} ${load(format, name, 'all')} ${differing}`), specifier).toEqual(
        [],
      );
    }
  });

  it.each(formats)('loads without printing; the whole package takes (ms, not asserted): %s', (format) => {
    const script =
      format === 'module'
        ? `const start = performance.now(); await import('${name}'); ${print('performance.now() - start')}`
        : `const start = performance.now(); require('${name}'); ${print('performance.now() - start')}`;
    const times = Array.from({ length: 5 }, () => evaluate(scratch, format, script) as number).toSorted((a, b) => a - b);
    console.log(`import time, ${format}: median ${times[2]?.toFixed(1)} ms`);
    expect(times).toHaveLength(5);
  });
});

describe('an ESM and a CommonJS copy side by side', () => {
  const both = `import * as esm from '${name}'; import { createRequire } from 'node:module'; const cjs = createRequire(import.meta.url)('${name}');`;
  const inScratch = (expression: string): unknown => {
    writeFileSync(join(scratch, 'both.mjs'), `${both} ${print(expression)}`);
    return evaluate(scratch, 'module', "await import('./both.mjs')");
  };

  it('know each other by their errors', () => {
    expect(inScratch("[esm.SizingError === cjs.SizingError, esm.isSizingError(new cjs.SizingError('NotFound', 'x'))]")).toEqual([
      false,
      true,
    ]);
  });

  it('know each other by their quantities', () => {
    const given = inScratch(
      "[esm.Quantity === cjs.Quantity, esm.Quantity.from(cjs.Quantity.parse('1Gi')), esm.Quantity.parse('1Gi').equals(cjs.Quantity.parse('1024Mi')), cjs.Quantity.parse('1').add(esm.Quantity.parse('500m')), esm.percentOf(cjs.Quantity.parse('1'), '4'), cjs.sumQuantities([esm.Quantity.parse('1'), cjs.Quantity.parse('2')])]",
    );
    expect(given).toEqual([false, '1Gi', true, '1500m', 25, '3']);
  });

  it('take over spelling, format and form, and not only the text', () => {
    const taken = '[q.toString(), q.canonical(), q.format, String(q.asInt64()), String(q.value())]';
    const of = (quantity: string): string => `((q) => ${taken})(esm.Quantity.from(${quantity}))`;
    const quantities = [
      "cjs.Quantity.parse('01')",
      "cjs.Quantity.parse('-0.1Ki')",
      "cjs.Quantity.parse('9E').mul(3)",
      'cjs.Quantity.fromScaled(1, -10)',
    ];
    expect(inScratch(`[${quantities.map(of).join(', ')}]`)).toEqual([
      ['01', '1', 'DecimalSI', '1', '1'],
      ['-102400m', '-102400m', 'BinarySI', 'undefined', '-101'],
      ['27E', '27E', 'DecimalSI', 'undefined', '8553255926290448384'],
      ['100', '100', 'DecimalSI', 'undefined', '1'],
    ]);
  });
});

describe('another runtime', () => {
  it.for(Object.keys(runtimes))('runs the installed files as they are: %s', (runtime, context) => {
    const { binary } = runtimes[runtime]!;
    if (!existsSync(binary)) return context.skip(`no ${runtime} here: npm ci --prefix test/package`);
    const given = evaluateInRuntime(runtime, scratch, name, "[it.newestMinor, it.computePodQOS({}), it.Quantity.parse('0.1').mul(3)]");
    expect(given).toEqual([newestMinor, 'BestEffort', '300m']);
    return undefined;
  });
});

describe('a browser', () => {
  it('runs the installed files as they are', async (context) => {
    const browser = await findBrowser();
    if (browser === undefined) return context.skip('no Chromium on this machine');
    const given = await evaluateInBrowser(browser, scratch, name, "[it.newestMinor, new it.SizingError('NotFound', 'x').code]");
    expect(given).toEqual([newestMinor, 'NotFound']);
    return undefined;
  });
});

describe('a TypeScript project', () => {
  const settings: [string, ts.CompilerOptions, string][] = [
    ['node16 as ESM', { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 }, 'consumer.mts'],
    ['node16 as CommonJS', { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 }, 'consumer.cts'],
    ['a bundler', { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }, 'consumer.ts'],
  ];

  it.each(settings)('compiles every name and every example, libraries checked: %s', (_name, options, file) => {
    const declared = declaredNames(join(installed(), 'dist/index.d.ts'));
    const imports = specifiers.map(
      (specifier, i) => `import * as subpath${i} from '${specifier}';\nexport const use${i}: object = subpath${i};`,
    );
    const types = declared.map((declaredName, i) => `export type { ${declaredName} as Type${i} } from '${name}';`);
    const values = declaredValues(join(installed(), 'dist/index.d.ts'));
    const examples = documentedFiles().map((documented, i) => [`example-${i}.ts`, asModule(documented.examples, values, name)] as const);
    writeFileSync(join(scratch, file), [...imports, ...types].join('\n'));
    for (const [path, text] of examples) writeFileSync(join(scratch, path), text);
    const program = ts.createProgram(
      [file, ...examples.map(([path]) => path)].map((path) => join(scratch, path)),
      {
        ...options,
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: false,
        target: ts.ScriptTarget.ES2022,
        lib: ['lib.es2022.d.ts'],
        types: [],
        skipLibCheck: false,
        noEmit: true,
      },
    );
    const problems = ts.getPreEmitDiagnostics(program).map(({ file: at, start = 0, messageText }) => {
      const line = at === undefined ? '' : `${at.fileName.replace(scratch, '')}:${at.getLineAndCharacterOfPosition(start).line + 1}`;
      const context = at === undefined ? '' : (at.text.split('\n')[at.getLineAndCharacterOfPosition(start).line] ?? '').trim();
      return `${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')} | ${context}`;
    });
    expect(problems).toEqual([]);
  });
});

function declarationsOf(specifier: string, format: 'module' | 'commonjs'): string {
  const conditions = exports[specifier === name ? '.' : specifier.replace(name, '.')] as Record<'import' | 'require', { types: string }>;
  return conditions[format === 'module' ? 'import' : 'require'].types;
}

function exportsOf(declarations: string): { symbol: ts.Symbol; isValue: boolean }[] {
  const program = ts.createProgram([declarations], {
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    types: [],
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(declarations);
  const module = file === undefined ? undefined : checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error(`${declarations} is no module`);
  return checker.getExportsOfModule(module).map((symbol) => {
    const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
    return { symbol, isValue: (target.flags & ts.SymbolFlags.Value) !== 0 };
  });
}

function declaredValues(declarations: string): string[] {
  return exportsOf(declarations)
    .filter(({ isValue }) => isValue)
    .map(({ symbol }) => symbol.name)
    .toSorted();
}

function declaredNames(declarations: string): string[] {
  return exportsOf(declarations).map(({ symbol }) => symbol.name);
}
