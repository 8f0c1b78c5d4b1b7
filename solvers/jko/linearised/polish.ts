import { CapabilityError, ConvergenceError } from '../../../src/index.ts';
import { eachInterval } from '../box/bounds.ts';
import type { BoxIterate } from '../box/boxIterate.ts';
import type { BoxProblem } from '../box/boxProblem.ts';
import type { Path } from '../stepProblem.ts';
import { loadIterate } from './loadIterate.ts';
import { saddleOperator } from './saddleOperator.ts';
import type { SaddleSolver } from './saddleSolver.ts';

// Changes of density relative to the density, both in the norm of δ²E, that are rounding whatever comes next, and below which an
// iteration that gains less than a factor of two has got as far as rounding lets it.
const ROUNDING = 1e-15;
const NEAR = 1e-9;

// No iteration takes a density nearer to a bound than by this factor. What has not converged in so many is pressed against it.
const KEPT = 0.1;
const MOST_ITERATIONS = 40;

/** Moves a path by δz, but no density nearer than {@link KEPT} of its distance to a bound; returns a cell that was held up, or −1. */
function move(path: Path, change: Float64Array, it: BoxIterate, problem: BoxProblem): number {
  const { density, potential } = path;
  const size = density.length;
  const n = it.grid.size;
  let held = -1;
  eachInterval(it, problem, (at, lower, ceiling) => {
    for (let k = at; k < at + n; k++) {
      const least = lower + KEPT * (density[k] - lower);
      const most = ceiling === null ? Infinity : ceiling[k - at] - KEPT * (ceiling[k - at] - density[k]);
      const wanted = density[k] + change[k];
      if (!(wanted >= least && wanted <= most)) held = k - at;
      density[k] = wanted < least ? least : wanted > most ? most : wanted;
    }
  });
  for (let k = 0; k < size; k++) potential[k] += change[size + k];
  return held;
}

/** (Σ U″ δp²/Σ U″ p²)^{1/2}. */
function relativeChange({ density }: Path, change: Float64Array, { weight }: BoxIterate): number {
  let moved = 0;
  let total = 0;
  for (let k = 0; k < density.length; k++) {
    moved += weight[k] * change[k] ** 2;
    total += weight[k] * density[k] ** 2;
  }
  return Math.sqrt(moved / total);
}

/**
 * Newton's method for the optimality conditions F = 0 without multipliers, in place from a path near the solution, to rounding: the gap
 * of a certificate is of second order in the error of the densities, so that 1e-10 of it may still mean 1e-5 of them.
 *
 * @throws CapabilityError if the densities of the solution are not strictly between their bounds; ConvergenceError if it is not found.
 */
export function polish(path: Path, it: BoxIterate, problem: BoxProblem, solver: SaddleSolver): void {
  const size = path.density.length;
  const change = new Float64Array(2 * size);
  const residual = new Float64Array(2 * size);
  let before = Infinity;
  let held = -1;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    loadIterate(it, path.density, path.potential, problem);
    solver.update(it);
    for (let k = 0; k < size; k++) {
      residual[k] = -it.stationarity[k];
      residual[size + k] = -it.outflow[k];
    }
    solver.solve(change, residual, saddleOperator(it, problem));
    const changed = relativeChange(path, change, it);
    if (!(changed < Infinity)) break;
    held = move(path, change, it, problem);
    if (held < 0 && (changed <= ROUNDING || (changed <= NEAR && changed > 0.5 * before))) return;
    before = changed;
  }
  if (held >= 0)
    throw new CapabilityError(
      'linearise',
      `densities strictly between their bounds along the step, but that of cell ${held} goes to one`,
      'there the step has no derivative in all directions, or none that a double can hold: add entropy() if there is none, or ' +
        'begin when vacuum has filled',
    );
  throw new ConvergenceError(
    `linearise could not solve the step of length ${problem.timeStep}: densities still change by ${before} of themselves; ` +
      'a smaller timeStep may help',
  );
}
