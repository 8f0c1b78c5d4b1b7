import type { InternalDensity } from '../../energy/internalDensity.ts';
import { isHardSphere } from '../../potentials/pairPotential.ts';
import { type Closure, crowding } from './closure.ts';

/**
 * p ψ(p) = −p log(1 − c p), c = (N − 1) ε, on [0, 1/c].
 *
 * It is Σ_{k ≥ 1} c^k p^{k+1}/k, positive multiples of powers m ≥ 2, each of which is convex, and displacement convex in
 * every dimension.
 */
export function tonksExcess(c: number): InternalDensity {
  return {
    name: `tonksExcess(${c})`,
    U: (p) => (c * p < 1 ? -p * Math.log1p(-c * p) : Infinity),
    dU: (p) => (c * p < 1 ? (c * p) / (1 - c * p) - Math.log1p(-c * p) : Infinity),
    d2U: (p) => {
      const room = 1 - c * p;
      return room > 0 ? (c * (1 + room)) / (room * room) : Infinity;
    },
    domain: [0, 1 / c],
    convex: true,
    displacementConvex: () => true,
  };
}

/**
 * ψ = −log(1 − (N − 1) ε p), the exact free energy of a uniform fluid of hard rods, taken locally.
 *
 * Source: Tonks 1936, The complete equation of state of one, two and three-dimensional gases of hard elastic spheres.
 */
export const tonks: Closure = {
  scope: 'hard rods (a hard sphere in one dimension)',
  fits: ({ pair, box }) => isHardSphere(pair) && box.length === 1,
  excess: (model) => {
    const c = crowding(model);
    return c > 0 ? [{ kind: 'internal', coefficient: 1, density: tonksExcess(c) }] : [];
  },
};
