import type { InternalDensity } from '../../energy/internalDensity.ts';
import type { Closure } from './closure.ts';
import { type ExcessOfPacking, hardFluid, packingExcess } from './hardFluid.ts';

const excess: Readonly<Record<2 | 3, ExcessOfPacking>> = {
  2: {
    psi: (eta) => eta / (1 - eta) - Math.log1p(-eta),
    dPsi: (eta) => (2 - eta) / (1 - eta) ** 2,
    d2Psi: (eta) => (3 - eta) / (1 - eta) ** 3,
  },
  3: {
    psi: (eta) => (1.5 * eta * (2 - eta)) / (1 - eta) ** 2 - Math.log1p(-eta),
    dPsi: (eta) => 3 / (1 - eta) ** 3 + 1 / (1 - eta),
    d2Psi: (eta) => 9 / (1 - eta) ** 4 + 1 / (1 - eta) ** 2,
  },
};

/** p ψ(v p) with ψ(η) = −log(1 − η) + η/(1 − η) for disks, −log(1 − η) + (3/2)(1/(1 − η)² − 1) for spheres. */
export function scaledParticleExcess(v: number, dimension: 2 | 3): InternalDensity {
  return packingExcess(`scaledParticleExcess(${v}, ${dimension})`, v, excess[dimension]);
}

/**
 * Scaled-particle theory: pressure n/(1 − η)² for disks, n (1 + η + η²)/(1 − η)³ for spheres, with n = (N − 1) p and
 * η the fraction of space that the particles fill. For rods it is the exact `tonks`.
 *
 * Source: Reiss–Frisch–Lebowitz 1959, Statistical mechanics of rigid spheres; Helfand–Frisch–Lebowitz 1961.
 */
export const scaledParticle: Closure = hardFluid(scaledParticleExcess);
