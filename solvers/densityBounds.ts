import type { DiscreteEnergy, Domain, GradientFlow } from '../src/index.ts';

/** Bounds of a density, cell by cell. */
export interface DensityBounds {
  readonly lower: number;
  /** The upper bound in each cell, Infinity where there is none; null if there is none anywhere. */
  readonly ceiling: Float64Array | null;
}

/** What the mobility of a flow lets densities be. */
export function mobilityBounds({ mobility, grid }: Pick<GradientFlow, 'mobility' | 'grid'>): DensityBounds {
  const [lower, upper] = mobility.domain;
  return { lower, ceiling: upper < Infinity ? new Float64Array(grid.size).fill(upper) : null };
}

/** The densities at which both the mobility and the energy of a flow are defined, obstacles apart. */
export function flowDomain({ mobility, energy }: Pick<GradientFlow, 'mobility' | 'energy'>): Domain {
  const { domain } = energy.capabilities;
  return [Math.max(domain[0], mobility.domain[0]), Math.min(domain[1], mobility.domain[1])];
}

/** What the mobility and the energy of a flow let densities be. */
export function flowBounds(flow: {
  readonly mobility: GradientFlow['mobility'];
  readonly discrete: DiscreteEnergy;
}): DensityBounds {
  const { mobility, discrete } = flow;
  const { domain, ceiling } = discrete.local;
  const own = mobilityBounds({ mobility, grid: discrete.grid });
  const upper = mobility.domain[1];
  return {
    lower: Math.max(own.lower, domain[0]),
    ceiling: ceiling === null ? own.ceiling : ceiling.map((c) => Math.min(c, upper)),
  };
}
