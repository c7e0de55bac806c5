import { readdirSync, readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import type { NodeLike } from '../../src/core/index.ts';

const folder = new URL('../fixtures/nodes/', import.meta.url);

interface Listed {
  readonly kind?: string;
  readonly items?: readonly NodeLike[];
}

/** The nodes of the real manifests, each with the file that it stands in. */
export function realNodes(): readonly { readonly name: string; readonly node: NodeLike }[] {
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.md'))
    .flatMap((file) =>
      parseAllDocuments(readFileSync(new URL(file, folder), 'utf8')).flatMap((document) => {
        const object = document.toJS() as (Listed & NodeLike) | null;
        const nodes = object?.items ?? (object === null ? [] : [object]);
        return nodes.map((node) => ({ name: `${file} ${node.metadata?.name ?? ''}`.trim(), node }));
      }),
    );
}
