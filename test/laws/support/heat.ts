import { finiteVolume } from '../../../solvers/finite-volume/index.ts';
import { type Density, density } from '../../../src/density/index.ts';
import { entropy, type LocalEnergy } from '../../../src/energy/index.ts';
import { type GradientFlow, gradientFlow, type Solver } from '../../../src/flow/index.ts';
import { type Grid, grid } from '../../../src/grid/index.ts';

/** The box of all flows whose solvers are put to the laws. */
export const box: Grid = grid([[-0.5, 0.5]], [24]);

/** A density that is neither symmetric nor at rest. */
export const lopsided: Density = density(box, (x) => 1 + 0.5 * Math.sin(3 * x) + x * x, { mass: 1 });

/** The heat equation from it. */
export const heat: GradientFlow<LocalEnergy> = gradientFlow({
  name: 'heat',
  energy: entropy(),
  initial: lopsided,
});

/** The same in a box of as few cells as transport is computed for, narrow so that they are small. */
export const heatInBox: GradientFlow<LocalEnergy> = gradientFlow({
  name: 'heat',
  energy: entropy(),
  initial: density(
    grid(
      [
        [-0.5, 0.5],
        [0, 0.05],
      ],
      [32, 2],
    ),
    (x, y) => 1 + 0.7 * Math.sin(3 * x) + x * x + 4 * y,
    { mass: 1 },
  ),
});

/** The solver that keeps all laws, and whose mutants break them. */
export const implicit: Solver<LocalEnergy> = finiteVolume({ timeStep: 1e-3 });

/** Four of its steps. */
export const until = 4e-3;
