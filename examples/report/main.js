// A sizing report of manifests: `node examples/report/main.js [--node FILE] [--kubernetes-version V] [--json] [FILE …]`, `-` for standard input.
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findPods, isSizingError, newestMinor, sizePod } from 'kube-sizing';
import { nodeOf, objectsOf } from './read-objects.js';
import { reportOf } from './tables.js';

const manifests = fileURLToPath(new URL('../manifests/', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    node: { type: 'string', default: `${manifests}node-eks-distro.json` },
    'kubernetes-version': { type: 'string', default: newestMinor },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log('npm run demo -- [--node FILE] [--kubernetes-version 1.34] [--json] [FILE …]\n');
  console.log('FILE is YAML, several YAML documents, JSON or a list as `kubectl get pods -o json` prints it; - is standard input.');
  process.exit(0);
}

const examples = readdirSync(manifests).filter((name) => /\.(ya?ml|json)$/.test(name) && !name.startsWith('node-'));
const files = positionals.length > 0 ? positionals : examples.map((name) => `${manifests}${name}`);
const kubernetesVersion = values['kubernetes-version'];

/** The sizings of a file, each with the file's name. */
function sizingsOf(file, node) {
  return objectsOf(file)
    .flatMap((object) => findPods(object))
    .map((found) => ({ file: basename(file), sizing: sizePod(found, node, { kubernetesVersion }) }));
}

try {
  const node = nodeOf(values.node);
  const all = files.flatMap((file) => sizingsOf(file, node));
  if (values.json) console.log(JSON.stringify(all, undefined, 2));
  else {
    for (const { file, sizing } of all) console.log(`${reportOf(sizing, file)}\n`);
    console.log(`${all.length} pods of ${files.length} files, on the node ${node.metadata?.name ?? 'without a name'}`);
    const preRelease = all[0]?.sizing.assumptions.find(({ code }) => code === 'pre-release');
    if (preRelease !== undefined) console.log(preRelease.message);
  }
} catch (error) {
  if (!isSizingError(error) && error?.code !== 'ENOENT' && !(error instanceof Error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
