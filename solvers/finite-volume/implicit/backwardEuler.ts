import { massOf } from '../../../src/density/density.ts';
import { type Attempt, newton } from './newton.ts';
import type { System } from './system.ts';

/** Where U′ is infinite at both ends of the domain there is no barrier to choose, and one attempt to make. */
const PLAIN: readonly Attempt[] = [{ complementarity: 0, floor: 0, iterations: 60 }];

/** With multipliers: quick first, then careful. */
const CONSTRAINED: readonly Attempt[] = [
  { complementarity: 1e-6, floor: 1e-3, iterations: 30 },
  { complementarity: 1e-4, floor: 1e-3, iterations: 50 },
];

/** Halvings of a step that does not converge: below a thousandth of it something else is wrong. */
const HALVINGS = 10;

/** What an advance took. */
export interface Advance {
  /** How far it came: the length asked for, or less if even the shortest sub-step did not converge. */
  reached: number;
  iterations: number;
  substeps: number;
  /** Newton iterations that ended without convergence and were begun anew. */
  restarts: number;
}

/**
 * Advances p by `timeStep` in one backward Euler step, or, where Newton's method does not converge, in several shorter ones.
 *
 * Every sub-step is a backward Euler step itself, so that mass, positivity and the decrease of E hold whatever happens.
 *
 * @param p - cell averages at the beginning in, at the end out; at the last good sub-step after a failure.
 * @param mass - mass that p should have: rounding errors of earlier steps are not carried along.
 */
export function backwardEuler(system: System, p: Float64Array, mass: number, timeStep: number): Advance {
  const advance: Advance = { reached: 0, iterations: 0, substeps: 0, restarts: 0 };
  advanceBy(system, p, mass, timeStep, HALVINGS, advance);
  return advance;
}

function advanceBy(
  system: System,
  p: Float64Array,
  mass: number,
  timeStep: number,
  halvings: number,
  advance: Advance,
): boolean {
  const excess = massOf(p, system.grid) / mass;
  if (excess !== 1) for (let i = 0; i < p.length; i++) p[i] /= excess;
  for (const attempt of system.constrained ? CONSTRAINED : PLAIN) {
    const { converged, iterations } = newton(system, p, mass, timeStep, attempt);
    advance.iterations += iterations;
    if (converged) {
      p.set(system.p);
      advance.substeps += 1;
      advance.reached += timeStep;
      return true;
    }
    advance.restarts += 1;
  }
  return (
    halvings > 0 &&
    advanceBy(system, p, mass, 0.5 * timeStep, halvings - 1, advance) &&
    advanceBy(system, p, mass, 0.5 * timeStep, halvings - 1, advance)
  );
}
