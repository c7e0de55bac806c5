import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copiesOf } from './copies.ts';
import { here } from './go.ts';
import { adaptersOf, slicesOf, upstreamMinors } from './minors.ts';
import { citations } from './upstream-citations.ts';
import type { Release } from './upstream-declarations.ts';

/** What of one upstream package holds rules of this library. */
export interface Holding {
  /** `kubernetes`, or a staging module such as `api`. */
  readonly module: string;
  readonly folder: string;
  readonly systems: Set<string>;
  /** Files that are cited, sliced or copied; `*` is every file. */
  readonly files: Set<string>;
  /** Symbols that are cited, or that the oracle's program runs. */
  readonly symbols: Set<string>;
}

/** The packages that hold rules. */
class Holdings {
  readonly all = new Map<string, Holding>();
  private readonly modules: ReadonlySet<string>;

  constructor(modules: readonly string[]) {
    this.modules = new Set(modules);
  }

  /** The package of a module's folder; `undefined` where the module is not upstream's. */
  at(module: string, folder: string): Holding | undefined {
    if (!this.modules.has(module)) return undefined;
    const key = join(module, folder);
    const known = this.all.get(key) ?? { module, folder, systems: new Set(['linux']), files: new Set(), symbols: new Set() };
    this.all.set(key, known);
    return known;
  }

  /** The package of an import such as `k8s.io/kubernetes/pkg/apis/core`. */
  imported(path: string): Holding | undefined {
    const [host, module = '', ...folder] = path.split('/');
    return host === 'k8s.io' ? this.at(module, folder.join('/')) : undefined;
  }
}

/** What the oracle runs at the releases' minors, and what the comments and explanations of `src` cite. */
export async function holdingsOf(releases: readonly Release[]): Promise<readonly Holding[]> {
  const holdings = new Holdings((await Promise.all(releases.map(async (release) => release.modules()))).flat());
  for (const { module, folder, file, symbols } of citations()) {
    const holding = holdings.at(module, folder);
    if (file !== undefined) holding?.files.add(file);
    for (const symbol of symbols) holding?.symbols.add(symbol);
  }
  for (const release of releases) {
    const minor = Math.min(release.minor, Math.max(...upstreamMinors));
    const uses = [...(await addSlices(release, minor, holdings)), ...(await addCopies(release, holdings)), ...usesOfAdapters(minor)];
    await follow(release, holdings, uses);
  }
  return [...holdings.all.values()];
}

/** Adds what the slices of a minor have; answers with what they use of other packages, but for those that stand-ins replace. */
async function addSlices(release: Release, minor: number, holdings: Holdings): Promise<readonly string[]> {
  const uses: string[] = [];
  for (const { module = 'kubernetes', from, os = 'linux', given = [], names, imports = {} } of slicesOf(minor)) {
    const flags = [...given.flatMap((name) => ['-given', name]), ...names];
    const holding = holdings.at(module, from);
    holding?.systems.add(os);
    for (const declaration of await release.declarations(module, from, os, flags)) {
      if (!declaration.wanted) continue;
      holding?.files.add(declaration.file);
      holding?.symbols.add(declaration.name);
      uses.push(...declaration.uses.filter((use) => !Object.hasOwn(imports, pathOf(use))));
    }
  }
  return uses;
}

/** The same of the packages that are copied whole. */
async function addCopies(release: Release, holdings: Holdings): Promise<readonly string[]> {
  const uses: string[] = [];
  for (const { from, imports } of copiesOf()) {
    holdings.at('kubernetes', from)?.files.add('*');
    for (const declaration of await release.declarations('kubernetes', from, 'linux'))
      uses.push(...declaration.uses.filter((use) => !Object.hasOwn(imports, pathOf(use))));
  }
  return uses;
}

const pathOf = (use: string): string => use.slice(0, use.lastIndexOf('.'));

/** What the files of our own that ask a minor use of upstream's packages. */
function usesOfAdapters(minor: number): readonly string[] {
  return adaptersOf(minor).flatMap((name) => {
    const text = readFileSync(join(here, 'go', name), 'utf8');
    const imports = [...text.matchAll(/^\s*(?:import )?(\w+ )?"(k8s\.io\/[^"]+)"/gm)];
    return imports.flatMap(([, alias, path = '']) => {
      const local = alias?.trim() ?? path.split('/').at(-1) ?? '';
      return [...text.matchAll(new RegExp(`\\b${local}\\.(\\w+)`, 'g'))].map(([, symbol = '']) => `${path}.${symbol}`);
    });
  });
}

/** Adds what is used, with what that uses in turn. */
async function follow(release: Release, holdings: Holdings, uses: readonly string[]): Promise<void> {
  const seen = new Set<string>();
  for (let fresh = [...new Set(uses)]; fresh.length > 0;) {
    for (const use of fresh) seen.add(use);
    const next: string[] = [];
    for (const path of new Set(fresh.map(pathOf))) {
      const holding = holdings.imported(path);
      if (holding === undefined) continue;
      // Of a type its methods as well.
      const names = fresh.filter((use) => pathOf(use) === path).map((use) => `${use.slice(path.length + 1)}.*`);
      for (const { name, wanted, uses: more } of await release.declarations(holding.module, holding.folder, 'linux', names)) {
        if (!wanted) continue;
        holding.symbols.add(name);
        next.push(...more);
      }
    }
    fresh = [...new Set(next)].filter((use) => !seen.has(use));
  }
}
