import { type Density, density, type Grid, grid, type ParticleModel } from '../../../../src/index.ts';
import type { Section } from './study.ts';

/** The square over a line: densities that are constant across it have one cell there. */
export function squareOver({ axes: [{ lower, upper, cells }] }: Grid): Grid {
  return grid(
    [
      [lower, upper],
      [lower, upper],
    ],
    [cells, 1],
  );
}

/** A density on a line as one on the square over it, of unit mass if the line has unit length. */
export function overSquare(line: Density): Density {
  return density(squareOver(line.grid), line.values);
}

/** A density on a line, or on the square over one, as a curve. */
export function alongLine({ grid: on, values }: Density): Section {
  return { x: on.centres(0), y: values };
}

/** e^{−V} of unit mass on a grid; uniform without V. */
export function boltzmann(on: Grid, external: ParticleModel['external']): Density {
  return density(on, external === null ? () => 1 : (...x) => Math.exp(-external(...x)), { mass: 1 });
}
