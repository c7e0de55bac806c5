import { posix } from 'node:path';
import ts from 'typescript';
import { place, sources, type Source } from './sources.ts';

export interface PublicName {
  readonly name: string;
  readonly kind: 'function' | 'class' | 'const' | 'type';
  /** The declaration that carries the doc comment. */
  readonly declaration: ts.Node;
  readonly at: string;
}

const byPath = new Map(sources.map((source) => [source.path, source]));

/** The explicit `export { … } from './x.ts'` entries of an index file; anything else it exports is named in `refused`. */
export function listedExports(index: Source): { names: { name: string; from: string; original: string }[]; refused: string[] } {
  const names: { name: string; from: string; original: string }[] = [];
  const refused: string[] = [];
  for (const statement of index.ast.statements) {
    const list = ts.isExportDeclaration(statement) ? statement.exportClause : undefined;
    if (!ts.isExportDeclaration(statement) || list === undefined || !ts.isNamedExports(list) || statement.moduleSpecifier === undefined) {
      refused.push(place(statement));
      continue;
    }
    const from = posix.join(posix.dirname(index.path), (statement.moduleSpecifier as ts.StringLiteral).text);
    for (const element of list.elements)
      names.push({ name: element.name.text, from, original: (element.propertyName ?? element.name).text });
  }
  return { names, refused };
}

/** The public names of an index file with the declarations behind them. A name without a declaration is left out: the compiler tells. */
export function publicNames(index: Source): PublicName[] {
  return listedExports(index).names.flatMap(({ name, from, original }) => {
    const found = declarationOf(from, original);
    return found === undefined ? [] : [{ name, ...found, at: place(found.declaration) }];
  });
}

function declarationOf(path: string, name: string): { kind: PublicName['kind']; declaration: ts.Node } | undefined {
  const source = byPath.get(path);
  if (source === undefined) return undefined;
  const found: { kind: PublicName['kind']; declaration: ts.Node }[] = [];
  for (const statement of source.ast.statements) {
    if (ts.isVariableStatement(statement)) {
      const declares = statement.declarationList.declarations.some((declaration) => declaration.name.getText() === name);
      if (declares) found.push({ kind: 'const', declaration: statement });
    } else if (ts.isFunctionDeclaration(statement) && statement.name?.text === name)
      found.push({ kind: 'function', declaration: statement });
    else if (ts.isClassDeclaration(statement) && statement.name?.text === name) found.push({ kind: 'class', declaration: statement });
    else if ((ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) && statement.name.text === name)
      found.push({ kind: 'type', declaration: statement });
  }
  if (found.length === 0) {
    const onward = listedExports(source).names.find((entry) => entry.name === name);
    return onward === undefined ? undefined : declarationOf(onward.from, onward.original);
  }
  // Of overloads, or of a const and a type with one name, the one with the fullest comment speaks.
  return found.toSorted((a, b) => rank(b) - rank(a))[0];
}

function rank({ kind, declaration }: { kind: PublicName['kind']; declaration: ts.Node }): number {
  return (kind === 'type' ? 0 : 2) + (docComment(declaration) === '' ? 0 : 1);
}

/** The doc comments of a declaration without their stars, or an empty text. */
export function docComment(node: ts.Node): string {
  const { jsDoc } = node as { jsDoc?: readonly ts.JSDoc[] };
  return (jsDoc ?? [])
    .map((comment) =>
      comment
        .getText()
        .replace(/^\/\*\*|\*\/$/g, '')
        .replace(/^[ \t]*\* ?/gm, '')
        .trim(),
    )
    .join('\n');
}
