import fc from 'fast-check';
import { Matrix, solve } from 'ml-matrix';
import { density, entropy, faceMean, type Grid, gradientFlow, grid, interaction, potential } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { divergence } from '../../../solvers/jko/box/boxCertificate.ts';
import { boxIterate } from '../../../solvers/jko/box/boxIterate.ts';
import { type BoxProblem, boundsOf } from '../../../solvers/jko/box/boxProblem.ts';
import { faceMobility } from '../../../solvers/jko/box/faceMobility.ts';
import { evaluateMobilities } from '../../../solvers/jko/box/mobilities.ts';
import { continuityRestoration } from '../../../solvers/jko/box/restoreContinuity.ts';
import { backwardPotentials } from '../../../solvers/jko/primalDual/backwardPotentials.ts';
import { continuityProjection } from '../../../solvers/jko/primalDual/continuity.ts';
import { diffuseAxes } from '../../../solvers/jko/primalDual/diffuseAxes.ts';
import { fixedPointMap } from '../../../solvers/jko/primalDual/fixedPointMap.ts';
import { kineticMultiplier } from '../../../solvers/jko/primalDual/kineticDual.ts';
import { adapted, firstDualSteps, stepSizes } from '../../../solvers/jko/primalDual/stepSizes.ts';
import { emptyVariables } from '../../../solvers/jko/primalDual/variables.ts';

/** Faces of a grid as (axis, cell, upper neighbour, spacing). */
function facesOf({ axes, strides, size }: Grid) {
  return axes.flatMap(({ cells, spacing, periodic }, axis) =>
    Array.from({ length: size }, (_, cell) => {
      const index = Math.floor(cell / strides[axis]) % cells;
      const wraps = index === cells - 1;
      return wraps && !periodic
        ? []
        : [{ axis, cell, next: wraps ? cell - index * strides[axis] : cell + strides[axis], spacing }];
    }).flat(),
  );
}

const grids = fc
  .record({
    shape: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
    rings: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  })
  .map(({ shape, rings }) =>
    grid(
      shape.map((n, k) => [0, 0.3 * n + 0.1 * k] as const),
      shape,
      { periodic: shape.map((n, k) => n > 2 && rings[k]) },
    ),
  );

const cases = fc.record({
  box: grids,
  S: fc.integer({ min: 1, max: 3 }),
  seed: fc.integer({ min: 1, max: 1e6 }),
});

/** Numbers in (−1, 1) that depend on a seed alone. */
function numbers(seed: number) {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return (2 * state) / 2147483647 - 1;
  };
}

function problemOn(box: Grid, S: number, next: () => number): BoxProblem {
  const flow = gradientFlow({
    energy: entropy()
      .plus(potential((...x) => x[0]))
      .plus(interaction((...x) => Math.exp(-x.reduce((s, v) => s + v * v, 0)))),
    initial: density(
      box,
      Float64Array.from({ length: box.size }, () => 1.5 + next()),
    ),
  });
  return {
    energy: flow.discrete,
    previous: flow.initial.values,
    timeStep: 0.1 * (1.5 + next()),
    intervals: S,
    mobility: faceMobility(faceMean('arithmetic'), flow.mobility),
    ...boundsOf(flow),
  };
}

/** Random values on the interior faces, zero at walls. */
function onFaces(box: Grid, S: number, next: () => number) {
  const fields = box.axes.map(() => new Float64Array(box.size * S));
  for (const { axis, cell } of facesOf(box))
    for (let j = 0; j < S; j++) fields[axis][j * box.size + cell] = next();
  return fields;
}

