import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Runtime {
  readonly binary: string;
  /** Prints the value of an expression as JSON. Gets the folder of the project, the name of the package and the source of the expression. */
  readonly run: (binary: string, folder: string, name: string, expression: string) => string;
}

const binaryOf = (name: string): string => fileURLToPath(new URL(`node_modules/.bin/${name}`, import.meta.url));

/** Runtimes that the README promises, beside Node and browsers. Their programs come from npm: `npm ci --prefix test/package`. */
export const runtimes: Readonly<Record<string, Runtime>> = {
  Deno: { binary: binaryOf('deno'), run: (binary, ...project) => runScript(binary, ['run', '--no-remote'], ...project) },
  Bun: { binary: binaryOf('bun'), run: (binary, ...project) => runScript(binary, [], ...project) },
  Workers: { binary: binaryOf('workerd'), run: runWorker },
};

/** Evaluates an expression, with the installed package as `it`, in a runtime of the table, and gives the result. */
export function evaluateInRuntime(runtime: string, folder: string, name: string, expression: string): unknown {
  const found = runtimes[runtime];
  return found === undefined ? undefined : JSON.parse(found.run(found.binary, folder, name, expression));
}

function runScript(binary: string, args: readonly string[], folder: string, name: string, expression: string): string {
  writeFileSync(join(folder, 'script.mjs'), `import * as it from '${name}'; console.log(JSON.stringify(${expression}));`);
  return run(binary, [...args, 'script.mjs'], folder);
}

/** A worker whose modules are the files of the package: workerd finds a bare name beside the file that imports it. */
function runWorker(binary: string, folder: string, name: string, expression: string): string {
  const dist = `node_modules/${name}/dist`;
  const files = readdirSync(join(folder, dist), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  const big = ['big.js', 'quantity/big.js'].map((file) => [file, 'node_modules/big.js/big.mjs'] as const);
  const modules = [['worker.js', 'worker.js'], ...files.map((file) => [file, `${dist}/${file}`] as const), ...big];
  writeFileSync(
    join(folder, 'worker.js'),
    `import * as it from './index.js'; export default { test() { console.log(JSON.stringify(${expression})); } };`,
  );
  writeFileSync(
    join(folder, 'worker.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = (compatibilityDate = "2025-01-01", modules = [
${modules.map(([as, file]) => `(name = "${as}", esModule = embed "${file}")`).join(',\n')}
]))]);
`,
  );
  return run(binary, ['test', 'worker.capnp'], folder);
}

function run(binary: string, args: readonly string[], cwd: string): string {
  return execFileSync(binary, args, { cwd, encoding: 'utf8', timeout: 60_000, stdio: ['ignore', 'pipe', 'pipe'] });
}
