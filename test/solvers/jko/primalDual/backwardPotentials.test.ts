import { describe, expect, test } from 'vitest';
import { backwardPotentials } from '../../../../solvers/jko/primalDual/backwardPotentials.ts';
import { unitBox } from '../../../support/boxes.ts';
import { facesOf } from '../box/support/naiveBox.ts';
import { numbers, problemOn } from './support/randomSaddles.ts';

describe('backward potentials in boxes', () => {
  test('solve the discrete Hamilton–Jacobi equation backwards from the last one', () => {
    const box = unitBox([8, 6], [true, false]);
    const S = 3;
    const n = box.size;
    const problem = { ...problemOn(box, S, numbers(3)), timeStep: 0.01 };
    const guess = Float64Array.from({ length: n * S }, (_, k) => Math.sin(2 * (k % n)) + 0.01 * Math.cos(k));
    const phi = new Float64Array(n * S);
    backwardPotentials(box)(phi, guess, problem);
    const kinetic = new Float64Array(n * S);
    for (const { lower, upper, h } of facesOf(box))
      for (let j = 0; j < S; j++)
        for (const i of [lower, upper])
          kinetic[j * n + i] +=
            0.25 * problem.timeStep * ((phi[j * n + upper] - phi[j * n + lower]) / h) ** 2;
    for (let k = 0; k < n * (S - 1); k++)
      expect(phi[k]).toBeCloseTo(phi[k + n] + (0.5 / S) * (kinetic[k] + kinetic[k + n]), 9);
    for (let i = 0; i < n; i++) expect(phi[(S - 1) * n + i]).toBe(guess[(S - 1) * n + i]);
  });
});
