import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import { addedOf, copiesOf, filesOf } from './copies.ts';
import { download, go, here, slicer, told, work } from './go.ts';
import { adaptersOf, patchOf, slicesOf, stagingNeeded } from './minors.ts';

const run = promisify(execFile);

const builds = new Map<number, Promise<string>>();

/** Builds the program of a minor, unless one of the same sources is there; answers with its path. */
export async function build(minor: number): Promise<string> {
  const running = builds.get(minor) ?? buildOnce(minor);
  builds.set(minor, running);
  return running;
}

async function buildOnce(minor: number): Promise<string> {
  const folder = join(work, `1.${minor}`);
  const binary = join(folder, 'oracle');
  const hash = await sourcesHash(minor);
  const mark = join(folder, 'built');
  if ((await readFile(mark, 'utf8').catch(() => '')) === hash) return binary;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const upstream = await download(`k8s.io/kubernetes@${patchOf(minor).kubernetes}`, patchOf(minor).toolchain);
  await writeModule(minor, folder, upstream);
  await writeSlices(minor, folder, upstream);
  for (const adapter of adaptersOf(minor)) await copyFile(join(here, 'go', adapter), join(folder, adapter));
  await go(folder, ['build', '-o', binary, '.'], patchOf(minor).toolchain);
  await writeFile(mark, hash);
  return binary;
}

/** Upstream's own go.mod with the staging folders replaced by the published modules. */
async function writeModule(minor: number, folder: string, upstream: string): Promise<void> {
  const { kubernetes, staging, replaced = {} } = patchOf(minor);
  const own = await readFile(join(upstream, 'go.mod'), 'utf8');
  const lines = own.split('\n').filter((line) => !/^(module|godebug) |^\/\//.test(line));
  const text = lines
    .map((line) =>
      line.replace(/^(\s*(?:replace )?)k8s\.io\/(\S+)(?: v\S+)? => \.\/staging\/\S+/, (_, head: string, name: string) =>
        stagingNeeded.includes(name)
          ? `${head}k8s.io/${name} => k8s.io/${name} ${staging}`
          : `${head}k8s.io/${name} => ./stub/k8s.io/${name}`,
      ),
    )
    .map((line) => (/ => \.\/(?!stub)|vbom\.ml\/util.* => /.test(line) ? '' : line))
    .join('\n')
    .replace(/^(tool|godebug|ignore) \([^)]*\)/gm, '')
    .replace(/^(tool|godebug|ignore) .*$/gm, '');
  const stub = minor <= 19 ? '\nreplace vbom.ml/util => ./stub/vbom.ml/util\n' : '';
  const served = Object.entries(replaced).map(([name, version]) => `replace ${name} => ${name} ${version}\n`);
  const module = `module oracle\n${text}\nrequire k8s.io/kubernetes ${kubernetes}\n${stub}${served.join('')}`;
  await writeFile(join(folder, 'go.mod'), module);
  await copyFile(join(upstream, 'go.sum'), join(folder, 'go.sum'));
  await chmod(join(folder, 'go.sum'), 0o644);
  for (const [, name] of module.matchAll(/=> \.\/stub\/(\S+)/g)) {
    await mkdir(join(folder, 'stub', name ?? ''), { recursive: true });
    await writeFile(join(folder, 'stub', name ?? '', 'go.mod'), `module ${name}\n`);
  }
}

async function writeSlices(minor: number, folder: string, upstream: string): Promise<void> {
  const tool = await slicer();
  const slice = async (to: string, from: string, imports: Readonly<Record<string, string>>, args: readonly string[]): Promise<void> => {
    const flags = Object.entries(imports).flatMap(([old, replaced]) => ['-import', `${old}=${replaced}`]);
    const places = ['-src', isAbsolute(from) ? from : join(upstream, from), '-dst', join(folder, 'x', to), '-package', to];
    await run(tool, [...places, ...flags, ...args]).catch((error: unknown) => {
      throw new Error(`slicing ${from} of 1.${minor}: ${told(error)}`, { cause: error });
    });
  };
  for (const { to, module, from, names, imports = {}, given = [], os = 'linux', door } of slicesOf(minor)) {
    const source =
      module === undefined ? from : join(await download(`k8s.io/${module}@${patchOf(minor).staging}`, patchOf(minor).toolchain), from);
    await slice(to, source, imports, ['-os', os, ...given.flatMap((name) => ['-given', name]), ...names]);
    if (door !== undefined) await writeFile(join(folder, 'x', to, 'door.go'), `package ${to}\n\n${door}`);
  }
  for (const { to, from, leave, imports } of copiesOf()) await slice(to, from, imports, ['-whole', '-leave', leave]);
  for (const { to, folder: source, eras } of addedOf(minor)) {
    await mkdir(join(folder, 'x', to), { recursive: true });
    for (const name of filesOf(eras, minor)) {
      const text = await readFile(join(here, 'go', source, name), 'utf8');
      await writeFile(join(folder, 'x', to, name), text.replace(/^package \w+/m, `package ${to}`));
    }
  }
  await cp(join(here, 'stand-ins'), join(folder, 'x'), { recursive: true });
}

async function sourcesHash(minor: number): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([patchOf(minor), slicesOf(minor), copiesOf(), addedOf(minor)]));
  const added = addedOf(minor).flatMap(({ folder, eras }) => filesOf(eras, minor).map((name) => join('go', folder, name)));
  const standIns = (await readdir(join(here, 'stand-ins'), { recursive: true })).filter((path) => path.endsWith('.go')).sort();
  const own = [...adaptersOf(minor).map((name) => join('go', name)), ...added, ...standIns.map((path) => join('stand-ins', path))];
  for (const path of [...own, 'slice/main.go', 'build.ts', 'go.ts']) hash.update(await readFile(join(here, path)));
  return hash.digest('hex');
}
