import { defineConfig } from 'vitest/config';
import { fileURLToPath } from 'node:url';

const none = ['test/bench/**', 'test/package/**', 'test/oracle/.work/**', '**/node_modules/**'];
/** Tests that load copies of the library, each in a world of its own. The others share one, which halves the time of a run. */
const alone = ['test/index.growth.test.ts', 'test/index.next-minor.test.ts', 'test/quantity/quantity.work.test.ts'];

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    setupFiles: ['test/vitest/quantity-equality.ts'],
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: [...none, ...alone],
          isolate: false,
          typecheck: { enabled: true, include: ['test/**/*.test-d.ts'], tsconfig: 'test/tsconfig.json' },
        },
      },
      { extends: true, test: { name: 'alone', include: alone, exclude: none } },
    ],
  },
});
