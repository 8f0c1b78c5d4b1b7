import fc from 'fast-check';
import { entropy, faceMean, grid } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { evaluate, evaluationScratch } from '../../../solvers/jko/certificate.ts';
import { emptyFaceValues, evaluateFaces } from '../../../solvers/jko/faceValues.ts';
import { emptyPath } from '../../../solvers/jko/stepProblem.ts';
import { naiveMomentum, rows } from './support/naive.ts';
import { randomSteps } from './support/randomSteps.ts';

describe('momentum, mobility and velocity of a path', () => {
  test('are those of their definitions', () => {
    fc.assert(
      fc.property(randomSteps(), ({ problem, path }) => {
        const { previous, intervals, faceMean: mean, energy } = problem;
        const n = previous.length;
        const faces = emptyFaceValues(n, intervals);
        evaluateFaces(faces, path, problem);
        const p = rows(previous, path.density);
        const m = naiveMomentum(p, energy.grid.cellVolume);
        m.forEach((row, j) => {
          row.forEach((flux, f) => {
            const left = (p[j][f] + p[j + 1][f]) / 2;
            const right = (p[j][f + 1] + p[j + 1][f + 1]) / 2;
            const k = j * n + f;
            expect(faces.momentum[k]).toBeCloseTo(flux, 12);
            expect(faces.mobility[k]).toBeCloseTo(mean.value(left, right), 12);
            expect(faces.velocity[k]).toBeCloseTo(flux / mean.value(left, right), 9);
            expect(faces.slopeLeft[k]).toBeCloseTo(mean.slope(left, right), 12);
            expect(faces.slopeRight[k]).toBeCloseTo(mean.slope(right, left), 12);
          });
        });
      }),
    );
  });

  test('in near-vacuum on either side the momentum is accurate relative to the little mass beyond the face', () => {
    const n = 40;
    const h = 1 / n;
    const energy = entropy().on(grid([[0, 1]], [n]));
    const tail = (i: number, t: number) => Math.exp(-t * (i - 19.5) ** 2);
    const previous = Float64Array.from({ length: n }, (_, i) => tail(i, 0.4));
    const path = emptyPath(n, 1);
    for (let i = 0; i < n; i++) path.density[i] = tail(i, 0.35);
    const mass = (p: Float64Array) => p.reduce((a, b) => a + b, 0);
    const factor = mass(previous) / mass(path.density);
    for (let i = 0; i < n; i++) path.density[i] *= factor;
    const problem = { energy, previous, timeStep: 1, intervals: 1, faceMean: faceMean('arithmetic') };
    const faces = emptyFaceValues(n, 1);
    evaluateFaces(faces, path, problem);
    for (let f = 0; f < n - 1; f++) {
      let beyond = 0;
      if (f < 20) for (let i = 0; i <= f; i++) beyond -= h * (path.density[i] - previous[i]);
      else for (let i = n - 1; i > f; i--) beyond += h * (path.density[i] - previous[i]);
      expect(Math.abs(faces.momentum[f] - beyond)).toBeLessThan(1e-12 * Math.abs(beyond) + 1e-17);
    }
    expect(Math.abs(faces.momentum[0])).toBeLessThan(1e-50);
    expect(Math.abs(faces.momentum[n - 2])).toBeLessThan(1e-50);
  });

  test('one cell has no faces', () => {
    const energy = entropy().on(grid([[0, 1]], [1]));
    const previous = Float64Array.of(1);
    const path = { density: Float64Array.of(1, 1), potential: new Float64Array(2) };
    const problem = { energy, previous, timeStep: 1, intervals: 2, faceMean: faceMean('arithmetic') };
    const faces = emptyFaceValues(1, 2);
    evaluateFaces(faces, path, problem);
    expect([...faces.momentum]).toEqual([0, 0]);
  });
});

describe('the continuity residual', () => {
  test('of momenta made from densities is rounding', () => {
    fc.assert(
      fc.property(randomSteps({ maxCells: 30 }), ({ problem, path }) => {
        const faces = emptyFaceValues(problem.previous.length, problem.intervals);
        evaluateFaces(faces, path, problem);
        const scratch = evaluationScratch(problem.previous.length, problem.intervals);
        expect(evaluate(scratch, path, faces, problem).continuity).toBeLessThan(1e-12);
      }),
    );
  });

  test('sees a flux that is wrong, relative to the mean density', () => {
    const n = 10;
    const energy = entropy().on(grid([[0, 2]], [n]));
    const previous = new Float64Array(n).fill(3);
    const path = emptyPath(n, 2);
    path.density.fill(3);
    const problem = { energy, previous, timeStep: 1, intervals: 2, faceMean: faceMean('arithmetic') };
    const faces = emptyFaceValues(n, 2);
    evaluateFaces(faces, path, problem);
    faces.momentum[n + 4] += 0.01;
    const { continuity } = evaluate(evaluationScratch(n, 2), path, faces, problem);
    // Δs/h · 0.01 against a mean density of 3.
    expect(continuity).toBeCloseTo((0.5 / 0.2) * (0.01 / 3), 12);
  });
});
