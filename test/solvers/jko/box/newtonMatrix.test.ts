import fc from 'fast-check';
import { Matrix, solve } from 'ml-matrix';
import { saturating } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import type { BoxIterate } from '../../../../solvers/jko/box/boxIterate.ts';
import { lineariseFaces } from '../../../../solvers/jko/box/linearise.ts';
import { newtonSystem } from '../../../../solvers/jko/box/newtonSystem.ts';
import { usePrimalVelocities } from '../../../../solvers/jko/box/primalVelocities.ts';
import { addDiffusion, addPull, addPush } from '../../../../solvers/jko/box/schur.ts';
import { eigenvalues, matrixOf } from '../../../support/matrices.ts';
import { assembled, BARRIER } from './support/assembled.ts';
import { densitiesOf, facesOf, naiveLagrangian } from './support/naiveBox.ts';
import { type RandomBox, type RandomBoxesOptions, randomBoxes } from './support/randomBoxes.ts';

const STEP = 1e-4;

/** C, as the solver applies it piece by piece. */
function transport(it: BoxIterate): Matrix {
  const n = it.grid.size;
  return matrixOf((out, y) => {
    for (let j = 0; j < it.intervals; j++) {
      for (let i = 0; i < n; i++) out[j * n + i] += y[j * n + i] - (j === 0 ? 0 : y[(j - 1) * n + i]);
      addPush(out, j * n, y, j * n, it, j, 1);
      if (j > 0) addPush(out, j * n, y, (j - 1) * n, it, j, 1);
    }
  }, n * it.intervals);
}

/** The Lagrangian of densities and potentials in one list. */
function lagrangian({ problem, iterate }: RandomBox): {
  at: number[];
  value: (x: readonly number[]) => number;
} {
  const n = problem.previous.length;
  const size = n * iterate.intervals;
  const rows = (x: readonly number[], from: number) =>
    Array.from({ length: iterate.intervals }, (_, j) => x.slice(from + j * n, from + (j + 1) * n));
  const at = [...densitiesOf(iterate, problem).slice(1).flat(), ...iterate.potential];
  return {
    at,
    value: (x) => naiveLagrangian([[...problem.previous], ...rows(x, 0)], rows(x, size), BARRIER, problem),
  };
}

function gradient(value: (x: readonly number[]) => number, at: readonly number[]): number[] {
  return at.map((_, k) => {
    const moved = (by: number) => value(at.map((v, i) => (i === k ? v + by : v)));
    return (8 * (moved(STEP) - moved(-STEP)) - (moved(2 * STEP) - moved(-2 * STEP))) / (12 * STEP);
  });
}

function hessian(value: (x: readonly number[]) => number, at: readonly number[]): Matrix {
  const h = 2e-4;
  const moved = (i: number, a: number, j: number, b: number) =>
    value(at.map((v, k) => v + (k === i ? a : 0) + (k === j ? b : 0)));
  return new Matrix(
    at.map((_, i) =>
      at.map(
        (_, j) =>
          (moved(i, h, j, h) - moved(i, h, j, -h) - moved(i, -h, j, h) + moved(i, -h, j, -h)) / (4 * h * h),
      ),
    ),
  );
}

const largest = (m: Matrix): number => Math.max(...m.to1DArray().map(Math.abs));

/** Boxes whose densities keep away from their bounds, where finite differences mean nothing. */
function tame(options: RandomBoxesOptions = {}): fc.Arbitrary<RandomBox> {
  return randomBoxes(options).filter(
    ({ iterate, problem }) =>
      iterate.grid.size * iterate.intervals <= 18 &&
      problem.timeStep > 0.01 &&
      iterate.density.every((p) => p > 0.05 && p < (problem.inner.ceiling?.[0] ?? Infinity) - 0.05),
  );
}

