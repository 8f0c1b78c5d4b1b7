import { describe, expect, test } from 'vitest';
import { jko } from '../../../../solvers/index.ts';
import {
  Density,
  faceMeanNames,
  gradientFlow,
  l1Distance,
  march,
  saturating,
} from '../../../../src/index.ts';
import { unitBox } from '../../../support/boxes.ts';
import { bump, change, energies, field, quotient, relativeError, ripple, stepOf } from './cases.ts';

/** Steps are solved to about 1e-14, so that central differences by 1e-4 are good to 1e-8 of what moves. */
const STEP = 1e-4;
const GOOD = 1e-6;

const line = unitBox([40]);
const fine = unitBox([200]);
const plane = unitBox([16, 16]);
const coarse = unitBox([8, 7]);

describe.each(Object.entries(energies))('%s', (_, energy) => {
  describe.each([
    ['on a line', line, [1, 2, 4]],
    ['on a fine line', fine, [1]],
    ['in the plane', plane, [1]],
    ['in a coarse plane', coarse, [2, 4]],
  ] as const)('%s', (_where, box, intervals) => {
    test.each(
      intervals.flatMap((innerIntervals) =>
        [1e-6, 1e-3, 1].map((timeStep) => ({ innerIntervals, timeStep })),
      ),
    )('$innerIntervals intervals, τ = $timeStep', (settings) => {
      const { timeStep } = settings;
      const step = stepOf(box, energy, settings);
      const end = (of: Parameters<typeof stepOf>[3], tau = timeStep) =>
        stepOf(box, energy, { ...settings, timeStep: tau }, of).density.values;
      const density = quotient(end({ start: -STEP }), end({ start: STEP }), STEP);
      expect(relativeError(step.tangent({ density: field(box, change) }), density)).toBeLessThan(GOOD);
      const tilted = quotient(end({ tilt: -STEP }), end({ tilt: STEP }), STEP);
      expect(relativeError(step.tangent({ field: field(box, ripple) }), tilted)).toBeLessThan(GOOD);
      const later = quotient(end({}, timeStep * (1 - STEP)), end({}, timeStep * (1 + STEP)), timeStep * STEP);
      expect(relativeError(step.tangent({ timeStep: 1 }), later)).toBeLessThan(GOOD);
    });
  });
});

test.each(
  faceMeanNames.flatMap((faceMean) => [1, 3].map((innerIntervals) => ({ faceMean, innerIntervals }))),
)('a saturating mobility, the $faceMean mean, $innerIntervals intervals', (means) => {
  const settings = { timeStep: 0.02, ...means };
  const mobility = saturating(3);
  const end = (start: number) => stepOf(line, energies.entropy, settings, { start, mobility }).density.values;
  const step = stepOf(line, energies.entropy, settings, { mobility });
  const expected = quotient(end(-STEP), end(STEP), STEP);
  expect(relativeError(step.tangent({ density: field(line, change) }), expected)).toBeLessThan(GOOD);
});

test.each([1, 2, 4])('%i intervals: p⁺ is the end of the JKO step', (innerIntervals) => {
  const settings = { timeStep: 1e-2, innerIntervals };
  for (const box of [line, plane]) {
    const flow = gradientFlow({
      energy: energies['excluded volume'](0),
      initial: new Density(box, field(box, bump)),
    });
    const [step] = march(flow, jko({ ...settings, tolerance: 1e-13 }), [settings.timeStep]);
    // The gap bounds the relative entropy of the two, hence (Pinsker) half the square of their distance over the mass.
    const far = l1Distance(step.density, stepOf(box, energies['excluded volume'], settings).density);
    expect(far).toBeLessThan(Math.sqrt(2 * flow.initial.mass * (step.certificate?.gap ?? 0)) + 1e-14);
  }
});
