import type { InternalDensity } from '../../energy/internalDensity.ts';
import type { Closure } from './closure.ts';
import { type ExcessOfPacking, hardFluid, packingExcess } from './hardFluid.ts';

const excess: Readonly<Record<2 | 3, ExcessOfPacking>> = {
  2: {
    psi: (eta) => (1.125 * eta) / (1 - eta) - 0.875 * Math.log1p(-eta),
    dPsi: (eta) => (2 - 0.875 * eta) / (1 - eta) ** 2,
    d2Psi: (eta) => 2.25 / (1 - eta) ** 3 + 0.875 / (1 - eta) ** 2,
  },
  3: {
    psi: (eta) => (eta * (4 - 3 * eta)) / (1 - eta) ** 2,
    dPsi: (eta) => (4 - 2 * eta) / (1 - eta) ** 3,
    d2Psi: (eta) => (10 - 4 * eta) / (1 - eta) ** 4,
  },
};

/** p ψ(v p) with ψ(η) = (9/8) η/(1 − η) − (7/8) log(1 − η) for disks, (4η − 3η²)/(1 − η)² for spheres. */
export function carnahanStarlingExcess(v: number, dimension: 2 | 3): InternalDensity {
  return packingExcess(`carnahanStarlingExcess(${v}, ${dimension})`, v, excess[dimension]);
}

/**
 * Carnahan and Starling's equation of state, and Henderson's for the plane: pressure n (1 + η + η² − η³)/(1 − η)³ for spheres, n (1 + η²/8)/(1 − η)² for
 * disks, with n = (N − 1) p and η the fraction of space that the particles fill. Virial coefficients are near the true ones where scaled-particle theory has 4 % too
 * little in the third of disks, and too much in the fourth and all higher ones of spheres.
 *
 * Source: Carnahan–Starling 1969, Equation of state for nonattracting rigid spheres; Henderson 1975, A simple equation of state for hard discs.
 */
export const carnahanStarling: Closure = hardFluid(carnahanStarlingExcess);
