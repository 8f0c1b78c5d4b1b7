import { gridOf } from '../../node/fields.ts';
import type { Result } from '../../node/result.ts';
import type { Evidence } from '../../verify/problem.ts';
import { densityFigure, energyFigure } from '../../verify/standardFigures.ts';
import { formatNumber } from '../numbers.ts';
import type { Verification } from '../verification.ts';

// More densities than this in one picture cannot be told apart.
const MOST_CURVES = 6;

/** At most six of the snapshots, the first and the last among them. */
function chosen({ snapshots }: Result): Result['snapshots'] {
  if (snapshots.length <= MOST_CURVES) return snapshots;
  return Array.from(
    { length: MOST_CURVES },
    (_, k) => snapshots[Math.round((k * (snapshots.length - 1)) / (MOST_CURVES - 1))],
  );
}

function settingsText({ settings }: Result): string {
  return Object.entries(settings)
    .map(([key, value]) => `${key} = ${Array.isArray(value) ? `[${value.join(', ')}]` : String(value)}`)
    .join(', ');
}

/** A run as a section of a report: no checks, but how it was made and what came out. */
export function resultVerification(result: Result): Verification {
  const { problem, solver, method, parameters, grid, times, energy, steady } = result;
  const name = `${solver}/${method}`;
  const box = gridOf(grid);
  const end = formatNumber(times[times.length - 1]);
  const evidence: Evidence[] = [
    {
      kind: 'note',
      note: `Run by ${name} (${settingsText(result)}) in ${times.length - 1} steps to t = ${end}.`,
    },
    { kind: 'figure', figure: energyFigure([{ label: name, times, energy }], steady?.energy ?? null) },
  ];
  if (box.dimension === 1) {
    const curves = chosen(result).map((s) => ({ label: `t = ${formatNumber(s.time)}`, density: s.density }));
    if (steady !== null) curves.push({ label: 'steady state', density: steady.density });
    evidence.push({
      kind: 'figure',
      figure: densityFigure(box, curves, `Densities at the times saved, on ${box}.`),
    });
  }
  const summary = {
    name: problem,
    title: name,
    source: 'result.json',
    summary: '',
    parameters,
    cells: grid.cells,
  };
  return { problem: summary, evidence, error: null };
}
