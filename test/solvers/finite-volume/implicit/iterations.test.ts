import { expect, test } from 'vitest';
import { doubleWell } from '../../../../problems/index.ts';
import { faceMeanNames } from '../../../../src/index.ts';
import { steps } from './support/runs.ts';

test.each(faceMeanNames)('few iterations on every grid, %s mean', (mean) => {
  for (const shape of [
    [32, 32],
    [64, 64],
    [16, 16, 16],
  ])
    for (const timeStep of [1e-5, 1e-3, 1e-1])
      for (const { iterations, diagnostics } of steps(doubleWell(shape), timeStep, 3, mean)) {
        // A restart is a step that did not go on as the one before it.
        expect(diagnostics.restarts).toBeLessThanOrEqual(1);
        expect(iterations).toBeLessThanOrEqual(diagnostics.restarts === 0 ? 12 : 22);
      }
});
