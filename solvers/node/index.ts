/**
 * Ensembles in threads, and their files: what needs Node.
 *
 * @module ottoflow/node
 */

export type { StoredEnsemble } from '../particles/node/ensembleFile.ts';
export { ensembleInThreads, type ThreadOptions } from '../particles/node/ensembleInThreads.ts';
export type { ModelSource } from '../particles/node/modelSource.ts';
export type { Progress } from '../particles/node/progress.ts';
export { readEnsemble } from '../particles/node/readEnsemble.ts';
export { type EnsembleContext, writeEnsemble } from '../particles/node/writeEnsemble.ts';
