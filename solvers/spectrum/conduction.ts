import { ConvergenceError } from '../../src/index.ts';
import { conduct } from '../linear/conduct.ts';
import { conjugateGradients, type LinearMap } from '../linear/conjugateGradients.ts';
import { multigrid } from '../linear/multigrid.ts';
import { combine } from './fields.ts';
import { centre, type Linearisation, removeMass } from './linearisation.ts';

/** Residual of each round relative to what the one before has left. */
const TOLERANCE = 1e-7;
const ROUNDS = 2;
/** Above this a residual is not rounding. */
const ACCEPTED = 1e-9;
const MOST_ITERATIONS = 200;

/** The last cell of the run of cells that conduct to one another which begins at `first`. */
function endOfRun(conductance: Float64Array, first: number): number {
  let last = first;
  while (conductance[last] > 0) last++;
  return last;
}

/**
 * On a line between walls fluxes are sums of q. They are taken from both ends towards the cell with the largest 1/U″, so that
 * rounding is relative to what has been summed, and tails of 1e-30 have as many digits as the middle.
 */
function alongLine({ conductances: [c], compliance }: Linearisation): LinearMap {
  return (u, q) => {
    for (let first = 0; first < q.length; ) {
      const last = endOfRun(c, first);
      let middle = first;
      for (let i = first; i <= last; i++) if (compliance[i] > compliance[middle]) middle = i;
      let flux = 0;
      for (let i = first; i < middle; i++) {
        flux += q[i];
        u[i] = flux / c[i];
      }
      flux = 0;
      for (let i = last; i > middle; i--) {
        flux += q[i];
        u[i] = flux / c[i - 1];
      }
      u[middle] = 0;
      for (let i = middle - 1; i >= first; i--) u[i] += u[i + 1];
      for (let i = middle + 1; i <= last; i++) u[i] += u[i - 1];
      first = last + 1;
    }
  };
}

/**
 * In a box, and around a periodic axis: conjugate gradients with a multigrid cycle, and once more for what they have left.
 *
 * K is singular: mass that rounding has made is taken out of residuals before each cycle, constants out of what it gives.
 */
function inBox(linear: Linearisation): LinearMap {
  const { grid, conductances } = linear;
  const method = multigrid(grid);
  method.operator.faces.slice(-grid.dimension).forEach((faces, k) => {
    faces.set(conductances[k]);
  });
  method.update();
  const weight = method.operator.inverseDiagonal;
  const norm = (r: Float64Array): number => Math.sqrt(r.reduce((s, v, i) => s + weight[i] * v * v, 0));
  const solver = conjugateGradients(grid.size);
  const right = new Float64Array(grid.size);
  const rest = new Float64Array(grid.size);
  const gain = new Float64Array(grid.size);
  const apply = (out: Float64Array, x: Float64Array): void => conduct(out, x, conductances, grid);
  const precondition = (z: Float64Array, r: Float64Array): void => {
    rest.set(r);
    removeMass(rest, linear);
    method.cycle(z, rest);
    centre(z, linear);
  };
  const remain = (u: Float64Array, q: Float64Array): void => {
    apply(right, u);
    for (let i = 0; i < q.length; i++) right[i] = q[i] - right[i];
    removeMass(right, linear);
  };
  return (u, q) => {
    u.fill(0);
    for (let round = 0; round < ROUNDS; round++) {
      remain(u, q);
      solver.solve(gain, right, { apply, precondition, weight }, TOLERANCE, MOST_ITERATIONS);
      combine(u, 1, gain);
    }
    remain(u, q);
    const residual = norm(right) / norm(q);
    if (!(residual <= ACCEPTED))
      throw new ConvergenceError(`spectrum could not solve −div(θ grad u) = q: residual ${residual}`);
  };
}

/** The map from q without mass in any component to u with K u = q, unique up to a constant in each. */
export function conduction(linear: Linearisation): LinearMap {
  const { dimension, axes } = linear.grid;
  return dimension === 1 && !axes[0].periodic ? alongLine(linear) : inBox(linear);
}
