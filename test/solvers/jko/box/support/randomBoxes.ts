import fc from 'fast-check';
import {
  density,
  type Energy,
  entropy,
  excludedVolume,
  type FaceMeanName,
  faceMean,
  faceMeanNames,
  type Grid,
  grid,
  linearMobility,
  type Mobility,
  potential,
  power,
} from 'ottoflow';
import { flowBounds, mobilityBounds } from '../../../../../solvers/densityBounds.ts';
import { divergence } from '../../../../../solvers/jko/box/boxCertificate.ts';
import { type BoxIterate, boxIterate } from '../../../../../solvers/jko/box/boxIterate.ts';
import type { BoxProblem } from '../../../../../solvers/jko/box/boxProblem.ts';
import { faceMobility } from '../../../../../solvers/jko/box/faceMobility.ts';
import { unitBox } from '../../../../support/boxes.ts';
import { facesOf } from './naiveBox.ts';

/** A few small grids, of one, two and three dimensions, with walls and without, of unlike spacings. */
export const smallGrids: readonly Grid[] = [
  unitBox([5]),
  unitBox([4], [true]),
  grid(
    [
      [0, 1],
      [-1, 0.5],
    ],
    [3, 2],
  ),
  grid(
    [
      [0, 0.5],
      [0, 1],
    ],
    [3, 4],
    { periodic: [true, false] },
  ),
  unitBox([1, 4]),
  grid(
    [
      [0, 1],
      [0, 2],
      [0, 1],
    ],
    [2, 2, 3],
  ),
];

const energies: readonly (() => Energy)[] = [
  () => entropy().plus(excludedVolume(0.3)),
  () => entropy().plus(potential((x, y = 0) => 2 * x * x + y)),
  () => power(2).plus(potential((x) => Math.cos(3 * x))),
  () => power(3).plus(entropy().scale(0.1)),
];

/** A step problem and an iterate that has nothing to do with its solution: feasible, with random potentials. */
export interface RandomBox {
  readonly problem: BoxProblem;
  readonly iterate: BoxIterate;
}

/** What {@link randomBoxes} is drawn from. */
export interface RandomBoxesOptions {
  readonly means?: readonly FaceMeanName[];
  readonly mobility?: Mobility;
  readonly maxIntervals?: number;
}

/** Random momenta, scaled so that densities keep `share` of the least distance to the bounds, and the densities that they give. */
function fill(it: BoxIterate, { previous }: BoxProblem, values: readonly number[], upper: number): void {
  const n = previous.length;
  let least = Infinity;
  for (const p of previous) least = Math.min(least, p, upper - p);
  for (const { axis, lower } of facesOf(it.grid))
    for (let j = 0; j < it.intervals; j++) {
      const at = (j * it.grid.dimension + axis) * n + lower;
      it.momentum[axis][j * n + lower] = values[at % values.length];
    }
  let largest = 0;
  const flux = new Float64Array(n);
  for (let j = 0; j < it.intervals; j++) {
    divergence(flux, it.momentum, it, j);
    for (const v of flux) largest = Math.max(largest, Math.abs(v));
  }
  const scale = largest > 0 ? (0.8 * least) / largest : 0;
  for (const m of it.momentum) for (let i = 0; i < m.length; i++) m[i] *= scale;
  for (let j = 0; j < it.intervals; j++) {
    divergence(flux, it.momentum, it, j);
    for (let i = 0; i < n; i++)
      it.density[j * n + i] = (j === 0 ? previous[i] : it.density[(j - 1) * n + i]) - flux[i] / it.intervals;
  }
}

/** Step problems with feasible paths and random potentials. */
export function randomBoxes(options: RandomBoxesOptions = {}): fc.Arbitrary<RandomBox> {
  const { means = faceMeanNames, mobility = linearMobility, maxIntervals = 3 } = options;
  const upper = mobility.domain[1];
  const level = fc
    .integer({ min: 1, max: 100 })
    .map((k) => (upper < Infinity ? (0.95 * upper * k) / 101 : k / 50));
  const signed = fc.integer({ min: -100, max: 100 }).map((k) => k / 100);
  const some = fc.array(signed, { minLength: 41, maxLength: 41 });
  return fc
    .record({
      energy: fc.constantFrom(...energies),
      box: fc.constantFrom(...smallGrids),
      intervals: fc.integer({ min: 1, max: maxIntervals }),
      timeStep: fc.integer({ min: -12, max: 0 }).map((k) => 10 ** (k / 4)),
      mean: fc.constantFrom(...means),
      levels: fc.array(level, { minLength: 12, maxLength: 12 }),
      momenta: some,
      potentials: some,
    })
    .map(({ energy, box, intervals, timeStep, mean, levels, momenta, potentials }) => {
      const values = Array.from({ length: box.size }, (_, i) => levels[i % levels.length]);
      const previous =
        upper < Infinity ? Float64Array.from(values) : density(box, values, { mass: 1 }).values;
      const problem: BoxProblem = {
        energy: energy().on(box),
        previous,
        timeStep,
        intervals,
        mobility: faceMobility(faceMean(mean), mobility),
        inner: mobilityBounds({ mobility, grid: box }),
        end: flowBounds({ mobility, discrete: energy().on(box) }),
      };
      const iterate = boxIterate(box, intervals);
      fill(iterate, problem, momenta, upper);
      for (let k = 0; k < iterate.potential.length; k++)
        iterate.potential[k] = potentials[(7 * k) % potentials.length];
      return { problem, iterate };
    });
}
