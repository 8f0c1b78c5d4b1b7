import fc from 'fast-check';
import { type DiscreteEnergy, entropy, faceMean, faceMeanNames, grid, power } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { energyDecrease } from '../../../solvers/energyDecrease.ts';
import { evaluate, evaluationScratch } from '../../../solvers/jko/certificate.ts';
import { type Evaluation, isSolved } from '../../../solvers/jko/evaluation.ts';
import { emptyFaceValues, evaluateFaces } from '../../../solvers/jko/faceValues.ts';
import { emptyIterate } from '../../../solvers/jko/newton/iterate.ts';
import { solveNewton } from '../../../solvers/jko/newton/solve.ts';
import { coldStart } from '../../../solvers/jko/newton/start.ts';
import type { Path, StepProblem } from '../../../solvers/jko/stepProblem.ts';
import { naiveDual, naiveMomentum, naivePrimal, rows } from './support/naive.ts';
import { randomSteps } from './support/randomSteps.ts';

function certify(path: Path, problem: StepProblem): Evaluation {
  const { previous, intervals } = problem;
  const faces = emptyFaceValues(previous.length, intervals);
  evaluateFaces(faces, path, problem);
  return evaluate(evaluationScratch(previous.length, intervals), path, faces, problem);
}

function solved(problem: StepProblem) {
  const it = emptyIterate(problem.previous.length, problem.intervals);
  coldStart(it, problem);
  return { ...solveNewton(it, problem, 1e-10, 200), path: it.path };
}

describe('the duality gap', () => {
  test('is primal minus dual of design §4, both written out, on paths and potentials that are not solutions', () => {
    fc.assert(
      fc.property(randomSteps({ means: ['arithmetic'] }), ({ problem, path }) => {
        const p = rows(problem.previous, path.density);
        const h = problem.energy.grid.cellVolume;
        const primal = naivePrimal(p, naiveMomentum(p, h), problem);
        const [, ...potentials] = rows(problem.previous, path.potential);
        const dual = naiveDual(p[0], potentials, problem);
        const found = certify(path, problem);
        const size = Math.abs(primal) + Math.abs(dual) + 1;
        expect(Math.abs(found.primal - primal)).toBeLessThan(1e-11 * size);
        expect(Math.abs(found.gap - (primal - dual))).toBeLessThan(1e-10 * size);
        expect(found.dual).toBe(found.primal - found.gap);
      }),
      { numRuns: 200 },
    );
  });

  test('never lies: random potentials bound the minimum from below, random paths from above, for every face mean', () => {
    fc.assert(
      fc.property(randomSteps(), ({ problem, path }) => {
        const best = solved(problem);
        expect(best.status).toBe('converged');
        const found = certify(path, problem);
        const size = Math.abs(best.evaluation.primal) + 1;
        expect(found.gap).toBeGreaterThanOrEqual(0);
        expect(found.dual).toBeLessThanOrEqual(best.evaluation.primal + 1e-12 * size);
        expect(found.primal).toBeGreaterThanOrEqual(best.evaluation.dual - 1e-12 * size);
        expect(found.gap).toBeGreaterThanOrEqual(found.primal - best.evaluation.primal - 1e-12 * size);
      }),
      { numRuns: 150 },
    );
  });

  test('does not care about constants in the potentials before the last', () => {
    const constants = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(randomSteps(), constants, ({ problem, path }, added) => {
        const n = problem.previous.length;
        const raise = (v: number, k: number) =>
          v + (k < path.potential.length - n ? added[Math.floor(k / n)] : 0);
        const raised = { density: path.density, potential: path.potential.map(raise) };
        const [here, there] = [certify(path, problem), certify(raised, problem)];
        expect(Math.abs(there.gap - here.gap)).toBeLessThan(1e-11 * (1 + here.gap));
      }),
      { numRuns: 50 },
    );
  });

  test('of a solution is tiny, and grows with the square of a disturbance', () => {
    const energy = entropy().on(grid([[0, 1]], [20]));
    const previous = Float64Array.from({ length: 20 }, (_, i) => 1 + 0.8 * Math.sin(i));
    for (const name of faceMeanNames) {
      const problem = { energy, previous, timeStep: 0.01, intervals: 1, faceMean: faceMean(name) };
      const { path, evaluation } = solved(problem);
      expect(evaluation.gap).toBeLessThan(1e-9 * evaluation.decrease);
      const disturbed = [1e-3, 1e-4].map((size) => {
        const potential = path.potential.map((v, i) => v + size * Math.cos(2 * i));
        return certify({ density: path.density, potential }, problem).gap;
      });
      expect(disturbed[0] / disturbed[1]).toBeGreaterThan(90);
      expect(disturbed[0] / disturbed[1]).toBeLessThan(110);
    }
  });

  test('that overflows is infinite and solves nothing', () => {
    const energy = entropy().on(grid([[0, 1]], [4]));
    const previous = Float64Array.of(1, 2, 1, 0.5);
    const problem = { energy, previous, timeStep: 1, intervals: 2, faceMean: faceMean('arithmetic') };
    const density = Float64Array.of(1, 2, 1, 0.5, 1, 2, 1, 0.5);
    const potential = Float64Array.from({ length: 8 }, (_, k) => (k % 2 === 0 ? 1e200 : -1e200));
    const found = certify({ density, potential }, problem);
    expect(found.gap).toBe(Infinity);
    expect(found.relativeGap).toBe(Infinity);
    expect(isSolved(found, 1)).toBe(false);
    expect(isSolved(found, 1, 1)).toBe(false);
  });

  test('of potentials that have run wild, but do not overflow, is not mistaken for rounding', () => {
    const energy = power(2).on(grid([[0, 1]], [4]));
    const previous = Float64Array.of(1, 2, 1, 0.5);
    const density = Float64Array.of(1, 1.9, 1.1, 0.5);
    const problem = { energy, previous, timeStep: 1, intervals: 1, faceMean: faceMean('arithmetic') };
    for (const size of [1e20, 1e60, 1e140]) {
      const found = certify({ density, potential: Float64Array.of(-size, size, -size, size) }, problem);
      expect(found.gap).toBeGreaterThan(size);
      expect(found.rounding).toBeLessThan(1e-20);
      expect(isSolved(found, 1)).toBe(false);
    }
  });
});

