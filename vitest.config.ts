import type { ViteUserConfig } from 'vitest/config';
import { ClosingLine } from './test/support/closingLine.ts';

const config: ViteUserConfig = {
  // `ottoflow` and its sub-paths are the sources here, by the private condition in package.json.
  ssr: { resolve: { conditions: ['ottoflow-source', 'module', 'node', 'development|production'] } },
  test: {
    setupFiles: ['test/support/seed.ts'],
    include: ['test/**/*.test.ts'],
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 60_000,
    reporters: ['default', new ClosingLine()],
  },
};

export default config;
