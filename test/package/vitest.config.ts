import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The checks of the packed tarball. They need `npm run build` first, and so are not part of `npm test`. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['test/package/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 300_000 },
});