/** δE(q). */
function variation(energy: DiscreteEnergy, q: Float64Array): Float64Array {
  const slope = new Float64Array(q.length);
  energy.firstVariation(slope, q);
  return slope;
}

describe('the decrease of an energy', () => {
  test('is the difference of its values', () => {
    fc.assert(
      fc.property(randomSteps(), ({ problem: { energy, previous }, path }) => {
        const p = path.density.subarray(0, previous.length);
        const found = energyDecrease(previous, p, variation(energy, p), energy);
        const [before, after] = [energy.value(previous), energy.value(p)];
        expect(Math.abs(found - (before - after))).toBeLessThan(
          1e-12 * (Math.abs(before) + Math.abs(after) + 1),
        );
      }),
    );
  });

  test('has digits left where the values agree in all of theirs', () => {
    // E = ∫ p² on two cells, p = q + ε(1, −1): E(p) − E(q) = 2 ε (q_0 − q_1) h + 2 ε² h with h = ½.
    const energy = power(2).on(grid([[0, 1]], [2]));
    const q = Float64Array.of(1 + 2 ** -30, 1);
    const epsilon = 2 ** -40;
    const p = Float64Array.of(q[0] + epsilon, q[1] - epsilon);
    const exact = epsilon * 2 ** -30 + epsilon * epsilon;
    const found = energyDecrease(p, q, variation(energy, q), energy);
    expect(Math.abs(found / exact - 1)).toBeLessThan(1e-5);
    expect(Math.abs(energy.value(p) - energy.value(q) - exact)).toBeGreaterThan(1e-5 * exact);
  });

  test('from vacuum is finite', () => {
    const energy = entropy().on(grid([[0, 1]], [2]));
    const [p, q] = [Float64Array.of(2, 0), Float64Array.of(1, 1)];
    const found = energyDecrease(p, q, variation(energy, q), energy);
    expect(found).toBeCloseTo(Math.log(2), 12);
  });
});
