import { problems } from '../../problems/index.ts';
import { VERSION } from '../node/version.ts';
import { solverFamilies } from './solvers.ts';
import { steady } from './steady.ts';
import { verifyInThread } from './verify/inThread.ts';
import { verifyInWorker } from './verify/inWorker.ts';
import type { World } from './world.ts';

/** The problems and solvers that this package comes with. */
export const builtInWorld: World = {
  version: VERSION,
  problems,
  solvers: solverFamilies,
  steady,
  // A thread cannot be started from a TypeScript source.
  verification: import.meta.url.endsWith('.ts') ? verifyInThread : verifyInWorker,
};