for (const [name, options] of [
  ['the linear mobility', {}],
  ['a saturating mobility', { mobility: saturating(1) }],
] as const) {
  describe(`Newton's matrix against finite differences of the Lagrangian, ${name}`, () => {
    test('residuals are its gradient', () => {
      fc.assert(
        fc.property(tame(options), (box) => {
          assembled(box);
          const { at, value } = lagrangian(box);
          const size = box.iterate.density.length;
          const slopes = gradient(value, at);
          const scale = 1 + Math.max(...slopes.map(Math.abs));
          slopes.forEach((slope, k) => {
            const found = k < size ? box.iterate.stationarity[k] : box.iterate.outflow[k - size];
            expect(Math.abs(found - slope) / scale).toBeLessThan(1e-5);
          });
        }),
        { numRuns: 40 },
      );
    });

    test('C and K are its second derivatives, and D bounds those by densities', () => {
      fc.assert(
        fc.property(tame(options), (box) => {
          assembled(box);
          const { iterate, problem } = box;
          const size = iterate.density.length;
          const { at, value } = lagrangian(box);
          const H = hessian(value, at);
          const [p, phi] = [[0, size - 1] as const, [size, 2 * size - 1] as const];
          const C = H.subMatrix(...phi, ...p);
          expect(largest(Matrix.sub(C, transport(iterate)))).toBeLessThan(1e-5 * (1 + largest(C)));
          const minusK = H.subMatrix(...phi, ...phi);
          const K = matrixOf((out, x) => addDiffusion(out, x, iterate), size);
          expect(largest(Matrix.add(K, minusK))).toBeLessThan(1e-5 * (1 + largest(K)));
          const exact = H.subMatrix(...p, ...p);
          const excess = Matrix.sub(Matrix.diag([...iterate.curvature]), exact);
          const noise = 1e-4 * (1 + largest(exact));
          expect(Math.min(...eigenvalues(exact))).toBeGreaterThan(-noise);
          expect(Math.min(...eigenvalues(excess))).toBeGreaterThan(-noise);
          // For the arithmetic mean of densities there is nothing to bound but the proximal term.
          if (problem.mobility.linear)
            expect(largest(excess)).toBeLessThan(noise + 2e-4 * Math.max(...iterate.curvature));
        }),
        { numRuns: 30 },
      );
    });
  });
}

describe("Newton's system", () => {
  test('has a symmetric positive definite Schur complement, solved exactly in the careful manner', () => {
    fc.assert(
      fc.property(tame(), (box) => {
        assembled(box);
        const { iterate } = box;
        const size = iterate.density.length;
        const C = transport(iterate);
        const K = matrixOf((out, x) => addDiffusion(out, x, iterate), size);
        const inverse = Matrix.diag([...iterate.inverseCurvature]);
        const schur = Matrix.add(K, C.mmul(inverse).mmul(C.transpose()));
        expect(Math.min(...eigenvalues(schur))).toBeGreaterThan(0);
        const right = Matrix.sub(
          Matrix.columnVector([...iterate.outflow]),
          C.mmul(inverse).mmul(Matrix.columnVector([...iterate.stationarity])),
        );
        const expected = solve(schur, right);
        newtonSystem(iterate.grid, iterate.intervals).solveExactly(iterate, 1e-12, 1000);
        const found = Matrix.columnVector([...iterate.potentialStep]);
        const miss = Matrix.sub(schur.mmul(found), right);
        expect(largest(miss)).toBeLessThan(
          1e-8 * (largest(right) + 1e-3 * largest(schur) * largest(expected)),
        );
        const pulled = C.transpose().mmul(found).to1DArray();
        pulled.forEach((v, k) => {
          expect(Math.abs(v - iterate.pulled[k])).toBeLessThan(1e-12 * (1 + largest(found)));
        });
      }),
      { numRuns: 60 },
    );
  });

  test('reads Cᵀ as the transpose of C', () => {
    fc.assert(
      fc.property(tame(), (box) => {
        assembled(box);
        const { iterate } = box;
        const n = iterate.grid.size;
        for (let j = 0; j < iterate.intervals; j++) {
          const push = matrixOf((out, x) => addPush(out, 0, x, 0, iterate, j, 1), n);
          const pull = matrixOf((out, x) => addPull(out, 0, x, 0, iterate, j, 1), n);
          expect(largest(Matrix.sub(push.transpose(), pull))).toBe(0);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('with the velocities of the momentum is the same where momentum and potentials agree', () => {
    fc.assert(
      fc.property(tame(), (box) => {
        const { iterate, problem } = box;
        assembled(box);
        // m = τ θ grad φ: then m/θ = τ grad φ, and nothing may change.
        const n = iterate.grid.size;
        for (const { axis, lower, upper, h } of facesOf(iterate.grid))
          for (let j = 0; j < iterate.intervals; j++) {
            const slope = (iterate.potential[j * n + upper] - iterate.potential[j * n + lower]) / h;
            iterate.momentum[axis][j * n + lower] =
              problem.timeStep * iterate.mobility[axis][j * n + lower] * slope;
          }
        lineariseFaces(iterate, problem);
        const kinetic = iterate.kinetic.slice();
        const before = transport(iterate);
        usePrimalVelocities(iterate, problem);
        const size = 1 + Math.max(...kinetic);
        kinetic.forEach((v, k) => {
          expect(Math.abs(iterate.kinetic[k] - v)).toBeLessThan(1e-12 * size);
        });
        expect(largest(Matrix.sub(before, transport(iterate)))).toBeLessThan(1e-12 * (1 + largest(before)));
      }),
      { numRuns: 30 },
    );
  });
});
