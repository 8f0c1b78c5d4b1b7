import { finiteVolume, jko } from '../../solvers/index.ts';
import {
  type Axis,
  type Density,
  density,
  edges,
  entropy,
  type GradientFlow,
  type Grid,
  gradientFlow,
  grid,
  type LocalEnergy,
  type Problem,
  problem,
} from '../../src/index.ts';
import { orderEvidence } from '../common/orderEvidence.ts';

const SOURCE = 'Fourier 1822';
const UNTIL = 0.02;

/** Modes k of cos(kπx) along x and y, and their amplitudes: the factors stay positive. */
const MODES = [
  { k: 1, amplitude: 0.9 },
  { k: 2, amplitude: 0.5 },
] as const;

/** Cell averages of 1 + a e^{−(kπ)² t} cos kπx on [0, 1]. */
function lineAverages(axis: Axis, { k, amplitude }: (typeof MODES)[number], t: number): Float64Array {
  const x = edges(axis);
  const omega = k * Math.PI;
  const height = amplitude * Math.exp(-omega * omega * t);
  return Float64Array.from(
    { length: axis.cells },
    (_, i) => 1 + (height * (Math.sin(omega * x[i + 1]) - Math.sin(omega * x[i]))) / (omega * axis.spacing),
  );
}

/** The heat flow between walls at time t, (1 + 0.9 e^{−π²t} cos πx)(1 + 0.5 e^{−4π²t} cos 2πy), in exact cell averages. */
function exact(on: Grid, t: number): Density {
  const [x, y] = on.axes.map((axis, k) => lineAverages(axis, MODES[k], t));
  return density(
    on,
    Float64Array.from({ length: on.size }, (_, i) => x[Math.floor(i / y.length)] * y[i % y.length]),
  );
}

function flowAt(cells: readonly number[]): GradientFlow<LocalEnergy> {
  const square = grid(
    [
      [0, 1],
      [0, 1],
    ],
    cells,
  );
  return gradientFlow({ name: 'heat', energy: entropy(), initial: exact(square, 0) });
}

/**
 * The heat equation on the unit square between walls, ∂p/∂t = Δp, the flow of ∫p log p from a product of cosines, whose factors
 *
 *     1 + a e^{−(kπ)² t} cos kπx
 *
 * solve it each.
 *
 * Source: Fourier 1822, Théorie analytique de la chaleur; Jordan–Kinderlehrer–Otto 1998 for the energy.
 *
 * @see {@link problems}
 */
export const heat: Problem = problem({
  name: 'classic/heat',
  title: 'The heat equation between walls',
  source: SOURCE,
  summary:
    '∂p/∂t = Δp on the unit square, the flow of the entropy, from a product of cosines: JKO steps and finite volumes of both orders against the ' +
    'cosine series.',
  defaults: { cells: [32, 32], timeStep: 1e-3, until: UNTIL, saveAt: [0, 0.01, UNTIL] },
  flow: (_, cells) => flowAt(cells),
  verify: ({ cells, progress }) => {
    const coarse = cells.map((n) => Math.max(4, Math.round(n / 4)));
    const both = { in: 'both', levels: 3, cells: coarse, timeStep: UNTIL / 5, reference: exact } as const;
    const second = {
      ...both,
      expected: 2,
      tolerance: 0.2,
      source: `${SOURCE}; second order in space and time`,
    };
    const source = 'Jordan–Kinderlehrer–Otto 1998: first order';
    const inTime = { in: 'time', levels: 4, cells, timeStep: UNTIL / 5, reference: 'successive' } as const;
    const first = { ...inTime, expected: 1, tolerance: 0.15, source };
    return orderEvidence(
      { flowAt, until: UNTIL },
      [
        {
          ...first,
          name: 'JKO steps in time, of one another',
          id: 'jko',
          solverAt: (timeStep) => jko({ timeStep }),
        },
        {
          ...second,
          name: 'JKO steps of order 2, in space and time',
          id: 'jko-2',
          solverAt: (timeStep) => jko({ timeStep, order: 2 }),
        },
        {
          ...second,
          name: 'implicit finite volumes of order 2, in space and time',
          id: 'finite-volumes',
          solverAt: (timeStep) => finiteVolume({ timeStep, order: 2 }),
        },
      ],
      progress,
    );
  },
});
