import { finiteVolume } from '../../../../solvers/index.ts';
import { type Density, type Energy, gradientFlow, solve, steadyState } from '../../../../src/index.ts';
import { TIME_STEP } from '../agreement.ts';
import { type Equation, equationsOf } from './equations.ts';
import type { ParticleStudy } from './study.ts';

/** A macroscopic equation with its densities at the times of a study, and at rest. */
export interface Prediction extends Equation {
  readonly densities: readonly Density[];
  readonly rest: Density;
}

/** What every equation says of the particles of a study. */
export function predictions({ model, atRest, initial, times, further }: ParticleStudy): Prediction[] {
  const solver = finiteVolume({ order: 2, timeStep: TIME_STEP / 2 });
  const predicted = (equation: Equation, resting: Energy): Prediction => {
    const run = solve(gradientFlow({ energy: equation.energy, initial }), solver, {
      until: times[times.length - 1],
      saveAt: times,
      throwOnFailure: true,
    });
    const { density: rest } = steadyState(resting, initial.grid, initial.mass);
    return { ...equation, densities: run.snapshots.map(({ density }) => density), rest };
  };
  const closures = equationsOf(model).map((equation) => predicted(equation, equation.energy));
  if (further === undefined) return closures;
  // Fewer and larger particles exclude as much, but see further: what is not local is asked of those that are there.
  return [...closures, predicted(further(model, initial.grid), further(atRest, initial.grid).energy)];
}

/** ⟨x⟩ and ⟨x²⟩ along an axis of a density of unit mass, constant in each cell. */
export function momentsOf({ grid, values }: Density, axis: number): { mean: number; meanSquare: number } {
  const { spacing, cells } = grid.axes[axis];
  const x = grid.centres(axis);
  let [mean, meanSquare] = [0, 0];
  for (const [i, p] of values.entries()) {
    const at = x[Math.floor(i / grid.strides[axis]) % cells];
    mean += p * at;
    meanSquare += p * (at * at + (spacing * spacing) / 12);
  }
  return { mean: mean * grid.cellVolume, meanSquare: meanSquare * grid.cellVolume };
}
