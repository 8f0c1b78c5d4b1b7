import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { Grid } from '../../../src/grid/grid.ts';
import { minimalResidual } from '../../linear/minimalResidual.ts';
import { eachWeighedRun } from './eachWeighedRun.ts';
import type { Jacobian } from './jacobian.ts';
import type { NonlocalField } from './nonlocalField.ts';
import { restoreMass } from './restoreMass.ts';
import type { System } from './system.ts';

/** Iterations at most. */
const MOST = 60;
/** Accuracy of local solves within them, where those iterate as well. */
const LOCAL = 0.05;

/** out −= k times the divergence of what a change g of ψ drives through a block of faces. */
function drive(
  out: Float64Array,
  g: Float64Array,
  conducted: Float64Array,
  left: number,
  right: number,
  count: number,
): void {
  for (let l = left, r = right; l < left + count; l++, r++) {
    const flux = conducted[l] * (g[r] - g[l]);
    out[l] -= flux;
    out[r] += flux;
  }
}

/**
 * The Jacobian of a system with a nonlocal potential: that of the local one, `local`, and the fluxes that W∗δp drives, which is a full matrix and
 * only ever multiplied. Minimal residuals, preconditioned by solves with the local part: what W adds to the identity then is compact.
 */
export function nonlocalJacobian(grid: Grid, local: Jacobian, { part, weight }: NonlocalField): Jacobian {
  const cells = (): Float64Array => new Float64Array(grid.size);
  const krylov = minimalResidual(grid.size);
  const conducted = grid.axes.map(cells);
  const [change, field, given, rest, solution] = [cells(), cells(), cells(), cells(), cells()];
  const ones = cells().fill(1);
  let iterations = 0;

  function multiply(out: Float64Array, x: Float64Array, system: System): void {
    local.apply(out, x, system);
    for (let i = 0; i < x.length; i++) change[i] = system.p[i] * x[i];
    part.firstVariation(field, change);
    conducted.forEach((weights, axis) => {
      eachFaceBlock(grid, axis, (_, left, right, count) => {
        drive(out, field, weights, left, right, count);
      });
    });
  }

  return {
    iterative: true,
    get iterations() {
      return iterations;
    },
    assemble(system, timeStep, monotone) {
      local.assemble(system, timeStep, monotone);
      const { p, psi } = system;
      grid.axes.forEach(({ spacing }, axis) => {
        const k = (weight * timeStep) / spacing ** 2;
        eachFaceBlock(grid, axis, (_, left, right, count) => {
          eachWeighedRun(system, p, psi, left, right, count, ({ theta, byJump }, done, length) => {
            for (let i = 0, l = left + done, r = right + done; i < length; i++, l++, r++)
              conducted[axis][l] = k * (theta[i] + (psi[r] - psi[l]) * byJump[i]);
          });
        });
      });
    },
    apply: multiply,
    solve(system, tolerance) {
      const { x } = system;
      given.set(x);
      rest.set(x);
      const apply = (out: Float64Array, y: Float64Array): void => multiply(out, y, system);
      const precondition = (out: Float64Array, b: Float64Array): void => {
        x.set(b);
        local.solve(system, LOCAL);
        out.set(x);
      };
      const solve = krylov.solve(solution, rest, { apply, precondition, weight: ones }, tolerance, MOST);
      iterations += solve.iterations;
      x.set(solution);
      restoreMass(system, given);
      return solve.residual;
    },
  };
}
