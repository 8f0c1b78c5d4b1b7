import { finiteVolume } from '../../../../solvers/index.ts';
import { type Density, gradientFlow, solve, steadyState } from '../../../../src/index.ts';
import { TIME_STEP } from '../agreement.ts';
import { type Equation, equationsOf } from './equations.ts';
import type { ParticleStudy } from './study.ts';

/** A macroscopic equation with its densities at the times of a study, and at rest. */
export interface Prediction extends Equation {
  readonly densities: readonly Density[];
  readonly rest: Density;
}

/** What every equation says of the particles of a study. */
export function predictions({ model, initial, times }: ParticleStudy): Prediction[] {
  const solver = finiteVolume({ order: 2, timeStep: TIME_STEP / 2 });
  return equationsOf(model).map(({ label, energy }) => {
    const run = solve(gradientFlow({ energy, initial }), solver, {
      until: times[times.length - 1],
      saveAt: times,
      throwOnFailure: true,
    });
    const { density: rest } = steadyState(energy, initial.grid, initial.mass);
    return { label, energy, densities: run.snapshots.map(({ density }) => density), rest };
  });
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
