import fc from 'fast-check';
import type { Energy } from '../../energy/index.ts';
import { type GradientFlow, gradientFlow } from '../../flow/gradientFlow.ts';
import type { Grid } from '../../grid/index.ts';
import { densities } from './densities.ts';
import { written } from './written.ts';

/** What {@link gradientFlows} is made of. */
export interface GradientFlowsOptions<E extends Energy> {
  readonly energies: fc.Arbitrary<E>;
  readonly grids: fc.Arbitrary<Grid>;
  /** Whether initial densities may have empty cells; true by default. */
  readonly vacuum?: boolean;
}

/**
 * Gradient flows of these energies on these grids, from densities of all kinds in the domain of the energy.
 *
 * @see [Testing laws](/guide/testing-laws)
 */
export function gradientFlows<E extends Energy>(
  options: GradientFlowsOptions<E>,
): fc.Arbitrary<GradientFlow<E>> {
  const { vacuum = true } = options;
  return fc
    .tuple(options.energies, options.grids)
    .chain(([energy, grid]) =>
      densities(grid, { domain: energy.capabilities.domain, vacuum }).map((initial) =>
        written(
          gradientFlow({ energy, initial }),
          () => `gradientFlow({ energy: ${fc.stringify(energy)}, initial: ${fc.stringify(initial)} })`,
        ),
      ),
    );
}
