import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LinearisedStep, linearise } from '../../../../solvers/index.ts';
import {
  CapabilityError,
  density,
  entropy,
  faceMeanNames,
  type GradientFlow,
  gradientFlow,
  potential,
  power,
} from '../../../../src/index.ts';
import { energies as anyEnergies, densities, timeSteps } from '../../../../src/testing/index.ts';
import { unitBox } from '../../../support/boxes.ts';
import { dot, relativeError, well } from './cases.ts';

const ROUNDING = 1e-11;

interface Sample {
  readonly flow: GradientFlow;
  readonly step: LinearisedStep;
  readonly a: Float64Array;
  readonly b: Float64Array;
}

const boxes = [unitBox([9]), unitBox([12], [true]), unitBox([4, 5]), unitBox([3, 6], [true, false])];

/** Linearised steps of energies composed at random, with two fields. */
const samples: fc.Arbitrary<Sample | null> = fc
  .tuple(
    anyEnergies(),
    fc.constantFrom(...boxes),
    timeSteps({ min: 1e-5, max: 0.1 }),
    fc.constantFrom(1, 2, 3),
    fc.constantFrom(...faceMeanNames),
  )
  .chain(([energy, box, timeStep, innerIntervals, faceMean]) => {
    const values = fc
      .array(fc.integer({ min: -10, max: 10 }), { minLength: box.size, maxLength: box.size })
      .map((v) => Float64Array.from(v));
    return fc
      .tuple(densities(box, { domain: [0.1, 3], vacuum: false }), values, values)
      .map(([initial, a, b]) => {
        const flow = gradientFlow({ energy, initial });
        try {
          return { flow, step: linearise(flow, { timeStep, innerIntervals, faceMean }), a, b };
        } catch (error) {
          if (error instanceof CapabilityError) return null; // a step that reaches vacuum
          throw error;
        }
      });
  });

let tried = 0;
let solved = 0;

/** Runs a property on all samples that have a derivative, and counts them. */
function forSamples(property: (sample: Sample) => void): void {
  fc.assert(
    fc.property(samples, (sample) => {
      tried++;
      if (sample === null) return;
      solved++;
      property(sample);
    }),
    { numRuns: 40 },
  );
}

const size = (v: Float64Array): number => Math.sqrt(dot(v, v));

test('the adjoint is the transpose', () => {
  forSamples(({ step, a, b }) => {
    const { density, field: by, timeStep } = step.adjoint(b);
    const moved = step.tangent({ density: a });
    expect(Math.abs(dot(b, moved) - dot(density, a))).toBeLessThanOrEqual(ROUNDING * size(b) * size(moved));
    const tilted = step.tangent({ field: a });
    expect(Math.abs(dot(b, tilted) - dot(by, a))).toBeLessThanOrEqual(ROUNDING * size(b) * size(tilted));
    const later = step.tangent({ timeStep: 1 });
    expect(Math.abs(dot(b, later) - timeStep)).toBeLessThanOrEqual(1e-7 * size(b) * size(later));
  });
});

test('mass is that of the change, exactly; constants added to V change nothing', () => {
  forSamples(({ step, a }) => {
    const mass = (v: Float64Array): number => v.reduce((s, x) => s + x, 0);
    const moved = step.tangent({ density: a });
    expect(Math.abs(mass(moved) - mass(a))).toBeLessThanOrEqual(1e-14 * a.length * (size(moved) + size(a)));
    const tilted = step.tangent({ field: a });
    expect(Math.abs(mass(tilted))).toBeLessThanOrEqual(1e-14 * a.length * size(tilted));
    const one = a.map(() => 1);
    const most = 1e-10 * Math.max(size(step.density.values), size(tilted));
    expect(size(step.tangent({ field: one }))).toBeLessThanOrEqual(most);
    expect(relativeError(step.adjoint(one).density, one)).toBeLessThan(1e-8);
  });
});

test('what V takes away where it rises is symmetric, and never negative', () => {
  forSamples(({ flow, step, a, b }) => {
    const [fa, fb] = [step.tangent({ field: a }), step.tangent({ field: b })];
    expect(Math.abs(dot(a, fb) - dot(b, fa))).toBeLessThanOrEqual(
      ROUNDING * (size(a) * size(fb) + size(b) * size(fa)),
    );
    if (flow.discrete.nonlocal === null)
      expect(dot(a, fa)).toBeLessThanOrEqual(ROUNDING * size(a) * size(fa));
  });
});

test('hardly a sample is refused', () => {
  expect(solved).toBeGreaterThan(0.9 * tried);
});

describe('scaling', () => {
  const settings = [1, 2, 4].flatMap((innerIntervals) =>
    faceMeanNames.map((faceMean) => ({ timeStep: 0.03, innerIntervals, faceMean })),
  );
  const box = unitBox([30]);
  const initial = (x: number): number => 1 + 0.6 * Math.sin(5 * x);

  test.each(settings)('by c of p: a step of entropy and V too, T p = p⁺; %o', (given) => {
    const flow = gradientFlow({
      energy: entropy().plus(potential(well)),
      initial: density(box, initial),
    });
    const step = linearise(flow, given);
    expect(relativeError(step.tangent({ density: flow.initial.values }), step.density.values)).toBeLessThan(
      1e-12,
    );
  });

  test.each(settings)('of power(m), of τ by c^(1 − m) as well: T p + (1 − m) τ ∂p⁺/∂τ = p⁺; %o', (given) => {
    const m = 3;
    const flow = gradientFlow({ energy: power(m), initial: density(box, initial) });
    const step = linearise(flow, given);
    const scaled = step.tangent({ density: flow.initial.values, timeStep: (1 - m) * given.timeStep });
    expect(relativeError(scaled, step.density.values)).toBeLessThan(1e-12);
  });
});
