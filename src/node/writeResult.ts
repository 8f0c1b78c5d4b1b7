import type { Trajectory } from '../flow/trajectory.ts';
import { stepsCsv } from './csv.ts';
import { fieldArrays } from './fields.ts';
import { json } from './json.ts';
import { npz } from './npz.ts';
import { type ResultContext, resultOf } from './result.ts';
import { writeFiles } from './writeFiles.ts';

/**
 * Writes a run into a folder, all files or none: `steps.csv` (diagnostics), `fields.npz` (densities), and last
 * `result.json` (everything), whose presence therefore says that the others are whole.
 *
 * @returns the paths written.
 * @throws OutputError if a file cannot be written; the reason of `signal` if it was raised.
 */
export async function writeResult(
  folder: string,
  trajectory: Trajectory,
  context: ResultContext,
  signal?: AbortSignal,
): Promise<string[]> {
  const result = resultOf(trajectory, context);
  const files = new Map<string, string | Uint8Array>([
    ['steps.csv', stepsCsv(trajectory)],
    ['fields.npz', npz(fieldArrays(result))],
    ['result.json', json(result)],
  ]);
  return await writeFiles(folder, files, signal);
}
