import { grid, type LocalEnergy } from '../../src/index.ts';
import { barenblatt } from './barenblatt.ts';
import { barenblattFlow } from './barenblattFlow.ts';
import type { ClosedForm } from './closedForm.ts';

/** The age t₀ of the Barenblatt profile that {@link bb2} starts from: the radius is 0.317687. */
const AGE = 1e-3;

/**
 * The benchmark BB2: the flow of ∫p², ∂p/∂t = Δp², on the unit square from the Barenblatt profile of mass 1 and age 10⁻³
 * about the middle, with its exact solutions. Its PDE solution reaches the walls at age 6.1 10⁻³.
 *
 * @param cells - n of n × n cells.
 * @see {@link barenblattFlow}
 */
export function bb2(cells: number): ClosedForm<LocalEnergy> {
  return barenblattFlow({
    grid: grid(
      [
        [0, 1],
        [0, 1],
      ],
      [cells, cells],
    ),
    exponent: 2,
    centre: [0.5, 0.5],
    radius: barenblatt({ exponent: 2, dimension: 2 }).radius(AGE),
  });
}
