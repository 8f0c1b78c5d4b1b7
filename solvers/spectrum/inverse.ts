import { ConvergenceError } from '../../src/index.ts';
import { conjugateGradients, type LinearMap } from '../linear/conjugateGradients.ts';
import { applyHessian, centre, type Linearisation } from './linearisation.ts';

const TOLERANCE = 1e-13;
/** As of the solves for potentials. */
const ACCEPTED = 1e-9;
const MOST_ITERATIONS = 500;

/** v = u/U″, less its mass. Changes u by constants. */
function divide(v: Float64Array, u: Float64Array, linear: Linearisation): void {
  centre(u, linear);
  for (let i = 0; i < v.length; i++) v[i] = linear.compliance[i] * u[i];
}

/**
 * The map from a potential u to the field v without mass for which H v = u up to a constant in each component; u is overwritten.
 *
 * With an interaction by conjugate gradients among fields without mass, where H has to be positive definite.
 */
export function hessianInverse(linear: Linearisation): LinearMap {
  if (linear.interact === null) return (v, u) => divide(v, u, linear);
  const { size } = linear.grid;
  const solver = conjugateGradients(size);
  const system = {
    apply(out: Float64Array, x: Float64Array): void {
      applyHessian(out, x, linear);
      centre(out, linear);
    },
    precondition: (z: Float64Array, r: Float64Array): void => divide(z, r, linear),
    weight: linear.compliance,
  };
  return (v, u) => {
    centre(u, linear);
    const { residual } = solver.solve(v, u, system, TOLERANCE, MOST_ITERATIONS);
    if (!(residual <= ACCEPTED))
      throw new ConvergenceError(
        `spectrum could not invert δ²E: residual ${residual}; is the equilibrium a stable one?`,
      );
  };
}