describe('the projection on the continuity equation in boxes', () => {
  test('satisfies it, and moves along the gradient of its multiplier', () => {
    fc.assert(
      fc.property(cases, ({ box, S, seed }) => {
        const next = numbers(seed);
        const n = box.size;
        const p = Float64Array.from({ length: n * S }, next);
        const m = onFaces(box, S, next);
        const previous = Float64Array.from({ length: n }, next);
        const [before, beforeM] = [p.slice(), m.map((f) => f.slice())];
        const metric = {
          density: Float64Array.from({ length: S }, () => 1.5 + next()),
          momentum: 1.5 + next(),
        };
        const phi = new Float64Array(n * S);
        continuityProjection(box, S)(phi, p, m, previous, metric);
        const outflow = new Float64Array(n * S);
        for (const { axis, cell, next: up, spacing } of facesOf(box)) {
          for (let j = 0; j < S; j++) {
            const flux = m[axis][j * n + cell] / spacing;
            outflow[j * n + cell] += flux;
            outflow[j * n + up] -= flux;
            const moved = m[axis][j * n + cell] - beforeM[axis][j * n + cell];
            const slope = (phi[j * n + up] - phi[j * n + cell]) / spacing;
            expect(Math.abs(moved - metric.momentum * slope)).toBeLessThan(1e-11);
          }
        }
        for (let k = 0; k < n * S; k++) {
          const j = Math.floor(k / n);
          const change = S * (p[k] - (j === 0 ? previous[k] : p[k - n]));
          expect(Math.abs(change + outflow[k])).toBeLessThan(1e-10);
          const pull = S * (phi[k] - (j < S - 1 ? phi[k + n] : 0));
          expect(Math.abs(p[k] - before[k] + metric.density[j] * pull)).toBeLessThan(1e-10);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the primal–dual map', () => {
  test('is that of the saddle point, written out face by face and cell by cell', () => {
    fc.assert(
      fc.property(cases, ({ box, S, seed }) => {
        const next = numbers(seed);
        const problem = problemOn(box, S, next);
        const { previous, timeStep, energy } = problem;
        const n = box.size;
        const now = emptyVariables(box, S);
        for (const field of [now.density, now.densityDual]) for (let k = 0; k < n * S; k++) field[k] = next();
        for (const part of [now.momentum, now.mobilityDual, now.momentumDual])
          onFaces(box, S, next).forEach((f, axis) => {
            part[axis].set(f);
          });
        const dual = {
          mobility: 1.5 + next(),
          momentum: 1.5 + next(),
          energy: 1.5 + next(),
          sign: 1.5 + next(),
        };
        const sizes = stepSizes(dual, problem);
        const found = emptyVariables(box, S);
        const map = fixedPointMap(problem);
        map.apply(found, now, sizes);

        const faces = facesOf(box);
        const last = (S - 1) * n;
        const pull = now.densityDual.map((r, k) => (k >= last ? S * r : r));
        const slope = new Float64Array(n);
        energy.nonlocal?.firstVariation(slope, now.density.slice(last));
        for (let i = 0; i < n; i++) pull[last + i] += S * slope[i];
        // θ_f^j is the mean of four densities: each of them is pulled with a quarter.
        for (const { axis, cell, next: up } of faces)
          for (let j = 0; j < S; j++)
            for (const i of [cell, up]) {
              pull[j * n + i] += 0.25 * now.mobilityDual[axis][j * n + cell];
              if (j > 0) pull[(j - 1) * n + i] += 0.25 * now.mobilityDual[axis][j * n + cell];
            }
        const p = now.density.map((v, k) => v - sizes.primal.density[Math.floor(k / n)] * pull[k]);
        const m = now.momentum.map((f, axis) =>
          f.map((v, k) => v - sizes.primal.momentum * now.momentumDual[axis][k]),
        );
        continuityProjection(box, S)(new Float64Array(n * S), p, m, previous, sizes.primal);
        const ahead = p.map((v, k) => 2 * v - now.density[k]);
        const close = (a: number, b: number) =>
          expect(Math.abs(a - b)).toBeLessThan(1e-9 * (1 + Math.abs(b)));
        p.forEach((v, k) => {
          close(found.density[k], v);
        });
        for (const { axis, cell, next: up } of faces)
          for (let j = 0; j < S; j++) {
            const k = j * n + cell;
            const start = (i: number) => (j === 0 ? previous[i] : ahead[(j - 1) * n + i]);
            const theta = (ahead[k] + ahead[j * n + up] + start(cell) + start(up)) / 4;
            const a = now.mobilityDual[axis][k] + dual.mobility * theta;
            const b = now.momentumDual[axis][k] + dual.momentum * (2 * m[axis][k] - now.momentum[axis][k]);
            const lambda = kineticMultiplier(a, b, timeStep, dual.mobility, dual.momentum);
            close(found.momentum[axis][k], m[axis][k]);
            close(found.mobilityDual[axis][k], a - dual.mobility * lambda);
            close(found.momentumDual[axis][k], b / (1 + dual.momentum * timeStep * lambda));
          }
        for (let k = 0; k < last; k++)
          close(found.densityDual[k], Math.min(0, now.densityDual[k] + dual.sign * ahead[k]));
        // Moreau: r = σ (x − prox(x)) is δU at the proximal point.
        const local = new Float64Array(n);
        energy.local.firstVariation(local, map.proximal);
        for (let i = 0; i < n; i++) close(found.densityDual[last + i], local[i]);
      }),
      { numRuns: 40 },
    );
  });

  test('has a metric that is positive definite: the coupling is at most one in it', () => {
    fc.assert(
      fc.property(cases, ({ box, S, seed }) => {
        const next = numbers(seed);
        const problem = problemOn(box, S, next);
        const dual = {
          mobility: 1.5 + next(),
          momentum: 1.5 + next(),
          energy: 1.5 + next(),
          sign: 1.5 + next(),
        };
        const { primal } = stepSizes(dual, problem);
        const n = box.size;
        const p = Float64Array.from({ length: n * S }, next);
        // ‖K p‖² in the dual steps against ‖p‖² in the primal ones.
        let coupled = 0;
        for (const { cell, next: up } of facesOf(box))
          for (let j = 0; j < S; j++) {
            const at = (i: number) => p[j * n + i] + (j > 0 ? p[(j - 1) * n + i] : 0);
            coupled += dual.mobility * (0.25 * (at(cell) + at(up))) ** 2;
          }
        let length = 0;
        p.forEach((v, k) => {
          const j = Math.floor(k / n);
          coupled += (j === S - 1 ? S * dual.energy : dual.sign) * v * v;
          length += (v * v) / primal.density[j];
        });
        expect(coupled).toBeLessThanOrEqual(length * (1 + 1e-12));
      }),
      { numRuns: 40 },
    );
  });

  test('steps are adapted to the shortest movement, halfway and by no more than threefold', () => {
    const dual = { mobility: 1, momentum: 1, energy: 1, sign: 1 };
    const moved = {
      inner: 2,
      end: 4,
      momentum: 1,
      mobilityDual: 4,
      momentumDual: 16,
      signDual: 0,
      energyDual: 1e12,
    };
    // σ² = |Δdual|²/|Δprimal|²: 4/(1 (2 + 2)), 16/1, 1e12/4 and 0/2.
    const next = adapted(dual, moved, 1);
    expect(next.mobility).toBeCloseTo(1, 14);
    expect(next.momentum).toBeCloseTo(2, 14);
    expect(next.energy).toBe(3);
    expect(next.sign).toBeCloseTo(1 / 3, 14);
    const still = {
      inner: 0,
      end: 0,
      momentum: 0,
      mobilityDual: 0,
      momentumDual: 0,
      signDual: 0,
      energyDual: 0,
    };
    expect(adapted(dual, still, 2)).toEqual(dual);
  });

  test('begins with positive steps, whatever the energy', () => {
    const next = numbers(7);
    const steps = firstDualSteps(problemOn(grid([[0, 1]], [5]), 2, next));
    for (const step of Object.values(steps)) expect(step).toBeGreaterThan(0);
  });
});

describe('diffusion axis by axis', () => {
  test('solves the equation of every axis, keeps the sum, and is positive everywhere from one cell', () => {
    fc.assert(
      fc.property(grids, fc.integer({ min: -4, max: 4 }), fc.nat(), (box, exponent, at) => {
        const c = 10 ** exponent;
        const p = new Float64Array(box.size);
        p[at % box.size] = 1;
        let expected = Matrix.columnVector([...p]);
        box.axes.forEach((_, axis) => {
          const matrix = Matrix.eye(box.size);
          for (const { axis: own, cell, next, spacing } of facesOf(box)) {
            if (own !== axis) continue;
            for (const [i, j] of [
              [cell, next],
              [next, cell],
            ]) {
              matrix.set(i, i, matrix.get(i, i) + c / spacing ** 2);
              matrix.set(i, j, matrix.get(i, j) - c / spacing ** 2);
            }
          }
          expected = solve(matrix, expected);
        });
        diffuseAxes(p, box, c);
        p.forEach((v, i) => {
          expect(v).toBeGreaterThan(0);
          expect(Math.abs(v - expected.get(i, 0))).toBeLessThan(1e-11);
        });
        // The sum is 1ᵀ(1 − cΔ)⁻¹p: rounding grows with the condition number of every axis.
        const condition = box.axes.reduce((s, { spacing }) => s + 1 + (4 * c) / spacing ** 2, 0);
        expect(Math.abs(p.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-15 * condition);
      }),
      { numRuns: 60 },
    );
  });
});

describe('restoring the continuity equation', () => {
  test('gives the momentum of least kinetic energy that satisfies it, vacuum or not', () => {
    fc.assert(
      fc.property(cases, fc.boolean(), ({ box, S, seed }, vacuum) => {
        const next = numbers(seed);
        const problem = problemOn(box, S, next);
        const n = box.size;
        const it = boxIterate(box, S);
        const mass = problem.previous.reduce((a, b) => a + b, 0);
        for (let j = 0; j < S; j++) {
          const p = Float64Array.from({ length: n }, () => (vacuum && next() > 0 ? 1e-9 : 1.5 + next()));
          const sum = p.reduce((a, b) => a + b, 0);
          it.density.set(
            p.map((v) => (v * mass) / sum),
            j * n,
          );
        }
        for (let k = 0; k < n * S; k++) it.potential[k] = next();
        evaluateMobilities(it, problem);
        continuityRestoration(box).restore(it, problem, true);
        const outflow = new Float64Array(n);
        for (let j = 0; j < S; j++) {
          divergence(outflow, it.momentum, it, j);
          for (let i = 0; i < n; i++) {
            const k = j * n + i;
            const change = it.density[k] - (j === 0 ? problem.previous[i] : it.density[k - n]);
            expect(Math.abs(change + outflow[i] / S)).toBeLessThan((1e-12 * mass) / n + 1e-13);
          }
        }
        // Least energy: m/θ is a gradient, so it is orthogonal to every divergence-free field, such as around four cells.
        if (box.dimension < 2 || vacuum) return;
        const [a, b] = box.axes;
        if (a.cells < 2 || b.cells < 2) return;
        const v = (axis: number, k: number) => it.momentum[axis][k] / it.mobility[axis][k];
        const around =
          a.spacing * (v(0, 0) - v(0, box.strides[1])) + b.spacing * (v(1, box.strides[0]) - v(1, 0));
        expect(Math.abs(around)).toBeLessThan(1e-9);
      }),
      { numRuns: 40 },
    );
  });
});

describe('backward potentials in boxes', () => {
  test('solve the discrete Hamilton–Jacobi equation backwards from the last one', () => {
    const box = grid(
      [
        [0, 1],
        [0, 1],
      ],
      [8, 6],
      { periodic: [true, false] },
    );
    const S = 3;
    const n = box.size;
    const problem = { ...problemOn(box, S, numbers(3)), timeStep: 0.01 };
    const guess = Float64Array.from({ length: n * S }, (_, k) => Math.sin(2 * (k % n)) + 0.01 * Math.cos(k));
    const phi = new Float64Array(n * S);
    backwardPotentials(box)(phi, guess, problem);
    const kinetic = new Float64Array(n * S);
    for (const { cell, next, spacing } of facesOf(box))
      for (let j = 0; j < S; j++)
        for (const i of [cell, next])
          kinetic[j * n + i] +=
            0.25 * problem.timeStep * ((phi[j * n + next] - phi[j * n + cell]) / spacing) ** 2;
    for (let k = 0; k < n * (S - 1); k++)
      expect(phi[k]).toBeCloseTo(phi[k + n] + (0.5 / S) * (kinetic[k] + kinetic[k + n]), 9);
    for (let i = 0; i < n; i++) expect(phi[(S - 1) * n + i]).toBe(guess[(S - 1) * n + i]);
  });
});
