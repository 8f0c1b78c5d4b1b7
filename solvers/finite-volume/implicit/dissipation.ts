import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { FaceWeights } from '../flux/index.ts';
import { eachWeighedRun } from './eachWeighedRun.ts';
import type { System } from './system.ts';

/** Σ θ |Δψ|² over a run of faces, added to `before`. */
function sweep(
  before: number,
  { theta }: FaceWeights,
  psi: Float64Array,
  left: number,
  right: number,
  count: number,
): number {
  let s = before;
  for (let i = 0; i < count; i++) {
    const jump = psi[right + i] - psi[left + i];
    if (jump - jump === 0) s += theta[i] * jump * jump;
  }
  return s;
}

/**
 * The energy dissipation rate h^d Σ_f θ_f |grad ψ|_f² of the flux in use at densities p, for given ψ ∈ ∂E(p); faces where grad ψ is not finite
 * are left out.
 */
export function fluxDissipation(system: System, p: Float64Array, psi: Float64Array): number {
  const { grid, flux } = system;
  flux.update(p);
  let total = 0;
  for (let k = 0; k < grid.dimension; k++) {
    const scale = grid.cellVolume / grid.axes[k].spacing ** 2;
    eachFaceBlock(grid, k, (_, l, r, n) => {
      let s = 0;
      eachWeighedRun(system, p, psi, l, r, n, (weights, done, length) => {
        s = sweep(s, weights, psi, l + done, r + done, length);
      });
      total += scale * s;
    });
  }
  return total;
}
