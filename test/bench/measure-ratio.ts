import type * as Package from '../../src/index.ts';
import { ratios, type Build } from './ratios.ts';

/** Measures one ratio in a process of its own, so that no other one has filled the heap or has made the functions slower, and prints it as JSON. */
const [title, version = '', path = '', earlier = ''] = process.argv.slice(2);
const load = async (file: string): Promise<Build> => ({ path: file, library: (await import(file)) as typeof Package });
const ratio = ratios(version).find((one) => one.title === title);
const pair = ratio?.measure({ ...(await load(path)), earlier: earlier === '' ? undefined : await load(earlier) });
console.log(JSON.stringify(pair ?? null));
