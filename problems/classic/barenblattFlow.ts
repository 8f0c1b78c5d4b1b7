import { knownKeys, positive } from '../../src/errors/check.ts';
import { type Energy, type Grid, type LocalEnergy, power } from '../../src/index.ts';
import { barenblatt } from './barenblatt.ts';
import { barenblattAverages } from './barenblattAverages.ts';
import { type ClosedForm, closedForm, type Placement } from './closedForm.ts';
import {
  point,
  type QuadraticForceOptions,
  quadraticForces,
  totalConfinement,
  withForces,
} from './quadraticForces.ts';

/** What {@link barenblattFlow} takes. */
export interface BarenblattFlowOptions extends QuadraticForceOptions {
  readonly grid: Grid;
  /** m > 1. */
  readonly exponent: number;
  /** Initial centre of the ball, d coordinates. */
  readonly centre: readonly number[];
  /** Initial radius R > 0. */
  readonly radius: number;
  /** 1 unless said otherwise. */
  readonly mass?: number;
}

/**
 * The porous-medium flow ∂p/∂t = Δp^m + κ div((x − well) p) from a Barenblatt profile, with its exact solutions.
 *
 * With an attraction the energy has an interaction too and is not local.
 *
 * @throws ArgumentError for options out of range, or a ball that is not inside the box; its `jkoIterate` and `pde` do so
 * once the ball has reached a wall.
 * @see {@link gaussianFlow}
 */
export function barenblattFlow(
  options: BarenblattFlowOptions & { readonly attraction: number },
): ClosedForm<Energy>;
export function barenblattFlow(options: BarenblattFlowOptions): ClosedForm<LocalEnergy>;
export function barenblattFlow(options: BarenblattFlowOptions): ClosedForm<Energy> {
  knownKeys('barenblattFlow', options, [
    'grid',
    'exponent',
    'centre',
    'radius',
    'mass',
    'confinement',
    'well',
    'attraction',
  ]);
  const { grid, exponent, mass = 1 } = options;
  const { dimension } = grid;
  const profile = barenblatt({ exponent, dimension, mass });
  const centre = point('centre', options.centre, dimension);
  const forces = quadraticForces(options, centre);
  const initial = { centre, widths: grid.axes.map(() => positive('radius', options.radius)) };
  const density = (p: Placement) => barenblattAverages(grid, profile, p.centre, p.widths[0]);
  return closedForm({
    energy: withForces(power(exponent), forces),
    initial,
    forces,
    law: profile.law(totalConfinement(forces, mass)),
    secondMoment: profile.secondMoment,
    density,
  });
}
