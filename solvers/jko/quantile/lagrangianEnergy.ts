import { evaluateGauss, gaussValues } from './gaussPoints.ts';
import type { Panels } from './panels.ts';
import type { ParcelEnergy } from './parcelEnergy.ts';

/** Parcels with the energies of what they hold. */
export interface EnergeticParcels {
  readonly mass: Float64Array;
  readonly width: Float64Array;
  readonly knots: Float64Array;
  readonly energy: ParcelEnergy;
  readonly potential: Panels | null;
}

/** ∫ U(p) dx + ∫ V p dx of the density that is constant on each parcel. */
export function lagrangianEnergy({ mass, width, knots, energy, potential }: EnergeticParcels): number {
  let s = 0;
  for (let k = 0; k < mass.length; k++) s += width[k] * energy.U(mass[k] / width[k]);
  if (potential === null) return s;
  const at = gaussValues(mass.length);
  evaluateGauss(at, knots, potential);
  for (let k = 0; k < mass.length; k++) s += 0.5 * mass[k] * (at.value[2 * k] + at.value[2 * k + 1]);
  return s;
}
