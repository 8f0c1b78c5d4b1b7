import type { Trajectory } from '../flow/trajectory.ts';
import { stepColumns } from './columns.ts';

/**
 * The diagnostics of a run as comma-separated values (RFC 4180), one line per step, the initial state first; empty where
 * a solver has no value. Numbers are written so that reading them gives the same bits.
 *
 * @see [Files and other tools](/guide/files)
 */
export function stepsCsv(trajectory: Trajectory): string {
  const columns = stepColumns(trajectory);
  const lines = [[...columns.keys(), 'status'].join(',')];
  for (const [k, status] of trajectory.status.entries())
    lines.push([...[...columns.values()].map((column) => column[k] ?? ''), status ?? ''].join(','));
  return `${lines.join('\r\n')}\r\n`;
}
