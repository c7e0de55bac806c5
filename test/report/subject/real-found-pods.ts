import { readFileSync, readdirSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { findPods, type FoundPod } from '../../../src/report/subject/find-pods.ts';

const folder = new URL('../../fixtures/pods/', import.meta.url);

/** Every pod and pod template of the real manifests, with the file that it is from. */
export function realFoundPods(): readonly (readonly [file: string, found: FoundPod])[] {
  const files = readdirSync(folder).filter((name) => !name.endsWith('.md'));
  return files.flatMap((name) =>
    parseAllDocuments(readFileSync(new URL(name, folder), 'utf8')).flatMap((document) => {
      const object: unknown = document.toJS();
      return typeof object === 'object' && object !== null ? findPods(object).map((found) => [name, found] as const) : [];
    }),
  );
}
