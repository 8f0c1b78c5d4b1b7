import { join } from 'node:path';
import { writeFiles } from '../../node/writeFiles.ts';
import { type ReportOptions, report } from '../report/report.ts';
import type { Verification } from '../verification.ts';
import { evidenceJson } from './evidenceFile.ts';

/**
 * Writes a report into a folder: its pictures, `evidence.json`, and last `index.html`.
 *
 * @returns the path of `index.html`.
 */
export async function writeReport(
  folder: string,
  verifications: readonly Verification[],
  options: ReportOptions,
  signal: AbortSignal,
): Promise<string> {
  const files = report(verifications, options);
  const evidence = evidenceJson(options.version, verifications);
  await writeFiles(folder, new Map([['evidence.json', evidence], ...files]), signal);
  return join(folder, 'index.html');
}
