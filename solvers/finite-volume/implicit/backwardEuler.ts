import { massOf } from '../../../src/density/density.ts';
import { type Attempt, newton } from './newton.ts';
import { updateField } from './nonlocalField.ts';
import { type System, withMultipliers } from './system.ts';

/** Where U′ is infinite at both ends of the domain there is no barrier to choose. */
const PLAIN: readonly Attempt[] = [
  { complementarity: 0, floor: 0, iterations: 60, monotone: false },
  { complementarity: 0, floor: 0, iterations: 60, monotone: true },
];

/** With multipliers: quick first, then careful. */
const CONSTRAINED: readonly Attempt[] = [
  { complementarity: 1e-6, floor: 1e-3, iterations: 30, monotone: false },
  { complementarity: 1e-4, floor: 1e-3, iterations: 50, monotone: false },
  { complementarity: 1e-4, floor: 1e-3, iterations: 50, monotone: true },
];

/** What can be tried at a step, the first first, and which of it converged last. */
export interface Attempts {
  readonly all: readonly { readonly system: System; readonly attempt: Attempt }[];
  last: number;
  /** Where the last sub-step began, and its length: 0 if there was none. */
  readonly before: Float64Array;
  length: number;
  /** Work space of {@link extrapolate}. */
  readonly guess: Float64Array;
}

/** The attempts for a system: as it is, then with multipliers at all ends of the domain. */
export function attemptsAt(system: System): Attempts {
  const own = (system.constrained ? CONSTRAINED : PLAIN).map((attempt) => ({ system, attempt }));
  const other = withMultipliers(system);
  return {
    all: other === null ? own : [...own, ...CONSTRAINED.map((attempt) => ({ system: other, attempt }))],
    last: 0,
    before: new Float64Array(system.p.length),
    length: 0,
    guess: new Float64Array(system.p.length),
  };
}

/** Beyond this factor a cell is not believed to change again as it has changed. */
const TREND = 2;
/** A good guess leads to the solution within so many iterations. */
const GUESS_ITERATIONS = 10;

/**
 * What p becomes if every cell goes on by the same factor, or null where Newton's method does not begin from there: with
 * multipliers, which stay behind, and where linear systems are solved directly, so that iterations are cheap.
 */
function extrapolate(
  { all, last, before, length, guess }: Attempts,
  p: Float64Array,
  substep: number,
): Float64Array | null {
  const { system } = all[last];
  if (length === 0 || system.constrained || !system.jacobian.iterative) return null;
  const power = substep / length;
  for (let i = 0; i < p.length; i++) {
    const ratio = p[i] / before[i];
    const factor = power === 1 ? ratio : ratio ** power;
    guess[i] = p[i] * Math.min(Math.max(factor, 1 / TREND), TREND);
  }
  return guess;
}

/** A sub-step is cut by this factor when no attempt converges, and doubled after a few that did. */
const CUT = 1 / 4;
const BEFORE_DOUBLING = 4;
/** Where to give up: sub-steps shorter than this part of the step, or more than this many. */
const SHORTEST = 1e-9;
const MOST = 4000;
/** Rounding of E, relative to the size of its parts. */
const ENERGY_ROUNDING = 1e-14;

/** What an advance took. */
export interface Advance {
  /** How far it came: the length asked for, or less if sub-steps became too short or too many. */
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
 * @param attempts - see {@link attemptsAt}; afterwards `last` says which one made the step.
 * @param p - cell averages at the beginning in, at the end out; at the last good sub-step after a failure.
 * @param mass - mass that p should have: rounding errors of earlier steps are not carried along.
 */
export function backwardEuler(attempts: Attempts, p: Float64Array, mass: number, timeStep: number): Advance {
  const advance: Advance = { reached: 0, iterations: 0, substeps: 0, restarts: 0 };
  let length = timeStep;
  let streak = BEFORE_DOUBLING;
  while (advance.reached < timeStep) {
    const left = timeStep - advance.reached;
    const substep = Math.min(length, left);
    if (converges(attempts, p, mass, substep, advance)) {
      attempts.before.set(p);
      attempts.length = substep;
      p.set(attempts.all[attempts.last].system.p);
      advance.substeps += 1;
      advance.reached = substep === left ? timeStep : advance.reached + substep;
      streak += 1;
      if (streak >= BEFORE_DOUBLING) length = 2 * substep;
    } else {
      length = CUT * substep;
      streak = 0;
    }
    if (advance.substeps > MOST || length < SHORTEST * timeStep) return advance;
  }
  return advance;
}

/** One backward Euler step, by the attempt that converged last – from where p seems to go, if that helps – or else by the others in turn. */
function converges(
  attempts: Attempts,
  p: Float64Array,
  mass: number,
  timeStep: number,
  advance: Advance,
): boolean {
  const { all, last } = attempts;
  const excess = massOf(p, all[last].system.grid) / mass;
  if (excess !== 1) for (let i = 0; i < p.length; i++) p[i] /= excess;
  const guess = extrapolate(attempts, p, timeStep);
  for (let k = guess === null ? 0 : -1; k < all.length; k++) {
    const index = (last + Math.max(k, 0)) % all.length;
    const { system, attempt } = all[index];
    const { converged, iterations } =
      k < 0
        ? newton(system, p, guess, mass, timeStep, { ...attempt, iterations: GUESS_ITERATIONS })
        : newton(system, p, null, mass, timeStep, attempt);
    advance.iterations += iterations;
    if (converged && !raisesEnergy(system, p)) {
      attempts.last = index;
      return true;
    }
    advance.restarts += 1;
  }
  return false;
}

/** Whether E is larger at `system.p` than at p by more than rounding: no solution of the step raises it. */
function raisesEnergy({ internal, potential, nonlocal, p: next }: System, p: Float64Array): boolean {
  if (nonlocal !== null) updateField(nonlocal, next);
  let change = 0;
  let size = 0;
  for (let i = 0; i < p.length; i++) {
    const before = internal.U(p[i]) + potential[i] * p[i];
    const after = internal.U(next[i]) + potential[i] * next[i];
    change += after - before;
    // A rounding of p is worth |δE| in energy, even where E itself vanishes.
    size += Math.abs(before) + next[i] * (Math.abs(internal.dU(next[i])) + Math.abs(potential[i]));
    if (nonlocal !== null) {
      // ½⟨p, W∗p⟩ grows by ⟨W∗p̄, δp⟩ with p̄ half-way.
      const { values, before: old, weight } = nonlocal;
      const field = weight < 1 ? values[i] : 0.5 * (values[i] + old[i]);
      change += field * (next[i] - p[i]);
      size += Math.abs(field) * next[i];
    }
  }
  return !(change <= ENERGY_ROUNDING * size);
}
