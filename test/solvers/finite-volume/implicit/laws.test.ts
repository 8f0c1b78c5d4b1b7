import fc from 'fast-check';
import { describe, test } from 'vitest';
import { type FaceFluxName, faceFluxNames, finiteVolume } from '../../../../solvers/finite-volume/index.ts';
import type { GradientFlow, LocalEnergy } from '../../../../src/index.ts';
import {
  checkSolver,
  faceMeans,
  gradientFlows,
  grids,
  localEnergies,
  timeSteps,
} from '../../../../src/testing/index.ts';

const otherFluxes = faceFluxNames.filter((name) => name !== 'central');

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

/** All laws of a flux that lets vacuum be filled, at moderate steps. */
function expectLawsOfFlux(flux: FaceFluxName, flows: fc.Arbitrary<GradientFlow<LocalEnergy>>): void {
  fc.assert(
    fc.property(flows, timeSteps({ min: 1e-6, max: 1e-3 }), (flow, timeStep) => {
      checkSolver(finiteVolume({ timeStep, flux }), flow, {
        until: 3 * timeStep,
        tolerance: 1e-7,
      });
    }),
    { numRuns: 30 },
  );
}

/** What no step is too long for. */
function expectLawsOfLongSteps(
  flows: fc.Arbitrary<GradientFlow<LocalEnergy>>,
  numRuns: number,
  flux: FaceFluxName = 'central',
): void {
  fc.assert(
    fc.property(flows, timeSteps({ min: 1e-3, max: 1 }), (flow, timeStep) => {
      checkSolver(finiteVolume({ timeStep, flux }), flow, {
        until: 3 * timeStep,
        skip: ['mirror symmetry', 'constant potential', 'restart'],
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

  for (const flux of otherFluxes) {
    test(`${flux}: all laws, at moderate steps`, () => {
      expectLawsOfFlux(flux, flows);
    });

    test(`${flux}: mass, positivity and decrease of energy at steps up to 1`, () => {
      expectLawsOfLongSteps(flows, 30, flux);
    });
  }
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

  for (const flux of otherFluxes) {
    test(`${flux}: all laws on random flows, at moderate steps`, () => {
      expectLawsOfFlux(flux, flows);
    });

    test(`${flux}: mass, positivity and decrease of energy at steps up to 1`, () => {
      expectLawsOfLongSteps(flows, 20, flux);
    });
  }
});
