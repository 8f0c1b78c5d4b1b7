import type { InternalDensity } from '../../energy/internalDensity.ts';
import { CapabilityError } from '../../errors/capabilityError.ts';
import type { PairPotential } from '../../potentials/pairPotential.ts';
import { type UniformFluid, uniformFluid } from '../fluid/uniformFluid.ts';
import type { Closure } from './closure.ts';

const known = new WeakMap<PairPotential, Map<number, UniformFluid>>();

/** The fluid of a potential, solved once. */
function fluidOf(pair: PairPotential, dimension: 1 | 2 | 3): UniformFluid {
  const found = known.get(pair) ?? new Map<number, UniformFluid>();
  known.set(pair, found);
  let fluid = found.get(dimension);
  if (fluid === undefined) {
    const made = uniformFluid(pair, dimension);
    if (made === null || !made.convex)
      throw new CapabilityError(
        'the closure "hypernettedChain"',
        `a convex free energy, which was ${made === null ? 'not found' : 'not shown'} for ${pair.name} in dimension ${dimension}`,
        'closures "secondVirial" and "thirdVirial" ask for less',
      );
    fluid = made;
    found.set(dimension, fluid);
  }
  return fluid;
}

/** ∫₀ⁿ μ dn/s with n = s p, on [0, n/s] up to the densest fluid that is known. */
export function hypernettedChainExcess(
  pair: PairPotential,
  dimension: 1 | 2 | 3,
  s: number,
): InternalDensity {
  const { densest, value, slope, energy } = fluidOf(pair, dimension);
  const upper = densest / s;
  return {
    name: `hypernettedChainExcess(${pair.name}, ${dimension}, ${s})`,
    U: (p) => (p <= upper ? energy(s * p) / s : Infinity),
    dU: (p) => (p <= upper ? s * p * value(s * p) : Infinity),
    d2U: (p) => (p <= upper ? s * (value(s * p) + s * p * slope(s * p)) : Infinity),
    domain: [0, upper],
    convex: true,
    displacementConvex: () => true,
  };
}

/**
 * The uniform fluid of soft particles in the hypernetted-chain approximation: B₂ and B₃ exact, and most of what comes beyond, up to B₂ n = 8 or as far as the
 * equation has solutions. It is solved when the energy is made, which takes up to a second, once for each potential.
 *
 * Source: Morita 1958, Theory of classical fluids: hyper-netted chain approximation; Hansen–McDonald 2013, Theory of simple liquids.
 */
export const hypernettedChain: Closure = {
  scope: 'a pair potential without a hard core',
  fits: ({ pair }) => pair.hardCore === 0,
  excess: ({ particles, epsilon, pair, box }) => {
    const dimension = box.length === 1 ? 1 : box.length === 2 ? 2 : 3;
    const s = (particles - 1) * epsilon ** dimension;
    if (s === 0 || pair.excludedVolume(dimension) === 0) return [];
    return [{ kind: 'internal', coefficient: 1, density: hypernettedChainExcess(pair, dimension, s) }];
  },
};
