import {
  type Density,
  type DensityCurve,
  densityFigure,
  type Evidence,
  type Figure,
  type Grid,
  grid,
  type Series,
} from '../../../src/index.ts';
import { flowLabels, flowNames, type PaperFlows } from '../common/flows.ts';
import type { SteadyStates } from '../common/steady.ts';
import { TIMES } from './setting.ts';

/** Densities at the times of Figure 4(c), the initial one first. */
export type Early = Readonly<Record<keyof PaperFlows, readonly Density[]>>;

/** A density on the square as shades. */
function mapFigure({ grid: on, values }: Density, id: string, title: string, caption: string): Figure {
  const edges = on.axes.map(({ lower, spacing, cells }) =>
    Float64Array.from({ length: cells + 1 }, (_, i) => lower + i * spacing),
  );
  return {
    ...{ id, title, caption, x: { label: 'x' }, y: { label: 'y' }, series: [] },
    map: { label: 'p', x: edges[0], y: edges[1], values },
  };
}

/** The grid along x = 0. */
export function cutGrid({ axes: [, y] }: Grid): Grid {
  return grid([[y.lower, y.upper]], [y.cells]);
}

/** p along x = 0: the mean of the columns beside it. */
export function cut({ grid: on, values }: Density): Float64Array {
  const [columns, rows] = on.shape;
  const [left, right] = [Math.floor((columns - 1) / 2), Math.floor(columns / 2)];
  return Float64Array.from(
    { length: rows },
    (_, j) => 0.5 * (values[left * rows + j] + values[right * rows + j]),
  );
}

/** Which of the times have JKO steps beside them: all of them would hide the curves. */
const DOTTED = [TIMES[0], TIMES[TIMES.length - 1]];

function cutFigure(name: keyof PaperFlows, lines: Early, dots: Early, steady: Density): Figure {
  const on = cutGrid(steady.grid);
  const y = on.centres(0);
  const label = (t: number): string => `t = ${t}`;
  const times = [0, ...TIMES];
  const jko = DOTTED.map((t): Series => {
    const density = cut(dots[name][times.indexOf(t)]);
    return { label: `${label(t)}, JKO`, x: y, y: density, style: 'dots', group: label(t) };
  });
  const shown = densityFigure(
    on,
    [
      ...lines[name].map((p, k): DensityCurve => {
        const at = label(times[k]);
        return { label: at, density: cut(p), style: 'line', group: at };
      }),
      { label: 'at rest', density: cut(steady), style: 'dashed' },
    ],
    `Finite volumes ${flowLabels[name]} (lines), JKO steps of order 2 and τ = 1e-3 (dots), and the minimiser of the free energy (dashed).`,
  );
  return {
    ...shown,
    id: `cut-${name}`,
    title: `Densities along x = 0, ${flowLabels[name]} (Figure 4(c) of the paper)`,
    x: { label: 'y', domain: [-0.5, 0.5] },
    series: [...shown.series, ...jko],
  };
}

/** Heat maps, and cuts along x = 0: (b) and (c) of the paper's figure. */
export function* densityEvidence(lines: Early, dots: Early, steady: SteadyStates): Generator<Evidence> {
  const start = 'The ring that particles start from, denser above: (b) of the paper’s figure.';
  yield {
    kind: 'figure',
    figure: mapFigure(lines.interacting[0], 'initial', 'Initial density (Figure 4(b) of the paper)', start),
  };
  for (const t of [0.0025, 0.0125])
    yield {
      kind: 'figure',
      figure: mapFigure(
        lines.interacting[1 + TIMES.indexOf(t)],
        `density-${TIMES.indexOf(t) + 1}`,
        `Density at t = ${t}`,
        'Finite volumes with interactions.',
      ),
    };
  for (const name of flowNames) {
    const title = `Steady state ${flowLabels[name]}`;
    const { density } = steady[name];
    yield {
      kind: 'figure',
      figure: mapFigure(density, `steady-${name}`, title, 'The minimiser of the free energy.'),
    };
  }
  for (const name of flowNames)
    yield { kind: 'figure', figure: cutFigure(name, lines, dots, steady[name].density) };
}
