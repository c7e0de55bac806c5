import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = 'v1.37.2';
const here = fileURLToPath(new URL('.', import.meta.url));
const work = join(here, '.work');

/** Go's version, or undefined where there is no Go. */
export function goVersion(): string | undefined {
  try {
    return /go(\d\S*)/.exec(execFileSync('go', ['version'], { encoding: 'utf8' }))?.[1];
  } catch {
    return undefined;
  }
}

/** Builds the Go program in an ignored folder, against upstream's modules of the newest minor. Gives the path of the program. */
export async function buildUpstream(): Promise<string> {
  mkdirSync(work, { recursive: true });
  copyFileSync(join(here, 'upstream/main.go'), join(work, 'main.go'));
  const { Dir: kubernetes } = JSON.parse(await run('go', ['mod', 'download', '-json', `k8s.io/kubernetes@${version}`], work)) as {
    Dir: string;
  };
  writeFileSync(join(work, 'go.mod'), moduleFile(readFileSync(join(kubernetes, 'go.mod'), 'utf8')));
  copyFileSync(join(kubernetes, 'go.sum'), join(work, 'go.sum'));
  await run('go', ['build', '-o', 'bench', '.'], work);
  return join(work, 'bench');
}

/** Upstream's own module file as ours: its staging modules, which it replaces by folders, at the version that is published. */
function moduleFile(upstream: string): string {
  const staging = version.replace('v1.', 'v0.');
  const body = upstream
    .replace(/^module .*$/m, 'module bench')
    .replace(/^(\t?(?:replace )?(k8s\.io\/\S+)) => \.\/staging\/\S+$/gm, `$1 => $2 ${staging}`);
  return `${body}\nrequire k8s.io/kubernetes ${version}\n`;
}

/** Nanoseconds of one case, measured by upstream's functions. */
export async function measureUpstream(program: string, name: string, input: unknown): Promise<number> {
  const file = join(work, `${name}.json`);
  writeFileSync(file, JSON.stringify(input));
  return Number(await run(program, [name, file], work));
}

async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
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
