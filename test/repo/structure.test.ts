import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { docComment, listedExports, publicNames } from './public-names.ts';
import { forbiddenImports, hasNoBehaviour, impureModuleLevel, leakedTypes, unknownRooms } from './rules.ts';
import { dependencyLine, filesUnder, folders, place, read, root, sources, type Source } from './sources.ts';

const index = (folder: string): Source | undefined =>
  sources.find(({ path }) => path === `src/${folder === '' ? '' : `${folder}/`}index.ts`);
const indexes = folders.map(index).filter((source) => source !== undefined);
const single = sources.filter(({ path }) => path === 'src/errors.ts' || path === 'src/explanation.ts');
const rootIndex = index('');
const tests = filesUnder('test').filter((path) => /\.(test|test-d)\.ts$/.test(path));
const own = [...filesUnder('src'), ...filesUnder('test'), ...filesUnder('docs'), ...filesUnder('examples'), 'README.md', 'CHANGELOG.md'];

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^a-z0-9 _-]/g, '')
      .replaceAll(' ', '-'),
  );
}

describe('the tree', () => {
  it('has nothing else at its top level', () => {
    const allowed = ['package.json', 'package-lock.json', 'tsconfig.json', 'src', 'test', 'docs', 'examples', 'findings'];
    const documents = ['CHANGELOG.md', 'README.md', 'LICENSE', 'SECURITY.md', 'CONTRIBUTING.md'];
    const ignored = ['node_modules', 'dist', 'coverage'];
    const known = new Set([...allowed, ...documents, ...ignored]);
    const others = readdirSync(root).filter((name) => !known.has(name) && !name.startsWith('.') && !name.endsWith('.tgz'));
    expect(others).toEqual([]);
  });

  it('has only folders that stand in the line of dependency, each with an index', () => {
    expect(folders.filter((folder) => !dependencyLine.includes(folder as 'errors'))).toEqual([]);
    expect(folders.filter((folder) => index(folder) === undefined)).toEqual([]);
    expect(sources.filter(({ path }) => path.split('/').length === 2).map(({ path }) => path)).toEqual([
      'src/errors.ts',
      'src/explanation.ts',
      'src/index.ts',
    ]);
  });

  it('has only rooms that stand in the order of their folder', () => expect(sources.flatMap(unknownRooms)).toEqual([]));

  it('names files in kebab-case and after what they hold', () => {
    const code = [...filesUnder('src'), ...filesUnder('test'), ...filesUnder('examples')].filter((path) => /\.[cm]?[jt]s$/.test(path));
    const shaped = (path: string): boolean => /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.[cm]?[jt]s$/.test(basename(path));
    expect(code.filter((path) => !shaped(path))).toEqual([]);
    expect(code.filter((path) => /(^|[/.-])(utils?|helpers?|common|misc)([/.-]|$)/.test(path))).toEqual([]);
  });

  it('keeps every source file within 300 lines', () => {
    const lengths = sources.map(({ path, text }) => `${path} ${text.split('\n').length - 1}`);
    expect(lengths.filter((line) => Number(line.split(' ')[1]) > 300)).toEqual([]);
  });

  it('mirrors sources in tests', () => {
    const untested = sources
      .filter((source) => !['index.ts', 'explanation.ts'].includes(basename(source.path)) && !hasNoBehaviour(source))
      .map(({ path }) => path.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts'))
      .filter((path) => !existsSync(join(root, path)));
    expect(untested, 'tests that are missing').toEqual([]);
  });

  it('mirrors tests in sources', () => {
    const mirrored = tests.filter((path) => folders.includes(path.split('/')[1] ?? '') || path.split('/').length === 2);
    const sourceOf = (path: string): string => path.replace(/^test\//, 'src/').replace(/(\/[^/.]+)\.[^/]*$/, '$1.ts');
    expect(
      mirrored.filter((path) => !existsSync(join(root, sourceOf(path)))),
      'tests without a source of their name (use index.<topic>.test.ts for a whole folder)',
    ).toEqual([]);
  });

  it('has only links that lead somewhere in its pages', () => {
    const pages = own.concat('CONTRIBUTING.md', 'SECURITY.md').filter((path) => path.endsWith('.md'));
    const dead = pages.flatMap((page) => {
      const links = [
        ...read(page)
          .replace(/^```[\s\S]*?^```/gm, '')
          .matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)(?:#([^)\s]+))?/g),
      ];
      const leads = (link: string, anchor: string | undefined): boolean => {
        const path = join(root, dirname(page), link);
        return existsSync(path) && (anchor === undefined || anchorsOf(read(join(dirname(page), link))).includes(anchor));
      };
      return links.filter(([, link = '', anchor]) => !leads(link, anchor)).map(([link]) => `${page}: ${link}`);
    });
    expect(dead).toEqual([]);
  });

  it('lists every page in docs/README.md', () => {
    const list = read('docs/README.md');
    const pages = filesUnder('docs').filter((path) => path.endsWith('.md') && path !== 'docs/README.md');
    expect(pages.filter((path) => !list.includes(`(${path.replace('docs/', '')})`))).toEqual([]);
  });

  it('has no test that is left out and no note of unfinished work', () => {
    const leftOut = new RegExp(String.raw`\b(it|test|describe|bench)(\.each)?\.(sk${'ip'}|on${'ly'}|to${'do'})\b`);
    const unfinished = new RegExp(String.raw`\b(TO${'DO'}|FIX${'ME'})\b`);
    const text = own.filter((path) => /\.([cm]?[jt]s|md|ya?ml|go)$/.test(path)).map((path) => [path, read(path)] as const);
    expect(text.filter(([, content]) => unfinished.test(content)).map(([path]) => path)).toEqual([]);
    expect(text.filter(([path, content]) => path.startsWith('test/') && leftOut.test(content)).map(([path]) => path)).toEqual([]);
  });
});

describe('imports', () => {
  it('follow the line of dependency, types included', () => expect(sources.flatMap(forbiddenImports)).toEqual([]));
  it('keep type-fest out of public declarations', () => expect(sources.flatMap(leakedTypes)).toEqual([]));
  it('load without running anything that a bundler must keep', () => expect(sources.flatMap(impureModuleLevel)).toEqual([]));
});

describe('exports', () => {
  const lists = [...single, ...indexes];

  it('are explicit lists', () => {
    expect([...indexes, ...(rootIndex === undefined ? [] : [rootIndex])].flatMap((source) => listedExports(source).refused)).toEqual([]);
  });

  it('of the root are exactly those of the folders', () => {
    const namesOf = (source: Source): string[] => listedExports(source).names.map(({ name }) => name);
    const ofErrors = single.flatMap(({ ast }) => ast.statements.flatMap((statement) => declaredNames(statement)));
    const wanted = [...ofErrors, ...indexes.flatMap(namesOf)].toSorted();
    const listed = rootIndex === undefined ? [] : namesOf(rootIndex).toSorted();
    expect(listed).toEqual([...new Set(listed)]);
    expect({ missing: wanted.filter((name) => !listed.includes(name)), unknown: listed.filter((name) => !wanted.includes(name)) }).toEqual({
      missing: [],
      unknown: [],
    });
  });

  it('of package.json are exactly the folders', () => {
    const { exports } = JSON.parse(read('package.json')) as { exports: Record<string, unknown> };
    const entry = (name: string): unknown => ({
      import: { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
      require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
    });
    const subpaths = folders.map((folder) => [`./${folder}`, entry(`${folder}/index`)] as const);
    expect(exports).toEqual({ '.': entry('index'), ...Object.fromEntries(subpaths), './package.json': './package.json' });
  });

  const names = [...new Map((rootIndex === undefined ? [] : publicNames(rootIndex)).map((entry) => [entry.name, entry])).values()];

  it('are found', () => expect(names.length).toBeGreaterThanOrEqual(lists.length));

  it('have a doc comment, which names upstream unless it is that of a type', () => {
    const speaks = /^(Upstream: \S|.*No upstream counterpart)/m;
    const silent = names.filter(({ kind, declaration }) => !(kind === 'type' ? /\S/ : speaks).test(docComment(declaration)));
    expect(silent.map(({ name, at }) => `${at} ${name}`)).toEqual([]);
  });

  it('have an example, types apart', () => {
    const bare = names.filter(({ kind, declaration }) => kind !== 'type' && !/^@example\b/m.test(docComment(declaration)));
    expect(bare.map(({ name, at }) => `${at} ${name}`)).toEqual([]);
  });

  it('have a doc comment on each public method of a class', () => {
    const bare = names.flatMap(({ declaration }) =>
      ts.isClassDeclaration(declaration)
        ? declaration.members.filter((member) => isPublicMethod(member) && !describesItself(declaration, member))
        : [],
    );
    expect(bare.map((member) => `${place(member)} ${member.name?.getText() ?? ''}`)).toEqual([]);
  });

  it('have a section in the page of their folder', () => {
    const missing = names
      .filter(({ kind }) => kind === 'function' || kind === 'class')
      .filter(({ name, declaration }) => !headings(folderOf(declaration)).some((heading) => wordsOf(heading).includes(name)))
      .map(({ name, declaration }) => `docs/${folderOf(declaration)}.md: no heading ${name}`);
    expect(missing).toEqual([]);
  });

  it('are what the headings in backquotes name', () => {
    const all = new Set(names.map(({ name }) => name));
    const unknown = ['errors', ...folders].flatMap((folder) =>
      headings(folder).flatMap((heading) =>
        [...heading.matchAll(/`([A-Za-z]\w*)[^`]*`/g)]
          .map(([, name]) => name ?? '')
          .filter((name) => !all.has(name))
          .map((name) => `docs/${folder}.md: ${name} is no export`),
      ),
    );
    expect(unknown).toEqual([]);
  });
});

/** The names that a statement declares and exports, those apart whose doc comment says that they are internal. */
function declaredNames(statement: ts.Statement): string[] {
  if (/\bInternal\./.test(docComment(statement))) return [];
  if (!ts.canHaveModifiers(statement) || !(ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    return [];
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText());
  return [(statement as ts.DeclarationStatement).name?.getText() ?? ''];
}

function isPublicMethod(member: ts.ClassElement): boolean {
  const hidden = (ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : []).some(
    ({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword,
  );
  const method = ts.isMethodDeclaration(member) || ts.isGetAccessor(member);
  return method && !hidden && !ts.isComputedPropertyName(member.name) && !ts.isPrivateIdentifier(member.name);
}

/** Whether a member, or another overload of it, has a doc comment. */
function describesItself(declaration: ts.ClassDeclaration, member: ts.ClassElement): boolean {
  return declaration.members.some((other) => other.name?.getText() === member.name?.getText() && docComment(other) !== '');
}

function folderOf(node: ts.Node): string {
  return sources.find(({ path }) => path === node.getSourceFile().fileName)?.folder ?? '';
}

function headings(folder: string): string[] {
  const path = `docs/${folder}.md`;
  if (!existsSync(join(root, path))) return [];
  const prose = read(path).replace(/^```[\s\S]*?^```/gm, '');
  return [...prose.matchAll(/^#{1,6} +(.*)$/gm)].map(([, heading]) => heading ?? '');
}

function wordsOf(heading: string): string[] {
  return [...heading.matchAll(/\w+/g)].map(String);
}
