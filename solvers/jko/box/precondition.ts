import type { Grid } from '../../../src/index.ts';
import { type Multigrid, multigrid } from '../../linear/multigrid.ts';
import type { BoxIterate } from './boxIterate.ts';

/** A preconditioner of the Schur complement. */
export interface BoxPreconditioner {
  /** Takes the iterate's coefficients. */
  update(it: BoxIterate): void;
  /** z = M⁻¹ r. */
  apply(z: Float64Array, r: Float64Array): void;
}

/**
 * Multigrid for K + C D⁻¹ Cᵀ without the velocities in C.
 *
 * With S intervals the unknowns are changed to ψ^j = φ^j − φ^{j+1}, ψ^S = φ^S: D⁻¹ becomes diagonal, and ψ^j meets the conductors
 * of all intervals up to j, one multigrid method for each.
 */
export function boxPreconditioner(grid: Grid, intervals: number): BoxPreconditioner {
  const methods: Multigrid[] = Array.from({ length: intervals }, () => multigrid(grid));
  const n = grid.size;
  const sum = new Float64Array(n * intervals);
  return {
    update({ conductance, inverseCurvature }) {
      for (let j = 0; j < intervals; j++) {
        const { mass, faces } = methods[j].operator;
        // A grid of one dimension has an axis of one cell in front.
        const offset = faces.length - grid.dimension;
        mass.set(inverseCurvature.subarray(j * n, (j + 1) * n));
        for (let k = 0; k < grid.dimension; k++) {
          const out = faces[offset + k];
          const c = conductance[k];
          if (j === 0) out.set(c.subarray(0, n));
          else {
            const before = methods[j - 1].operator.faces[offset + k];
            for (let i = 0; i < n; i++) out[i] = before[i] + c[j * n + i];
          }
        }
        methods[j].update();
      }
    },
    apply(z, r) {
      if (intervals === 1) {
        methods[0].cycle(z, r);
        return;
      }
      sum.set(r);
      for (let k = n; k < sum.length; k++) sum[k] += sum[k - n];
      for (let j = 0; j < intervals; j++)
        methods[j].cycle(z.subarray(j * n, (j + 1) * n), sum.subarray(j * n, (j + 1) * n));
      for (let k = z.length - n - 1; k >= 0; k--) z[k] += z[k + n];
    },
  };
}
