import { runInThisContext } from 'node:vm';
import ts from 'typescript';

/** A piece of documentation whose lines promise results. */
export interface Example {
  /** `path:line` of its first line. */
  readonly at: string;
  readonly code: string;
}

/** The `@example` blocks of the doc comments of a source file. */
export function docExamples(path: string, text: string): Example[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: Example[] = [];
  const visit = (node: ts.Node): void => {
    for (const comment of (node as { jsDoc?: readonly ts.JSDoc[] }).jsDoc ?? []) {
      const firstLine = file.getLineAndCharacterOfPosition(comment.getStart()).line + 1;
      const lines = comment.getText().replace(/\*\/$/, '').split('\n');
      const bare = lines.map((line) => line.replace(/^\s*\/?\*+ ?/, ''));
      bare.forEach((line, start) => {
        if (!/^@example\b/.test(line)) return;
        const rest = bare.slice(start + 1);
        const end = rest.findIndex((next) => /^@\w/.test(next));
        const block = (end === -1 ? rest : rest.slice(0, end)).filter((next) => !next.startsWith('```'));
        found.push({ at: `${path}:${firstLine + start}`, code: block.join('\n').trimEnd() });
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The `ts` fences of a page that promise a result. */
export function pageExamples(path: string, text: string): Example[] {
  return [...text.matchAll(/^```(?:ts|typescript)[^\n]*\n([\s\S]*?)^```/gm)]
    .map(({ 1: code = '', index }) => ({ at: `${path}:${text.slice(0, index).split('\n').length}`, code }))
    .filter(({ code }) => promise.test(code));
}

const promise = /\/\/ (=>|throws) /;

/**
 * Evaluates an example with the given names in scope and says, line by line, where it does not keep its word.
 *
 * `expression // => value` must give the value (compared by JSON, the order of keys aside; `undefined` and bigint allowed), `expression // throws Code` must
 * throw an error of that code or name, and every other statement is setup. Both notes may stand on a line of their own below their expression, and a
 * value may go on in comment lines below its first.
 */
export async function runExample({ at, code }: Example, scope: Readonly<Record<string, unknown>>): Promise<string[]> {
  if (!promise.test(code)) return [`${at} promises no result`];
  const [path, start] = splitPlace(at);
  const problems: string[] = [];
  const say = (line: number, text: string): void => void problems.push(`${path}:${start + line}: ${text}`);
  const { script, expectations, refused } = prepare(code, scope);
  for (const { line, text } of refused) say(line, text);
  if (problems.length > 0) return problems;
  const check = async (id: number, evaluate: () => unknown): Promise<void> => {
    const expectation = expectations[id];
    if (expectation === undefined) return;
    const problem = await judge(expectation, evaluate);
    if (problem !== undefined) say(expectation.line, problem);
  };
  try {
    const names = Object.keys(scope).filter((name) => name !== 'default');
    const run = new AsyncFunction('__check', ...names, `{\n${script}\n}`);
    await run(check, ...names.map((name) => scope[name]));
  } catch (error) {
    say(0, `cannot run: ${String(error)}`);
  }
  return problems;
}

const AsyncFunction = (async () => {}).constructor as new (...parts: string[]) => (...values: unknown[]) => Promise<void>;

interface Expectation {
  readonly line: number;
  readonly kind: '=>' | 'throws';
  readonly text: string;
}

async function judge({ kind, text }: Expectation, evaluate: () => unknown): Promise<string | undefined> {
  if (kind === 'throws') {
    try {
      return `gives ${show(await evaluate())} instead of throwing ${text}`;
    } catch (error) {
      const { code, name } = error as { code?: unknown; name?: unknown };
      return code === text || name === text ? undefined : `throws ${String(error)} instead of ${text}`;
    }
  }
  try {
    const actual = show(await evaluate());
    const wanted = show(literal(text));
    return actual === wanted ? undefined : `gives ${actual} instead of ${wanted}`;
  } catch (error) {
    return `throws ${String(error)} instead of giving ${text}`;
  }
}

function literal(text: string): unknown {
  return runInThisContext(`(${text}\n)`) as unknown;
}

function isLiteral(text: string): boolean {
  try {
    literal(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON with sorted keys, in which a bigint and undefined have a spelling too. */
function show(value: unknown): string {
  const plain = (_key: string, part: unknown): unknown => {
    if (typeof part === 'bigint') return `${part}n`;
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  };
  return JSON.stringify(value, plain) ?? 'undefined';
}

/** Turns promised expressions into calls of `__check`, drops imports of the package, and compiles the rest. */
function prepare(
  code: string,
  scope: Readonly<Record<string, unknown>>,
): { script: string; expectations: Expectation[]; refused: { line: number; text: string }[] } {
  const refused: { line: number; text: string }[] = [];
  const { lines, expectations } = takePromises(code);
  const file = ts.createSourceFile('example.ts', lines.join('\n'), ts.ScriptTarget.Latest, true);
  const pending = [...expectations];
  let script = '';
  for (const statement of file.statements) {
    const endLine = file.getLineAndCharacterOfPosition(statement.getEnd()).line;
    const mine = pending[0] !== undefined && ownedBy(endLine, pending[0].line, lines) ? pending.shift() : undefined;
    if (ts.isImportDeclaration(statement)) {
      refused.push(...refusedImports(statement, scope).map((text) => ({ line: endLine, text })));
    } else if (mine === undefined) script += `${statement.getText()}\n`;
    else if (ts.isExpressionStatement(statement))
      script += `await __check(${expectations.indexOf(mine)}, async () => (${unwrapped(statement)}));\n`;
    else refused.push({ line: mine.line, text: 'promises a result of what is no expression' });
  }
  for (const { line } of pending) refused.push({ line, text: 'belongs to no expression' });
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
  return { script: ts.transpileModule(script, { compilerOptions: options }).outputText, expectations, refused };
}

/** A promise stands on the last line of its statement, or below it with nothing in between. */
function ownedBy(endLine: number, promiseLine: number, lines: readonly string[]): boolean {
  return endLine <= promiseLine && lines.slice(endLine + 1, promiseLine + 1).every((line) => line.trim() === '');
}

function takePromises(code: string): { lines: string[]; expectations: Expectation[] } {
  const lines = code.split('\n');
  const expectations: Expectation[] = [];
  for (let line = 0; line < lines.length; line++) {
    const match = /^(.*?)\s*\/\/ (=>|throws) (.*)$/.exec(lines[line] ?? '');
    if (match === null) continue;
    const [, before = '', kind = '', first = ''] = match;
    lines[line] = before.trim() === '' || before.endsWith(';') ? before : `${before};`;
    let text = first.trim().replace(/;$/, '');
    if (kind === '=>') text = continued(text, lines, line + 1);
    expectations.push({ line, kind: kind as '=>', text });
  }
  return { lines, expectations };
}

/** A value that does not end on its line goes on in the comment lines below, which are taken away. */
function continued(first: string, lines: string[], from: number): string {
  let text = first;
  for (let next = from; !isLiteral(text); next++) {
    const more = /^\s*\/\/ (?!=>|throws )(.*)$/.exec(lines[next] ?? '');
    if (more === null) break;
    text += `\n${more[1] ?? ''}`;
    lines[next] = '';
  }
  return text;
}

/** The expression; of `console.log(x)`, x. */
function unwrapped({ expression }: ts.ExpressionStatement): string {
  const [only] = ts.isCallExpression(expression) && expression.expression.getText() === 'console.log' ? expression.arguments : [];
  return (only ?? expression).getText();
}

function refusedImports(statement: ts.ImportDeclaration, scope: Readonly<Record<string, unknown>>): string[] {
  const from = (statement.moduleSpecifier as ts.StringLiteral).text;
  if (!/^kube-sizing(\/|$)/.test(from)) return [`imports ${from}`];
  const { importClause } = statement;
  const bindings = importClause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings)) return [];
  return bindings.elements
    .filter((element) => !element.isTypeOnly && importClause?.phaseModifier === undefined && !Object.hasOwn(scope, element.name.text))
    .map((element) => `imports ${element.name.text}, which is no export`);
}

function splitPlace(at: string): [string, number] {
  const colon = at.lastIndexOf(':');
  return [at.slice(0, colon), Number(at.slice(colon + 1)) + 1];
}

/** The code of an example without the expressions that are meant to throw, which may not even compile, and without its imports. */
export function withoutThrows({ code }: Example): string {
  const { lines, expectations } = takePromises(code);
  const file = ts.createSourceFile('example.ts', lines.join('\n'), ts.ScriptTarget.Latest, true);
  const throwing = expectations.filter(({ kind }) => kind === 'throws').map(({ line }) => line);
  return file.statements
    .filter((statement) => {
      const endLine = file.getLineAndCharacterOfPosition(statement.getEnd()).line;
      return !ts.isImportDeclaration(statement) && !throwing.some((line) => ownedBy(endLine, line, lines));
    })
    .map((statement) => statement.getText())
    .join('\n');
}
