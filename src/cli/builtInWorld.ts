import { createRequire } from 'node:module';
import { problems } from '../../problems/index.ts';
import { solverFamilies } from './solvers.ts';
import { steady } from './steady.ts';
import { verifyInThread } from './verify/inThread.ts';
import { verifyInWorker } from './verify/inWorker.ts';
import type { World } from './world.ts';

function version(): string {
  const manifest: unknown = createRequire(import.meta.url)('ottoflow/package.json');
  return manifest !== null && typeof manifest === 'object' && 'version' in manifest
    ? String(manifest.version)
    : '?';
}

/** The problems and solvers that this package comes with. */
export const builtInWorld: World = {
  version: version(),
  problems,
  solvers: solverFamilies,
  steady,
  // A thread cannot be started from a TypeScript source.
  verification: import.meta.url.endsWith('.ts') ? verifyInThread : verifyInWorker,
};
