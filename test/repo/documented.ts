import { docExamples, pageExamples, type Example } from './examples.ts';
import { filesUnder, read, sources } from './sources.ts';

/** Every file that documents something by example: the sources, the README and the pages of docs/. */
export function documentedFiles(): { path: string; examples: Example[] }[] {
  const pages = ['README.md', ...filesUnder('docs').filter((path) => path.endsWith('.md'))];
  return [
    ...sources.map(({ path, text }) => ({ path, examples: docExamples(path, text) })),
    ...pages.map((path) => ({ path, examples: pageExamples(path, read(path)) })),
  ].filter(({ examples }) => examples.length > 0);
}
