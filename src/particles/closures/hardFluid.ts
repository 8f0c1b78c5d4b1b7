import type { InternalDensity } from '../../energy/internalDensity.ts';
import { isHardSphere } from '../../potentials/pairPotential.ts';
import { type Closure, crowding } from './closure.ts';

/** ψ(η), the excess free energy per particle as a function of the packing fraction, with ψ(0) = 0, and its derivatives, on [0, 1). */
export interface ExcessOfPacking {
  readonly psi: (eta: number) => number;
  readonly dPsi: (eta: number) => number;
  readonly d2Psi: (eta: number) => number;
}

/**
 * p ψ(η) with η = v p the packing fraction, on [0, 1/v].
 *
 * Every Taylor coefficient of ψ must be positive: then p ψ is a sum of positive multiples of powers m ≥ 2 of p, each of which is
 * convex, and displacement convex in every dimension.
 */
export function packingExcess(
  name: string,
  v: number,
  { psi, dPsi, d2Psi }: ExcessOfPacking,
): InternalDensity {
  return {
    name,
    U: (p) => (v * p < 1 ? p * psi(v * p) : Infinity),
    dU: (p) => (v * p < 1 ? psi(v * p) + v * p * dPsi(v * p) : Infinity),
    d2U: (p) => (v * p < 1 ? v * (2 * dPsi(v * p) + v * p * d2Psi(v * p)) : Infinity),
    domain: [0, 1 / v],
    convex: true,
    displacementConvex: () => true,
  };
}

/** A closure for hard disks and spheres, by what it adds where one takes up the volume v per unit of (N − 1) p. */
export function hardFluid(excess: (v: number, dimension: 2 | 3) => InternalDensity): Closure {
  return {
    scope: 'hard disks or spheres (a hard sphere in two or three dimensions)',
    fits: ({ pair, box }) => isHardSphere(pair) && box.length > 1,
    excess: (model) => {
      const dimension = model.box.length === 2 ? 2 : 3;
      const v = (dimension === 2 ? Math.PI / 4 : Math.PI / 6) * crowding(model);
      return v > 0 ? [{ kind: 'internal', coefficient: 1, density: excess(v, dimension) }] : [];
    },
  };
}
