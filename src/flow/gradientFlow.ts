import { Density } from '../density/density.ts';
import type { DiscreteEnergy } from '../energy/discreteEnergy.ts';
import type { Energy } from '../energy/energy.ts';
import type { Domain } from '../energy/internalDensity.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import { knownKeys } from '../errors/check.ts';
import { DensityError } from '../errors/densityError.ts';
import type { Grid } from '../grid/grid.ts';
import { linearMobility } from '../mobility/linear.ts';
import type { Mobility } from '../mobility/mobility.ts';

/** What {@link gradientFlow} takes. */
export interface FlowDefinition<E extends Energy> {
  readonly name?: string;
  readonly energy: E;
  readonly initial: Density;
  /** m(p); linear, m(p) = p, unless given. */
  readonly mobility?: Mobility;
}

/**
 * A gradient flow ∂p/∂t = div(m(p) grad δE/δp), p(0) = initial, no flux through walls: a problem. With the linear
 * mobility m(p) = p it is a Wasserstein gradient flow.
 *
 * It says nothing about how it is solved.
 *
 * @see {@link gradientFlow}
 */
export interface GradientFlow<E extends Energy = Energy> {
  readonly name: string;
  readonly energy: E;
  readonly grid: Grid;
  readonly initial: Density;
  readonly mobility: Mobility;
  /** The energy on the flow's grid. */
  readonly discrete: ReturnType<E['on']> & DiscreteEnergy;
}

function mustBeInside({ values }: Density, [lower, upper]: Domain, who: string): void {
  const outside = values.findIndex((p) => p < lower || p > upper);
  if (outside >= 0)
    throw new DensityError(
      `the initial density is ${values[outside]} in cell ${outside}, but ${who} allows [${lower}, ${upper}]`,
      outside,
    );
}

function mustBeBelow({ values }: Density, ceiling: Float64Array | null, who: string): void {
  const outside = ceiling === null ? -1 : values.findIndex((p, i) => p > ceiling[i]);
  if (ceiling !== null && outside >= 0)
    throw new DensityError(
      `the initial density is ${values[outside]} in cell ${outside}, but ${who} allows ${ceiling[outside]} there`,
      outside,
    );
}

/**
 * Makes a {@link GradientFlow}.
 *
 * @throws DensityError if the initial density leaves the domain of the energy or of the mobility, or exceeds an obstacle; ArgumentError if one
 * of them is something else, or if a potential or kernel of the energy is not finite on the grid.
 * @see [Ten-minute start](/guide/start)
 */
export function gradientFlow<E extends Energy>(definition: FlowDefinition<E>): GradientFlow<E> {
  knownKeys('gradientFlow', definition, ['name', 'energy', 'initial', 'mobility']);
  const { name, energy, initial, mobility = linearMobility } = definition;
  if (typeof energy?.on !== 'function') throw new ArgumentError('energy', energy, 'an Energy');
  if (!(initial instanceof Density)) throw new ArgumentError('initial', initial, 'a Density');
  if (typeof mobility?.m !== 'function' || typeof mobility.d2m !== 'function')
    throw new ArgumentError(
      'mobility',
      mobility,
      'a Mobility, such as saturating(1) or mobility({ m, dm, d2m })',
    );
  mustBeInside(initial, energy.capabilities.domain, energy.name);
  mustBeInside(initial, mobility.domain, `the mobility ${mobility.name}`);
  const discrete = energy.on(initial.grid) as ReturnType<E['on']> & DiscreteEnergy;
  mustBeBelow(initial, discrete.local.ceiling, energy.name);
  return Object.freeze({
    name: name ?? energy.name,
    energy,
    grid: initial.grid,
    initial,
    mobility,
    discrete,
  });
}
