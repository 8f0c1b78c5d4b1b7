import { grid, type LocalEnergy } from 'ottoflow';
import { barenblattFlow, type ClosedForm, gaussianFlow } from '../../../../problems/classic/index.ts';

/** A Gaussian that moves to the middle of its well, in a box as good as the line. */
export function confinedGaussian(cells: number): ClosedForm<LocalEnergy> {
  return gaussianFlow({
    grid: grid([[-1.5, 1.5]], [cells]),
    mean: [0.2],
    deviation: 0.15,
    confinement: 10,
    well: [-0.2],
  });
}

/** A Barenblatt profile of m = 2 that spreads. */
export function porousBall(cells: number): ClosedForm<LocalEnergy> {
  return barenblattFlow({ grid: grid([[0, 1]], [cells]), exponent: 2, centre: [0.5], radius: 0.2 });
}
