import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { promisify } from 'node:util';

const candidates = ['chromium', 'chromium-browser', 'google-chrome'];

/** The name of a browser of the Chromium family on this machine, or undefined. */
export async function findBrowser(): Promise<string | undefined> {
  for (const name of candidates) {
    try {
      await promisify(execFile)(name, ['--version'], { timeout: 30_000 });
      return name;
    } catch {
      // Not this one.
    }
  }
  return undefined;
}

/**
 * Loads the installed package in a page without any bundler, evaluates an expression there, with the package as `it`, and gives the result.
 *
 * @param folder the project that has the package and big.js in its node_modules
 */
export async function evaluateInBrowser(browser: string, folder: string, name: string, expression: string): Promise<unknown> {
  const imports = { [name]: `/node_modules/${name}/dist/index.js`, 'big.js': '/node_modules/big.js/big.mjs' };
  const page = `<!doctype html><script type="importmap">${JSON.stringify({ imports })}</script><pre id="result">nothing</pre>
<script type="module">import * as it from '${name}'; document.getElementById('result').textContent = encodeURIComponent(JSON.stringify(${expression}));</script>`;
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    try {
      const body = path === '/' ? page : readFileSync(join(folder, path));
      response.writeHead(200, { 'content-type': path === '/' ? 'text/html' : 'text/javascript' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  try {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const profile = join(folder, 'browser-profile');
    const flags = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--virtual-time-budget=10000',
      `--user-data-dir=${profile}`,
      '--dump-dom',
      address,
    ];
    const { stdout } = await promisify(execFile)(browser, flags, { timeout: 60_000 });
    const [, text] = /<pre id="result">([^<]*)<\/pre>/.exec(stdout) ?? [];
    if (text === undefined || text === 'nothing') throw new Error(`the page did not run: ${stdout.slice(0, 1000)}`);
    return JSON.parse(decodeURIComponent(text)) as unknown;
  } finally {
    server.close();
  }
}
