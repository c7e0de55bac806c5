// Reads Kubernetes objects from files and standard input: YAML, several YAML documents, JSON, and lists as `kubectl get -o json` prints them.
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';

/**
 * The objects of a text. JSON is YAML, so one reader serves both.
 *
 * @param {string} text
 * @param {string} name what to call the text in an error
 * @returns {object[]}
 */
function objectsIn(text, name) {
  const documents = parseAllDocuments(text, { strict: false });
  const errors = documents.flatMap((document) => document.errors);
  if (errors.length > 0) throw new Error(`${name}: ${errors[0].message}`);
  return documents
    .map((document) => document.toJS({ maxAliasCount: 100 }))
    .filter((object) => typeof object === 'object' && object !== null);
}

/**
 * The objects of a file, or of standard input for `-`.
 *
 * @param {string} path
 */
export function objectsOf(path) {
  return objectsIn(readFileSync(path === '-' ? 0 : path, 'utf8'), path === '-' ? 'standard input' : path);
}

/**
 * The node of a file: a Node, or the first of a list.
 *
 * @param {string} path
 */
export function nodeOf(path) {
  const [object] = objectsOf(path);
  return object?.items?.[0] ?? object;
}
