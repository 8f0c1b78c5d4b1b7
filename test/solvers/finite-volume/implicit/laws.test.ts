import fc from 'fast-check';
import { describe, test } from 'vitest';
import { finiteVolume } from '../../../../solvers/finite-volume/index.ts';
import type { GradientFlow, LocalEnergy } from '../../../../src/index.ts';
import {
  checkSolver,
  faceMeans,
  gradientFlows,
  grids,
  localEnergies,
  timeSteps,
} from '../../../../src/testing/index.ts';

/** All laws, at moderate steps. */
function expectAllLaws(flows: fc.Arbitrary<GradientFlow<LocalEnergy>>, numRuns: number): void {
  fc.assert(
    fc.property(flows, faceMeans(), timeSteps({ min: 1e-6, max: 1e-3 }), (flow, mean, timeStep) => {
      // Steady states with vacuum have many neighbours at rest where the mean lets nothing through.
      const skip = mean.name === 'arithmetic' ? [] : (['steady state'] as const);
      checkSolver(finiteVolume({ timeStep, faceMean: mean.name }), flow, {
        until: 3 * timeStep,
        tolerance: 1e-7,
        skip,
      });
    }),
    { numRuns },
  );
}

/** What no step is too long for. */
function expectLawsOfLongSteps(flows: fc.Arbitrary<GradientFlow<LocalEnergy>>, numRuns: number): void {
  fc.assert(
    fc.property(flows, timeSteps({ min: 1e-3, max: 1 }), (flow, timeStep) => {
      checkSolver(finiteVolume({ timeStep }), flow, {
        until: 3 * timeStep,
        skip: ['mirror symmetry', 'constant potential'],
      });
    }),
    { numRuns },
  );
}

describe('laws on random flows on a line', () => {
  const flows = gradientFlows({ energies: localEnergies(), grids: grids({ dimensions: [1] }) });

  test('all laws, at moderate steps', () => {
    expectAllLaws(flows, 60);
  });

  test('mass, positivity and decrease of energy at steps up to 1', () => {
    expectLawsOfLongSteps(flows, 60);
  });
});

describe('laws in boxes', () => {
  const flows = gradientFlows({
    energies: localEnergies(),
    grids: grids({ dimensions: [2, 3], maxCells: 8 }).filter((g) => g.size <= 300),
  });

  test('all laws on random flows, at moderate steps', () => {
    expectAllLaws(flows, 40);
  });

  test('mass, positivity and decrease of energy at steps up to 1', () => {
    expectLawsOfLongSteps(flows, 40);
  });
});
