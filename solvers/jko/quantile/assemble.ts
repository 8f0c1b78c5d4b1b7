import { evaluateGauss, FIRST, SECOND } from './gaussPoints.ts';
import type { Iterate } from './iterate.ts';
import type { QuantileProblem } from './quantileProblem.ts';

/** Adds inertia, M (X − X_previous)/τ, to the gradient, and M/τ to the matrix L. */
function addInertia(
  { gradient, inertia, inertiaOff, displacement }: Iterate,
  { mass, timeStep }: QuantileProblem,
): void {
  for (let k = 0; k < mass.length; k++) {
    const sixth = mass[k] / (6 * timeStep);
    gradient[k] += sixth * (2 * displacement[k] + displacement[k + 1]);
    gradient[k + 1] += sixth * (displacement[k] + 2 * displacement[k + 1]);
    inertia[k] += 2 * sixth;
    inertia[k + 1] += 2 * sixth;
    inertiaOff[k] += sixth;
  }
}

/** Adds the potential's forces and second derivatives, the latter raised to `least` where they are below. */
function addPotential(
  { gradient, inertia, inertiaOff, here }: Iterate,
  { mass }: QuantileProblem,
  least: number,
): void {
  for (let k = 0; k < mass.length; k++) {
    for (let e = 0; e < 2; e++) {
      const right = e === 0 ? FIRST : SECOND;
      const left = 1 - right;
      const force = 0.5 * mass[k] * here.slope[2 * k + e];
      const curvature = 0.5 * mass[k] * Math.max(least, here.curvature[2 * k + e]);
      gradient[k] += left * force;
      gradient[k + 1] += right * force;
      inertia[k] += left * left * curvature;
      inertia[k + 1] += right * right * curvature;
      inertiaOff[k] += left * right * curvature;
    }
  }
}

/**
 * Writes gradient, pressures, stiffness C and the matrix L at the iterate.
 *
 * The relation w p = Δs between widths and the densities p that balance the forces is linearised in both, as in a
 * primal–dual interior-point method: C = p P′(p)/w at the balanced p. Where both agree, that is Newton's method.
 *
 * @param least - V″ is raised to this where it is below; −Infinity for the exact second derivative.
 */
export function assemble(it: Iterate, problem: QuantileProblem, least: number): void {
  const { energy, mass, potential } = problem;
  const { gradient, inertia, inertiaOff, width, balanced, pressure, linearised, stiffness } = it;
  gradient.fill(0);
  inertia.fill(0);
  inertiaOff.fill(0);
  addInertia(it, problem);
  if (potential !== null) {
    evaluateGauss(it.here, it.knots, potential);
    addPotential(it, problem, least);
  }
  for (let k = 0; k < mass.length; k++) {
    const p = mass[k] / width[k];
    const q = balanced[k];
    const slope = energy.stiffness(q);
    pressure[k] = energy.pressure(p);
    linearised[k] = energy.pressure(q) + slope * (p - q);
    stiffness[k] = (q * slope) / width[k];
    gradient[k] += pressure[k];
    gradient[k + 1] -= pressure[k];
  }
}
