import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newest } from '../../src/version/newest.ts';
import { build } from '../oracle/build.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Go's version, or undefined where there is no Go. */
export function goVersion(): string | undefined {
  try {
    return /go(\d\S*)/.exec(execFileSync('go', ['version'], { encoding: 'utf8' }))?.[1];
  } catch {
    return undefined;
  }
}

/** Builds the Go program inside the module that the oracle generates for the newest minor, slices of upstream's packages included. Gives its path. */
export async function buildUpstream(): Promise<string> {
  const module = dirname(await build(newest));
  const folder = join(module, 'bench');
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(here, 'upstream/main.go'), join(folder, 'main.go'));
  await run('go', ['build', '-o', 'bench/bench', './bench'], module);
  return join(folder, 'bench');
}

/** Nanoseconds of one case, measured by upstream's functions. */
export async function measureUpstream(program: string, name: string, input: unknown): Promise<number> {
  const file = join(dirname(program), `${name}.json`);
  writeFileSync(file, JSON.stringify(input));
  return Number(await run(program, [name, file], dirname(program)));
}

async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  const env = { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off', CGO_ENABLED: '0' };
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}: ${complaint.slice(-2000)}`);
  return output;
}
