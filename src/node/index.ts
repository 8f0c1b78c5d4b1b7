/**
 * Runs as files for other tools, and arrays from them. What writes and reads files needs Node; what makes and takes bytes runs anywhere.
 *
 * @module ottoflow/files
 */

export { stepsCsv } from './csv.ts';
export { type NamedArray, npz } from './npz.ts';
export { stepsParquet } from './parquet.ts';
export { readNpy, readNpz } from './readNpz.ts';
export { readResult } from './readResult.ts';
export type { GridResult, PerStep, Result, ResultContext, SteadyResult } from './result.ts';
export { vti } from './vti.ts';
export { writeRun } from './writeRun.ts';
