import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { download, slicer } from './go.ts';
import { patchOf, upstreamMinors } from './minors.ts';

const run = promisify(execFile);

/** One declaration of a Go package. */
export interface Declaration {
  readonly file: string;
  readonly name: string;
  /** The same for declarations that differ in comments and layout only. */
  readonly digest: string;
  /** Whether the slice has it, where one was asked for. */
  readonly wanted: boolean;
  /** What it mentions of other packages, each as `path.Name`. */
  readonly uses: readonly string[];
  readonly text: string;
}

/** The modules of one version of Kubernetes, downloaded as they are asked for. */
export class Release {
  readonly version: string;
  readonly minor: number;
  private readonly folders = new Map<string, Promise<string>>();

  /** @param version such as `1.37.2` or `1.38.0-beta.0` */
  constructor(version: string) {
    this.version = version;
    this.minor = Number(version.split('.')[1]);
  }

  /** The folder of `kubernetes` or of a staging module. */
  async module(name: string): Promise<string> {
    const known = patchOf(Math.min(this.minor, Math.max(...upstreamMinors)));
    const staging = known.kubernetes === `v${this.version}` ? known.staging : `v0${this.version.slice(1)}`;
    const folder =
      this.folders.get(name) ?? download(`k8s.io/${name}@${name === 'kubernetes' ? `v${this.version}` : staging}`, known.toolchain);
    this.folders.set(name, folder);
    return folder;
  }

  /** Upstream's own module and those that it publishes from its staging folders. */
  async modules(): Promise<readonly string[]> {
    const text = await readFile(join(await this.module('kubernetes'), 'go.mod'), 'utf8');
    return ['kubernetes', ...[...text.matchAll(/k8s\.io\/(\S+)(?: v\S+)? => \.\/staging\//g)].map(([, name = '']) => name)];
  }

  /** What a package declares on an operating system; empty where there is no such package. */
  async declarations(module: string, folder: string, os: string, flags: readonly string[] = []): Promise<readonly Declaration[]> {
    if (!(await this.modules()).includes(module)) return [];
    const source = join(await this.module(module), folder);
    if (!existsSync(source)) return [];
    const { stdout } = await run(await slicer(), ['-src', source, '-list', '-os', os, ...flags], { maxBuffer: 1 << 28 });
    return JSON.parse(stdout) as Declaration[];
  }
}
