import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { Grid } from '../../../src/grid/grid.ts';
import { minimalResidual } from '../../linear/minimalResidual.ts';
import { multigrid } from '../../linear/multigrid.ts';
import type { Jacobian } from './jacobian.ts';
import type { System } from './system.ts';

/** What χ on either side of a face contributes to the flux through it, at the entry of the left cell. */
interface FaceParts {
  readonly byLeft: Float64Array;
  readonly byRight: Float64Array;
}

/** Linear solves that take longer than this have met a matrix that is far from its symmetric part. */
const MOST = 72;
/** A solve that gains less is no step. */
const GAIN = 0.5;

function faces(
  { byLeft, byRight }: FaceParts,
  conductance: Float64Array,
  mass: Float64Array,
  { mean, p, psi, shift, x }: System,
  k: number,
  left: number,
  right: number,
  count: number,
  monotone: boolean,
): void {
  for (let i = 0; i < count; i++) {
    const l = left + i;
    const r = right + i;
    const a = p[l];
    const b = p[r];
    const c = k * mean.value(a, b);
    const jump = psi[r] - psi[l];
    const flux = c * (jump + shift[r] - shift[l]);
    const kept = k * jump * mean.slope(a, b) * mass[l] - c;
    const gained = k * jump * mean.slope(b, a) * mass[r] + c;
    conductance[l] = c;
    byLeft[l] = monotone ? Math.min(kept, 0) : kept;
    byRight[l] = monotone ? Math.max(gained, 0) : gained;
    x[l] += flux;
    x[r] -= flux;
  }
}

/** out −= div of the linearised fluxes through a block of faces. */
function applyFaces(
  out: Float64Array,
  chi: Float64Array,
  { byLeft, byRight }: FaceParts,
  left: number,
  right: number,
  count: number,
): void {
  const across = right - left;
  for (let l = left; l < left + count; l++) {
    const r = l + across;
    const flux = byLeft[l] * chi[l] + byRight[l] * chi[r];
    out[l] -= flux;
    out[r] += flux;
  }
}

function multiply(out: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i] * b[i];
}

/**
 * The Jacobian of two and three dimensions.
 *
 * In the unknown χ, the change of ψ that comes with δp, it is (1/U″ − Δt div θ grad) χ − Δt div(δθ grad ψ): symmetric but for
 * the last term, which transports δp, and vanishes at rest. The symmetric part is inverted by a multigrid cycle, the whole
 * by generalised minimal residuals.
 */
export function boxJacobian(grid: Grid): Jacobian {
  const cells = (): Float64Array => new Float64Array(grid.size);
  const method = multigrid(grid);
  const krylov = minimalResidual(grid.size);
  const { mass, faces: conductances } = method.operator;
  const parts = grid.axes.map((): FaceParts => ({ byLeft: cells(), byRight: cells() }));
  const right = cells();
  const chi = cells();
  let iterations = 0;

  function apply(out: Float64Array, x: Float64Array): void {
    multiply(out, mass, x);
    parts.forEach((part, axis) => {
      eachFaceBlock(grid, axis, (_, l, r, count) => {
        applyFaces(out, x, part, l, r, count);
      });
    });
  }

  return {
    iterative: true,
    get iterations() {
      return iterations;
    },
    assemble(system, timeStep, monotone) {
      const { p, slope } = system;
      for (let i = 0; i < p.length; i++) mass[i] = p[i] / slope[i];
      parts.forEach((part, axis) => {
        const k = timeStep / grid.axes[axis].spacing ** 2;
        eachFaceBlock(grid, axis, (_, l, r, count) => {
          faces(part, conductances[axis], mass, system, k, l, r, count, monotone);
        });
      });
      method.update();
    },
    solve({ p, x, slope }, tolerance) {
      let excess = 0;
      let total = 0;
      for (let i = 0; i < x.length; i++) {
        right[i] = x[i];
        excess += x[i];
        total += p[i];
      }
      const solve = krylov.solve(chi, right, { apply, precondition: method.cycle }, tolerance, MOST);
      iterations += solve.iterations;
      for (let i = 0; i < x.length; i++) {
        x[i] = chi[i] / slope[i];
        excess -= p[i] * x[i];
      }
      // An approximate solution misses the mass that the equations, summed over the cells, fix.
      for (let i = 0; i < x.length; i++) x[i] += excess / total;
      return solve.residual < GAIN;
    },
  };
}
