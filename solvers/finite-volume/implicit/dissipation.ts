import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { FaceWeights } from '../flux/index.ts';
import type { System } from './system.ts';

function sweep(
  { theta }: FaceWeights,
  psi: Float64Array,
  left: number,
  right: number,
  count: number,
): number {
  let s = 0;
  for (let l = left, r = right; l < left + count; l++, r++) {
    const jump = psi[r] - psi[l];
    if (jump - jump === 0) s += theta[l] * jump * jump;
  }
  return s;
}

/**
 * The energy dissipation rate h^d Σ_f θ_f |grad ψ|_f² of the flux in use at densities p, for given ψ ∈ ∂E(p); faces where grad ψ is not finite
 * are left out.
 */
export function fluxDissipation({ grid, flux, weights }: System, p: Float64Array, psi: Float64Array): number {
  flux.update(p);
  let total = 0;
  for (let k = 0; k < grid.dimension; k++) {
    const scale = grid.cellVolume / grid.axes[k].spacing ** 2;
    eachFaceBlock(grid, k, (_, l, r, n) => {
      flux.weigh(weights[k], p, psi, l, r, n);
      total += scale * sweep(weights[k], psi, l, r, n);
    });
  }
  return total;
}
