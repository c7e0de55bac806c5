import ts from 'typescript';
import { root } from './repo/sources.ts';

/** The declared parameters of a function, in order, each with the places that its type has. */
export interface DeclaredFunction {
  readonly name: string;
  readonly places: readonly (readonly (readonly string[])[])[];
}

/** Types nested deeper than this repeat what stands above. */
const deepest = 10;

/** What the library exports, as the compiler sees it. */
export function publicSymbols(): { readonly checker: ts.TypeChecker; readonly symbols: ReadonlyMap<string, ts.Symbol> } {
  const { config } = ts.readConfigFile(`${root}/tsconfig.json`, (path) => ts.sys.readFile(path));
  const program = ts.createProgram([`${root}/src/index.ts`], ts.parseJsonConfigFileContent(config, ts.sys, root).options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(`${root}/src/index.ts`);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  const exported = module === undefined ? [] : checker.getExportsOfModule(module);
  const resolved = (alias: ts.Symbol): ts.Symbol => (alias.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(alias) : alias);
  return { checker, symbols: new Map(exported.map((alias) => [alias.name, resolved(alias)])) };
}

/** Every exported function of the library, with every place of every argument, read from the declarations. */
export function declaredFunctions(): readonly DeclaredFunction[] {
  const { checker, symbols } = publicSymbols();
  return [...symbols].flatMap(([name, symbol]) => {
    if ((symbol.flags & ts.SymbolFlags.Function) === 0) return [];
    const signatures = checker.getSignaturesOfType(checker.getTypeOfSymbol(symbol), ts.SignatureKind.Call);
    const longest = signatures.toSorted((a, b) => b.parameters.length - a.parameters.length)[0];
    const places = (longest?.parameters ?? []).map((parameter) => [...placesOf(checker.getTypeOfSymbol(parameter), checker, [])]);
    return [{ name, places }];
  });
}

/** The way to every place of a type: the place itself, then those of its members; an element of a list is `0`, any key `cpu`. */
function* placesOf(type: ts.Type, checker: ts.TypeChecker, above: readonly ts.Type[]): Iterable<readonly string[]> {
  yield [];
  if (above.length >= deepest) return;
  const seen = new Set<string>();
  for (const member of type.isUnion() ? type.types : [checker.getBaseConstraintOfType(type) ?? type]) {
    if ((member.flags & ts.TypeFlags.Object) === 0 || above.includes(member) || isOpaque(member)) continue;
    for (const [name, inner] of membersOf(member, checker))
      if (!seen.has(name)) {
        seen.add(name);
        for (const rest of placesOf(inner, checker, [...above, member])) yield [name, ...rest];
      }
  }
}

/** Functions, quantities and dates are taken as one value. */
function isOpaque(type: ts.Type): boolean {
  const name = type.getSymbol()?.getName() ?? '';
  return type.getCallSignatures().length > 0 || ['Quantity', 'Date', 'Set', 'ReadonlySet', 'Map', 'SizingError'].includes(name);
}

function* membersOf(type: ts.Type, checker: ts.TypeChecker): Iterable<readonly [string, ts.Type]> {
  const element = checker.isArrayLikeType(type) ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined;
  if (element !== undefined) {
    yield ['0', element];
    return;
  }
  for (const property of checker.getPropertiesOfType(type)) yield [property.name, checker.getTypeOfSymbol(property)];
  const any = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  if (any !== undefined) for (const name of ['cpu', 'example.com/x']) yield [name, any];
}
