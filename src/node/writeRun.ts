import { statSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import { ArgumentError } from '../errors/argumentError.ts';
import type { Trajectory } from '../flow/trajectory.ts';
import { stepsCsv } from './csv.ts';
import { fieldArrays } from './fields.ts';
import { json } from './json.ts';
import { npz } from './npz.ts';
import { type Result, type ResultContext, resultOf } from './result.ts';
import { vtiSeries } from './series.ts';
import { vti } from './vti.ts';
import { type FileContents, writeFiles } from './writeFiles.ts';
import { writeResult } from './writeResult.ts';

type Format = (name: string, run: Trajectory, result: Result) => Promise<FileContents> | FileContents;

function single(make: (run: Trajectory, result: Result) => string | Uint8Array): Format {
  return (name, run, result) => new Map([[name, make(run, result)]]);
}

/** What is written for each ending of a file. */
const formats: Readonly<Record<string, Format>> = {
  '.json': single((_, result) => json(result)),
  '.npz': single((_, result) => npz(fieldArrays(result))),
  '.csv': single(stepsCsv),
  '.parquet': async (name, run) => {
    const { stepsParquet } = await import('./parquet.ts');
    return new Map([[name, stepsParquet(run)]]);
  },
  '.vti': single(({ snapshots, flow }, { steady }) => {
    const { time, density } = snapshots[snapshots.length - 1];
    const rest = steady === null ? {} : { steady: steady.density };
    return vti(flow.grid, { density: density.values, ...rest }, time);
  }),
  '.pvd': (name, run) => vtiSeries(basename(name, '.pvd'), run),
};

/** Whether a run is written into one file of this name, rather than into a folder. @throws ArgumentError for an unknown ending. */
export function isFile(argument: string, path: string): boolean {
  const ending = extname(path);
  if (ending === '' || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return false;
  if (!Object.hasOwn(formats, ending))
    throw new ArgumentError(
      argument,
      path,
      `a folder, or a file that ends in ${Object.keys(formats).join(', ')}`,
    );
  return true;
}

/**
 * Writes a run: into a folder `steps.csv`, `fields.npz` and `result.json`, or into a file what its ending says – `.json` (everything), `.npz` (densities,
 * for NumPy), `.csv` or `.parquet` (diagnostics), `.vti` (the last density, for ParaView) or `.pvd` (all of them, each in a `.vti` beside it).
 * Files are written whole or not at all.
 *
 * @param path - a folder, made if it is not there, or a file.
 * @param context - what the result says beyond the run; nothing if left out.
 * @returns the paths written.
 * @throws ArgumentError for another ending; OutputError if a file cannot be written; the reason of `signal` if it was raised.
 * @see [Files and other tools](/guide/files)
 */
export async function writeRun(
  path: string,
  run: Trajectory,
  context: Partial<ResultContext> = {},
  signal?: AbortSignal,
): Promise<string[]> {
  const { problem = '', parameters = {}, steady = null } = context;
  const whole = { problem, parameters, steady };
  if (!isFile('path', path)) return await writeResult(path, run, whole, signal);
  const files = await formats[extname(path)](basename(path), run, resultOf(run, whole));
  return await writeFiles(dirname(path), files, signal);
}
