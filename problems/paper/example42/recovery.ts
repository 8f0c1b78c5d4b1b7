import { finiteVolume } from '../../../solvers/index.ts';
import { fillNormal } from '../../../solvers/particles/random/streams.ts';
import {
  check,
  Density,
  type Evidence,
  type Figure,
  grid,
  hardSphere,
  type ParameterValues,
  restrict,
  solve,
  type Table,
  type VerifyContext,
} from '../../../src/index.ts';
import { BOX, energiesOf, flowsOf } from '../common/line/lineSetting.ts';
import { fitVolume, type Seen, type VolumeFit } from './fitVolume.ts';
import { setting } from './setting.ts';

/** Cells of the finite volumes that make the densities, and of what is seen of them. */
const FINE = 400;
const CELLS = 100;
const FINE_STEP = 2.5e-4;
/** When densities are seen: from the first of them on the model is run. */
const TIMES: readonly number[] = [0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1];
const EVERY = 0.01;
/** Standard deviation of the noise in a cell, where densities are up to 4. */
const NOISE = 0.02;
/** Steps of the model, the second half of the first. */
const TIME_STEPS = [2e-3, 1e-3] as const;
/** α to begin with, a third of what it is. */
const GUESS = 1;
/** (N − 1) ε² from which the noise leaves something of α to be seen. */
const SEEN = 0.01;
/** Standard errors by which the result may miss. */
const LIMIT = 4;

/** The densities of (4.1), by finite volumes of second order on a finer grid. */
function exactDensities(parameters: ParameterValues): Density[] {
  const { interacting } = flowsOf(setting, parameters, [FINE]);
  const { snapshots } = solve(interacting, finiteVolume({ order: 2, timeStep: FINE_STEP }), {
    until: TIMES[TIMES.length - 1],
    saveAt: TIMES,
    throwOnFailure: true,
  });
  const coarse = grid([BOX], [CELLS]);
  return snapshots.map(({ density }) => restrict(density, coarse));
}

/** With noise, but for the first. */
function noisy(densities: readonly Density[], seed: number): Density[] {
  const noise = new Float64Array(CELLS);
  return densities.map(({ grid: on, values }, k) => {
    fillNormal(noise, { seed, realisation: 0 }, k);
    return new Density(on, k === 0 ? values : values.map((p, i) => p + NOISE * noise[i]));
  });
}

/** α of two fits, extrapolated to steps of length zero, and its standard error. */
function extrapolated([coarse, fine]: readonly VolumeFit[]): { alpha: number; error: number } {
  let square = 0;
  fine.influence.forEach((influence, k) => {
    for (let i = 0; i < CELLS; i++) square += (2 * influence[i] - coarse.influence[k][i]) ** 2;
  });
  const variance = fine.squares / (CELLS * fine.influence.length - 1);
  return { alpha: 2 * fine.alpha - coarse.alpha, error: Math.sqrt(variance * square) };
}

function recoveryTable(
  exact: readonly VolumeFit[],
  found: readonly VolumeFit[],
  { alpha, error }: { alpha: number; error: number },
): Table {
  return {
    id: 'recovery',
    title: 'α recovered from densities',
    caption:
      `α of (4.1), for which JKO steps from the density at t = ${TIMES[0]} are nearest to those at ${TIMES.length - 1} later ` +
      `times up to ${TIMES[TIMES.length - 1]}, seen on ${CELLS} cells with a normal error of ${NOISE} in each: by the method ` +
      `of Gauss and Newton, from α = ${GUESS}, with the tangents of the steps. The densities were made by finite volumes of ` +
      `second order on ${FINE} cells; what τ adds to α is of first order, and is extrapolated away.`,
    columns: ['τ', 'α without noise', 'α with noise', 'iterations'],
    rows: [
      ...TIME_STEPS.map((tau, k) => [
        tau,
        exact[k].alpha.toFixed(4),
        found[k].alpha.toFixed(4),
        found[k].iterations,
      ]),
      [
        '→ 0',
        (2 * exact[1].alpha - exact[0].alpha).toFixed(4),
        `${alpha.toFixed(3)} ± ${error.toFixed(3)}`,
        '',
      ],
    ],
  };
}

function recoveryFigure(seen: readonly Density[], { trajectory }: VolumeFit): Figure {
  const x = seen[0].grid.centres(0);
  const stride = Math.round(EVERY / TIME_STEPS[1]);
  return {
    id: 'recovery',
    title: 'Densities seen, and those of the α that fits them',
    caption: `Dots: with noise, of which every fourth is shown; lines: JKO steps with the fitted α, τ = ${TIME_STEPS[1]}.`,
    x: { label: 'x', domain: [...BOX] },
    y: { label: 'p' },
    series: [1, 3, 8].flatMap((k) => [
      {
        label: `t = ${TIMES[k]}`,
        x,
        y: trajectory.densities[k * stride].values,
        style: 'line' as const,
        group: `t = ${TIMES[k]}`,
      },
      {
        label: `t = ${TIMES[k]}, seen`,
        x: x.filter((_, i) => i % 4 === 2),
        y: seen[k].values.filter((_, i) => i % 4 === 2),
        style: 'dots' as const,
        group: `t = ${TIMES[k]}`,
      },
    ]),
  };
}

/** α, recovered from densities of (4.1) with noise, is that of disks. */
export function* recoveryEvidence({ parameters, seed, progress }: VerifyContext): Generator<Evidence> {
  const unit = (parameters.particles - 1) * parameters.epsilon ** 2;
  if (unit < SEEN) return;
  progress('densities to recover α from', 0);
  const densities = exactDensities(parameters);
  const { linear: energy } = energiesOf(setting, parameters);
  const seen: Seen = { densities: noisy(densities, seed), every: EVERY, energy, unit };
  progress('α from densities', 0.3);
  const exact = TIME_STEPS.map((tau) => fitVolume({ ...seen, densities }, GUESS, tau));
  const found = TIME_STEPS.map((tau, k) => fitVolume(seen, exact[k].alpha, tau));
  const expected = hardSphere().excludedVolume(2);
  const result = extrapolated(found);
  yield {
    kind: 'check',
    check: check({
      name: `α recovered from ${TIMES.length - 1} densities with noise, by tangents of JKO steps`,
      measured: result.alpha,
      expected,
      tolerance: LIMIT * result.error,
      source: `(4.1): α = π for disks; ${LIMIT} standard errors of ${result.error.toFixed(3)}`,
    }),
  };
  yield {
    kind: 'check',
    check: check({
      name: 'order in τ at which the recovered α comes to that of (4.1)',
      measured: Math.log2((exact[0].alpha - expected) / (exact[1].alpha - expected)),
      expected: 1,
      tolerance: 0.1,
      source: 'Jordan–Kinderlehrer–Otto 1998: first order',
    }),
  };
  yield { kind: 'table', table: recoveryTable(exact, found, result) };
  yield { kind: 'figure', figure: recoveryFigure(seen.densities, found[1]) };
}
