import { Density } from '../density/density.ts';
import type { DiscreteEnergy } from '../energy/discreteEnergy.ts';
import type { Energy } from '../energy/energy.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import { knownKeys } from '../errors/check.ts';
import { DensityError } from '../errors/densityError.ts';
import type { Grid } from '../grid/grid.ts';

/** What {@link gradientFlow} takes. */
export interface FlowDefinition<E extends Energy> {
  readonly name?: string;
  readonly energy: E;
  readonly initial: Density;
}

/**
 * A Wasserstein gradient flow ∂p/∂t = div(p grad δE/δp), p(0) = initial, no flux through walls: a problem.
 *
 * It says nothing about how it is solved.
 */
export interface GradientFlow<E extends Energy = Energy> {
  readonly name: string;
  readonly energy: E;
  readonly grid: Grid;
  readonly initial: Density;
  /** The energy on the flow's grid. */
  readonly discrete: ReturnType<E['on']> & DiscreteEnergy;
}

/**
 * Makes a {@link GradientFlow}.
 *
 * @throws DensityError if the initial density leaves the domain of the energy; ArgumentError if either is something
 * else, or if a potential or kernel of the energy is not finite on the grid.
 */
export function gradientFlow<E extends Energy>(definition: FlowDefinition<E>): GradientFlow<E> {
  knownKeys('gradientFlow', definition, ['name', 'energy', 'initial']);
  const { name, energy, initial } = definition;
  if (typeof energy?.on !== 'function') throw new ArgumentError('energy', energy, 'an Energy');
  if (!(initial instanceof Density)) throw new ArgumentError('initial', initial, 'a Density');
  const [lower, upper] = energy.capabilities.domain;
  const outside = initial.values.findIndex((p) => p < lower || p > upper);
  if (outside >= 0)
    throw new DensityError(
      `the initial density is ${initial.values[outside]} in cell ${outside}, but ${energy.name} allows [${lower}, ${upper}]`,
      outside,
    );
  const discrete = energy.on(initial.grid) as ReturnType<E['on']> & DiscreteEnergy;
  return Object.freeze({ name: name ?? energy.name, energy, grid: initial.grid, initial, discrete });
}
