import { docExamples, pageExamples, withoutThrows, type Example } from './examples.ts';
import { filesUnder, read, sources } from './sources.ts';

/** Every file that documents something by example: the sources, the README and the pages of docs/. */
export function documentedFiles(): { path: string; examples: Example[] }[] {
  const pages = ['README.md', ...filesUnder('docs').filter((path) => path.endsWith('.md'))];
  return [
    ...sources.map(({ path, text }) => ({ path, examples: docExamples(path, text) })),
    ...pages.map((path) => ({ path, examples: pageExamples(path, read(path)) })),
  ].filter(({ examples }) => examples.length > 0);
}

/**
 * The examples of a file as a module that compiles if they do: each in a function of its own, with every given name imported. What is meant to throw is left out, since
 * it may be meant not to compile either.
 */
export function asModule(examples: readonly Example[], names: readonly string[], specifier: string): string {
  const functions = examples.map((example, i) => `// ${example.at}\nexport async function example${i}() {\n${withoutThrows(example)}\n}`);
  return `import { ${names.join(', ')} } from '${specifier}';\n${functions.join('\n')}\n`;
}
