import { finiteVolume, jko } from '../../solvers/index.ts';
import {
  type Evidence,
  orderOfConvergence,
  potential,
  type Solver,
  solve,
  steadyState,
  type VerifyContext,
  wassersteinDistance,
} from '../../src/index.ts';
import { claim } from '../common/claim.ts';
import { moments } from '../common/moments.ts';
import { kellerSegelEnergy, kellerSegelFlow } from './kellerSegelFlow.ts';
import { secondMomentRate } from './secondMomentLaw.ts';

/** Below, at and above the critical strength. */
const STRENGTHS = [0.5, 1, 1.5];
/** Two fifths of the time that ⟨|x|²⟩ takes to 0 at s = 3/2, and to the collapse and beyond. */
const UNTIL = 0.1;
const STEPS = 8;
const BEYOND = 0.5;

/** Who says so on a line, and in the plane. */
const SOURCES = ['Calvez–Carrillo 2012', 'Blanchet–Dolbeault–Perthame 2006'];

/** The cells of a grid half as fine. */
function halved(cells: readonly number[]): readonly number[] {
  return cells.map((n) => Math.round(0.5 * n));
}

/** The rate at which ⟨|x|²⟩ changes, less the exact one. */
function rateError(strength: number, cells: readonly number[], solver: Solver): number {
  const run = solve(kellerSegelFlow(strength, cells), solver, { until: UNTIL, throwOnFailure: true });
  return secondMomentRate(run) - 2 * cells.length * (1 - strength);
}

/** Second moments go linearly in time, up or down, whatever the density, and what is missing is of second order in space. */
export function* secondMomentEvidence({ cells, progress }: VerifyContext): Generator<Evidence> {
  const timeStep = UNTIL / STEPS;
  const solvers = [jko({ timeStep }), finiteVolume({ timeStep, order: 2 })];
  const source = SOURCES[cells.length - 1];
  const { spacing } = kellerSegelFlow(0, cells).grid.axes[0];
  for (const [k, strength] of STRENGTHS.entries())
    for (const [l, solver] of solvers.entries()) {
      progress(`s = ${strength} by ${solver.name}`, (k + l / solvers.length) / STRENGTHS.length);
      const exact = 2 * cells.length * (1 - strength);
      yield claim({
        name: `s = ${strength}, ${solver.name}: d⟨|x|²⟩/dt${solver.name === 'jko' ? ' with W₂² of the steps' : ''}`,
        measured: exact + rateError(strength, cells, solver),
        expected: exact,
        tolerance: spacing ** 2 / UNTIL,
        source: `${source}: the virial identity, to a cell squared`,
      });
    }
  const [strength] = STRENGTHS;
  const errors = [halved(cells), cells].map((n) => Math.abs(rateError(strength, n, solvers[1])));
  yield claim({
    name: `s = ${strength}, ${solvers[1].name}: order in space of d⟨|x|²⟩/dt`,
    measured: orderOfConvergence([2 * spacing, spacing], errors).order,
    expected: 2,
    tolerance: 0.2,
    source: `${source}; second order`,
  });
}

/** Once all has collapsed, it is as wide as cells are: the peak is 2^d times as high on a grid twice as fine, and below not. */
export function* collapseEvidence({ cells, progress }: VerifyContext): Generator<Evidence> {
  for (const [k, strength] of [STRENGTHS[0], STRENGTHS[2]].entries()) {
    const [coarse, fine] = [0.5, 1].map((size, l) => {
      progress(`s = ${strength} to t = ${BEYOND}`, (2 * k + l) / 4);
      const flow = kellerSegelFlow(strength, size === 1 ? cells : halved(cells));
      const { snapshots } = solve(flow, finiteVolume({ timeStep: BEYOND / 25 }), { until: BEYOND });
      return Math.max(...snapshots[snapshots.length - 1].density.values);
    });
    yield claim({
      name: `s = ${strength}: largest density at t = ${BEYOND}, over that on half as many cells`,
      measured: fine / coarse,
      expected: strength < 1 ? 1 : 2 ** cells.length,
      tolerance: 0.05,
      source: `${SOURCES[cells.length - 1]}: ${strength < 1 ? 'bounded' : 'collapse, to the width of cells'}`,
    });
  }
}

/**
 * Below the critical strength there is a self-similar solution, at every time at rest in a quadratic well, the one that has its second moment.
 * W₂ to it cannot grow.
 */
export function* selfSimilarEvidence({ cells, progress }: VerifyContext): Generator<Evidence> {
  const [strength] = STRENGTHS;
  progress('self-similar solution', 0);
  const flow = kellerSegelFlow(strength, cells);
  const { snapshots } = solve(flow, finiteVolume({ timeStep: BEYOND / 25, order: 2 }), {
    until: BEYOND,
    saveAt: [0],
  });
  const apart = snapshots.map(({ density }) => {
    const kappa = (1 - strength) / moments(density).variance;
    const well = kellerSegelEnergy(flow.grid, strength).plus(potential((x) => 0.5 * kappa * x * x));
    return wassersteinDistance(
      density,
      steadyState(well, flow.grid, flow.initial.mass, { start: flow.initial }).density,
    );
  });
  yield claim({
    name: `s = ${strength}: W₂ to the self-similar solution at t = ${BEYOND}, over that at 0`,
    measured: apart[apart.length - 1] / apart[0],
    expected: 1,
    relation: 'atMost',
    source: 'Calvez–Carrillo 2012: W₂ of two solutions does not grow on a line',
  });
}
