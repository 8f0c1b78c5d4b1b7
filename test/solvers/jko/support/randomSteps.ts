import fc from 'fast-check';
import {
  type DiscreteLocalEnergy,
  density,
  entropy,
  excludedVolume,
  type FaceMeanName,
  faceMean,
  faceMeanNames,
  grid,
  type LocalEnergy,
  potential,
  power,
} from 'ottoflow';
import { emptyPath, type Path, type StepProblem } from '../../../../solvers/jko/stepProblem.ts';

/** Energies of moderate size, strictly convex, whose conjugates are finite everywhere. */
const energies: readonly (() => LocalEnergy)[] = [
  () => entropy().plus(excludedVolume(0.3)),
  () => entropy().plus(potential((x) => 2 * x * x)),
  () => power(2).plus(potential((x) => Math.cos(3 * x))),
  () => power(3).plus(entropy().scale(0.1)),
];

/** A step problem, and a path and potentials that have nothing to do with its solution but the mass. */
export interface RandomStep {
  readonly problem: StepProblem;
  readonly path: Path;
}

/** What {@link randomSteps} is drawn from. */
export interface RandomStepsOptions {
  readonly maxCells?: number;
  readonly means?: readonly FaceMeanName[];
  /** Size of the potentials. */
  readonly slope?: number;
}

function scaled(values: readonly number[], energy: DiscreteLocalEnergy): Float64Array {
  return density(energy.grid, values, { mass: 1 }).values;
}

/** Step problems on [−½, ½] of mass 1 with random positive paths of that mass and random potentials. */
export function randomSteps(options: RandomStepsOptions = {}): fc.Arbitrary<RandomStep> {
  const { maxCells = 12, means = faceMeanNames, slope = 1 } = options;
  const level = fc.integer({ min: 1, max: 100 }).map((k) => k / 50);
  const height = fc.integer({ min: -100, max: 100 }).map((k) => (slope * k) / 100);
  const shape = fc.record({
    energy: fc.constantFrom(...energies),
    cells: fc.integer({ min: 1, max: maxCells }),
    intervals: fc.integer({ min: 1, max: 4 }),
    timeStep: fc.integer({ min: -12, max: 0 }).map((k) => 10 ** (k / 4)),
    mean: fc.constantFrom(...means),
  });
  return shape.chain(({ energy, cells, intervals, timeStep, mean }) => {
    const cellField = fc.array(level, { minLength: cells, maxLength: cells });
    const fields = fc.array(cellField, { minLength: intervals + 1, maxLength: intervals + 1 });
    const size = cells * intervals;
    return fc.tuple(fields, fc.array(height, { minLength: size, maxLength: size })).map(([p, phi]) => {
      const discrete = energy().on(grid([[-0.5, 0.5]], [cells]));
      const path = emptyPath(cells, intervals);
      for (let j = 0; j < intervals; j++) path.density.set(scaled(p[j + 1], discrete), j * cells);
      path.potential.set(phi);
      const previous = scaled(p[0], discrete);
      return {
        problem: { energy: discrete, previous, timeStep, intervals, faceMean: faceMean(mean) },
        path,
      };
    });
  });
}
