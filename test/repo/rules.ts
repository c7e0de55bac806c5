import { posix } from 'node:path';
import ts from 'typescript';
import { dependencyLine, place, rooms, type Source } from './sources.ts';

/** Everything a file imports, types included: `import`, `export … from`, `import('…')` as a type or a call. */
function importsOf(source: Source): { specifier: string; typeOnly: boolean; node: ts.Node }[] {
  const found: { specifier: string; typeOnly: boolean; node: ts.Node }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause;
      const elements =
        clause?.namedBindings !== undefined && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements : undefined;
      const everyOneIsType = elements !== undefined && clause?.name === undefined && elements.every((element) => element.isTypeOnly);
      found.push({
        specifier: (node.moduleSpecifier as ts.StringLiteral).text,
        typeOnly: clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || everyOneIsType,
        node,
      });
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined)
      found.push({ specifier: (node.moduleSpecifier as ts.StringLiteral).text, typeOnly: node.isTypeOnly, node });
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
      found.push({ specifier: node.argument.literal.text, typeOnly: true, node });
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      found.push({ specifier: argument !== undefined && ts.isStringLiteral(argument) ? argument.text : '?', typeOnly: false, node });
    }
    ts.forEachChild(node, visit);
  };
  visit(source.ast);
  return found;
}

/** Imports against the line of dependency, and of packages that the library may not use. */
export function forbiddenImports(source: Source): string[] {
  if (source.folder === '') return [];
  const own = dependencyLine.indexOf(source.folder as 'errors');
  return importsOf(source).flatMap(({ specifier, typeOnly, node }) => {
    if (!specifier.startsWith('.')) return forbiddenPackage(source, specifier, typeOnly) ? [`${place(node)} imports ${specifier}`] : [];
    if (!specifier.endsWith('.ts')) return [`${place(node)} imports ${specifier} without .ts`];
    const target = posix.join(posix.dirname(source.path), specifier);
    const parts = target.split('/');
    const folder = parts.length > 2 ? (parts[1] ?? '') : (parts[1] ?? '').replace(/\.ts$/, '');
    const other = dependencyLine.indexOf(folder as 'errors');
    if (other === -1 || other > own) return [`${place(node)} imports ${target}, which stands to the right of ${source.folder}`];
    const [from, to] = [roomOf(source.path), roomOf(target)];
    return folder === source.folder && to > from ? [`${place(node)} imports ${target}, whose room comes after its own`] : [];
  });
}

/** Where in the order of its folder's rooms a file stands; 0 beside them, and after all of them for the folder's index. */
function roomOf(path: string): number {
  const [, folder = '', room = ''] = path.split('/');
  const order = rooms[folder] ?? [];
  return room === 'index.ts' ? order.length + 1 : order.indexOf(room) + 1;
}

/** Folders inside a folder of `src` that no order of rooms names. */
export function unknownRooms({ path }: Source): string[] {
  const parts = path.split('/');
  if (parts.length <= 3) return [];
  const named = rooms[parts[1] ?? '']?.includes(parts[2] ?? '') === true;
  return named && parts.length === 4 ? [] : [path];
}

function forbiddenPackage({ path, folder }: Source, specifier: string, typeOnly: boolean): boolean {
  if (specifier === 'type-fest') return !typeOnly;
  if (specifier === 'big.js') return folder !== 'quantity' || !(typeOnly || path === 'src/quantity/decimal.ts');
  return true;
}

/** Exported declarations that mention a type of type-fest: it must not reach the published declarations. */
export function leakedTypes(source: Source): string[] {
  const names = new Set(
    importsOf(source)
      .filter(({ specifier }) => specifier === 'type-fest')
      .flatMap(({ node }) => (ts.isImportDeclaration(node) ? [...(node.importClause?.getText().matchAll(/\w+/g) ?? [])].map(String) : [])),
  );
  if (names.size === 0) return [];
  return source.ast.statements.filter(isExported).flatMap((statement) => {
    const leaks: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isTypeReferenceNode(node) && names.has(node.typeName.getText()))
        leaks.push(`${place(node)} shows ${node.typeName.getText()} of type-fest`);
      ts.forEachChild(node, visit);
    };
    visit(statement);
    return leaks;
  });
}

function isExported(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

/** Calls, `new` and tagged templates that run when the module is loaded and are not marked as pure: no bundler may drop them. */
export function impureModuleLevel({ ast, text }: Source): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    const runs = ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node);
    if (runs && !/\/\* *[@#]__PURE__ *\*\/\s*$/.test(text.slice(node.getFullStart(), node.getStart())))
      found.push(`${place(node)} runs ${node.getText().slice(0, 40)}`);
    if (ts.isClassStaticBlockDeclaration(node)) found.push(`${place(node)} has a static block`);
    if (ts.isPropertyDeclaration(node) && !(ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword)) return;
    if (ts.isFunctionLike(node)) return;
    ts.forEachChild(node, visit);
  };
  for (const statement of ast.statements) {
    const plain =
      ts.isImportDeclaration(statement) ||
      ts.isExportDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isVariableStatement(statement);
    if (!plain) found.push(`${place(statement)} is a statement at module level`);
    if (ts.isClassDeclaration(statement) || ts.isVariableStatement(statement)) visit(statement);
  }
  return found;
}

/** A file of types and tables only: it has no behaviour of its own to test. */
export function hasNoBehaviour({ ast }: Source): boolean {
  const behaves = (node: ts.Node): boolean =>
    !ts.isTypeNode(node) &&
    !ts.isInterfaceDeclaration(node) &&
    (ts.isFunctionLike(node) ||
      ts.isClassLike(node) ||
      ts.isCallExpression(node) ||
      ts.isNewExpression(node) ||
      ts.forEachChild(node, behaves) === true);
  return !behaves(ast);
}
