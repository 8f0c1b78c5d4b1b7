import type { InternalDensity } from '../../energy/internalDensity.ts';
import { isHardSphere } from '../../potentials/pairPotential.ts';
import { type Closure, crowding } from './closure.ts';

/**
 * p ψ(η) with η = v p the packing fraction, on [0, 1/v]: −log(1 − η) + η/(1 − η) for disks,
 * −log(1 − η) + (3/2)(1/(1 − η)² − 1) for spheres.
 *
 * Every Taylor coefficient of ψ is positive, so p ψ is a sum of positive multiples of powers m ≥ 2 of p, each of which is
 * convex, and displacement convex in every dimension.
 */
export function scaledParticleExcess(v: number, dimension: 2 | 3): InternalDensity {
  const psi =
    dimension === 2
      ? (eta: number) => eta / (1 - eta) - Math.log1p(-eta)
      : (eta: number) => (1.5 * eta * (2 - eta)) / (1 - eta) ** 2 - Math.log1p(-eta);
  const dPsi =
    dimension === 2
      ? (eta: number) => (2 - eta) / (1 - eta) ** 2
      : (eta: number) => 3 / (1 - eta) ** 3 + 1 / (1 - eta);
  const d2Psi =
    dimension === 2
      ? (eta: number) => (3 - eta) / (1 - eta) ** 3
      : (eta: number) => 9 / (1 - eta) ** 4 + 1 / (1 - eta) ** 2;
  return {
    name: `scaledParticleExcess(${v}, ${dimension})`,
    U: (p) => (v * p < 1 ? p * psi(v * p) : Infinity),
    dU: (p) => (v * p < 1 ? psi(v * p) + v * p * dPsi(v * p) : Infinity),
    d2U: (p) => (v * p < 1 ? v * (2 * dPsi(v * p) + v * p * d2Psi(v * p)) : Infinity),
    domain: [0, 1 / v],
    convex: true,
    displacementConvex: () => true,
  };
}

/**
 * Scaled-particle theory: pressure n/(1 − η)² for disks, n (1 + η + η²)/(1 − η)³ for spheres, with n = (N − 1) p and
 * η the fraction of space that the particles fill. For rods it is the exact `tonks`.
 *
 * Source: Reiss–Frisch–Lebowitz 1959, Statistical mechanics of rigid spheres; Helfand–Frisch–Lebowitz 1961.
 */
export const scaledParticle: Closure = {
  scope: 'hard disks or spheres (a hard sphere in two or three dimensions)',
  fits: ({ pair, box }) => isHardSphere(pair) && box.length > 1,
  excess: (model) => {
    const dimension = model.box.length === 2 ? 2 : 3;
    const v = (dimension === 2 ? Math.PI / 4 : Math.PI / 6) * crowding(model);
    return v > 0 ? [{ kind: 'internal', coefficient: 1, density: scaledParticleExcess(v, dimension) }] : [];
  },
};
