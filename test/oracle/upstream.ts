import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { build } from './build.ts';

/** What upstream answers to one call: a result, an error text, or that it panicked or did not return. */
export type Outcome = { readonly result?: unknown } | { readonly error: string } | { readonly panic: string } | { readonly timeout: true };

interface Pending {
  readonly answer: (outcomes: readonly Outcome[]) => void;
  readonly fail: (error: Error) => void;
}

/** One process of upstream at a minor, with its gates set once. */
export class Upstream {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly pending: Pending[] = [];
  private stderr = '';

  constructor(binary: string, gates: string) {
    this.child = spawn(binary, { env: { ...process.env, GATES: gates }, stdio: 'pipe' });
    this.child.stderr.on('data', (data: Buffer) => (this.stderr = (this.stderr + data.toString()).slice(-4000)));
    createInterface({ input: this.child.stdout, crlfDelay: Infinity }).on('line', (line) => {
      this.pending.shift()?.answer(JSON.parse(line) as Outcome[]);
    });
    this.child.on('close', (code) => {
      for (const { fail } of this.pending.splice(0)) fail(new Error(`upstream ended with ${String(code)}: ${this.stderr}`));
    });
    this.child.stdin.on('error', () => undefined);
  }

  /** Calls one function with many arguments; the outcomes are in the order of the arguments. */
  async call(fn: string, args: readonly unknown[]): Promise<readonly Outcome[]> {
    return new Promise((answer, fail) => {
      this.pending.push({ answer, fail });
      this.child.stdin.write(`${JSON.stringify({ fn, args })}\n`);
    });
  }

  close(): void {
    this.child.stdin.end();
  }
}

/** Builds (once) and starts upstream of a minor. `gates` is a list such as `A=true,B=false`. */
export async function startUpstream(minor: number, gates = ''): Promise<Upstream> {
  return new Upstream(await build(minor), gates);
}
