import type { BoxIterate } from './boxIterate.ts';
import type { BoxProblem } from './boxProblem.ts';
import { lineariseInterval } from './linearise.ts';
import type { NewtonSystem } from './newtonSystem.ts';

// Newton's method, with the first of its matrices, for a smooth equation from close by.
const ITERATIONS = 2;

/**
 * Moves the potentials between the ends so little that the discrete Hamilton–Jacobi inequality
 *
 *     s^j = φ^j − φ^{j+1} − (Δs/2)(K^j + K^{j+1}) ≥ 0
 *
 * holds where it did not: backwards from φ^S, each φ^j solves the equation with max(s^j, 0) on its right-hand side.
 *
 * A bound that has to mend the inequality by constants pays for the worst cell with all of the mass; this pays for it in place.
 */
export function mendSlack(it: BoxIterate, problem: BoxProblem, system: NewtonSystem): void {
  const { potential, kinetic, scratch, cells, intervals } = it;
  const n = it.grid.size;
  const w = 0.5 / intervals;
  for (let j = intervals - 2; j >= 0; j--) {
    const at = j * n;
    for (let i = 0; i < n; i++) {
      const k = at + i;
      const carried = potential[k + n] + w * kinetic[k + n];
      scratch[k] = carried + Math.max(0, potential[k] - w * kinetic[k] - carried);
    }
    const carryBack = system.carrierBack(it, j);
    for (let iteration = 0; iteration < ITERATIONS; iteration++) {
      for (let i = 0; i < n; i++) cells[i] = potential[at + i] - w * kinetic[at + i] - scratch[at + i];
      carryBack(cells);
      for (let i = 0; i < n; i++) potential[at + i] -= cells[i];
      lineariseInterval(it, problem, j);
    }
  }
}
