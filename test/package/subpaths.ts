import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicNames } from '../repo/public-names.ts';
import { folders, root, sources } from '../repo/sources.ts';

/**
 * Writes the entries of those folders that have no code of their own in `dist`: they hand on what the root has. Few files make the package
 * quick to load, and one copy of each class serves all entries.
 */
for (const folder of folders) {
  const index = sources.find(({ path }) => path === `src/${folder}/index.ts`);
  const file = (ending: string): string => join(root, `dist/${folder}/index.${ending}`);
  if (index === undefined || existsSync(file('js'))) continue;
  const names = publicNames(index).flatMap(({ name, kind }) => (kind === 'type' ? [] : [name]));
  mkdirSync(join(root, 'dist', folder), { recursive: true });
  writeFileSync(file('js'), `export { ${names.join(', ')} } from '../index.js';\n`);
  const exported = names.map((name) => `exports.${name} = all.${name};`);
  writeFileSync(
    file('cjs'),
    [
      "'use strict';",
      "Object.defineProperty(exports, '__esModule', { value: true });",
      "const all = require('../index.cjs');",
      ...exported,
      '',
    ].join('\n'),
  );
}
