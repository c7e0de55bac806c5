import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The folder of the oracle's sources. */
export const here = fileURLToPath(new URL('.', import.meta.url));

/** The ignored folder that holds what is generated. */
export const work = join(here, '.work');

/** Whether Go is on this machine. */
export async function hasGo(): Promise<boolean> {
  return run('go', ['version']).then(
    () => true,
    () => false,
  );
}

/** Runs Go of this machine, or the toolchain that is named, which Go downloads. */
export async function go(folder: string, args: readonly string[], toolchain?: string): Promise<string> {
  const chosen = toolchain === undefined ? {} : { GOTOOLCHAIN: toolchain };
  try {
    const { stdout } = await run('go', args, {
      cwd: folder,
      env: { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off', CGO_ENABLED: '0', ...chosen },
      maxBuffer: 1 << 26,
    });
    return stdout;
  } catch (error) {
    throw new Error(`go ${args.join(' ')}:\n${told(error)}`, { cause: error });
  }
}

/** What a command wrote before it failed; Go tells why a download fails on its standard output. */
export function told(error: unknown): string {
  const { stderr = '', stdout = '' } = error as { stderr?: string; stdout?: string };
  return `${stderr}${stdout}` || String(error);
}

const downloads = new Map<string, Promise<string>>();

/** An empty module to download from, one for each toolchain, whose version Go writes into it; put in place whole, for others may be reading it. */
async function downloadFolder(toolchain: string): Promise<string> {
  const folder = join(work, 'download', toolchain);
  await mkdir(folder, { recursive: true });
  const fresh = join(folder, `go.mod.${process.pid}`);
  await writeFile(fresh, 'module download\n');
  await rename(fresh, join(folder, 'go.mod'));
  return folder;
}

/** Downloads a module such as `k8s.io/api@v0.37.2`; answers with its folder. */
export async function download(module: string, toolchain?: string): Promise<string> {
  const key = toolchain ?? 'local';
  const folder = downloads.get(key) ?? downloadFolder(key);
  downloads.set(key, folder);
  const { Dir } = JSON.parse(await go(await folder, ['mod', 'download', '-json', module], toolchain)) as { Dir: string };
  return Dir;
}

let slicers: Promise<string> | undefined;

/** The tool that copies and lists declarations; built unless it is there. */
export async function slicer(): Promise<string> {
  return (slicers ??= buildSlicer());
}

/** Named after a digest of its source: times of files say nothing once git has changed them. */
async function buildSlicer(): Promise<string> {
  const digest = createHash('sha256')
    .update(await readFile(join(here, 'slice/main.go')))
    .digest('hex');
  const tool = join(work, `slicer-${digest.slice(0, 12)}`);
  if (!existsSync(tool)) await go(join(here, 'slice'), ['build', '-o', tool, '.']);
  return tool;
}
