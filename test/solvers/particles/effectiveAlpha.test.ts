import {
  ArgumentError,
  hardSphere,
  type PairPotential,
  type ParticleModel,
  particleModel,
  powerLaw,
  yukawa,
} from 'ottoflow';
import { effectiveAlpha } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { excludedVolumeWithin } from '../../../solvers/particles/soft/cutoff.ts';
import { uniformCube } from './box.ts';

const gas = (pair: PairPotential, d = 2, epsilon = 0.01): ParticleModel =>
  particleModel({ particles: 10, epsilon, pair, initial: uniformCube(d, 1, 4) });

describe('the excluded volume of a pair', () => {
  test.each([
    [6.25e-6, 2.698],
    [2.25e-6, 3.016],
  ])('by the push is short of π at Δt = %s: %s in a periodic cell', (substep, measured) => {
    const { value, standardError, exact } = effectiveAlpha(gas(hardSphere()), { scheme: 'mirror', substep });
    expect(exact).toBe(Math.PI);
    expect(standardError).toBeLessThan(0.012);
    expect(Math.abs(value - measured)).toBeLessThan(0.03);
  });

  test('by collisions is that of the potential', () => {
    const { scheme, value, standardError, exact } = effectiveAlpha(gas(hardSphere()));
    expect(scheme).toBe('events');
    expect(standardError).toBeLessThan(0.005 * exact);
    expect(Math.abs(value - exact)).toBeLessThan(0.01 * exact);
    expect(Math.abs(value - exact)).toBeLessThan(4 * standardError);
  });

  test.each([
    ['yukawa', yukawa(), 3.926],
    ['powerLaw(4)', powerLaw(4), 5.568],
  ])('of %s at the default sub-step and cutoff is within two per cent', (_, pair, measured) => {
    const { scheme, value, standardError, exact } = effectiveAlpha(gas(pair));
    expect(scheme).toBe('soft');
    expect(exact).toBeCloseTo(measured, 3);
    expect(Math.abs(value - exact)).toBeLessThan(0.02 * exact + 2 * standardError);
  });

  test('of a soft pair tends to that of the cut-off potential, of first order in Δt', () => {
    const model = gas(yukawa());
    const exact = excludedVolumeWithin(yukawa(), 2, 2);
    const [coarse, fine] = [5e-6, 5.625e-7].map((substep) => effectiveAlpha(model, { substep, cutoff: 2 }));
    expect(Math.abs(fine.value - exact)).toBeLessThan(0.02 * exact + 3 * fine.standardError);
    expect(Math.abs(fine.value - exact)).toBeLessThan(
      0.25 * Math.abs(coarse.value - exact) + 3 * fine.standardError,
    );
  });

  test('is that of the potential for exact rods, none for points, and scales with ε', () => {
    expect(effectiveAlpha(gas(hardSphere(), 1))).toMatchObject({
      scheme: 'rods',
      value: 2,
      standardError: 0,
    });
    expect(effectiveAlpha(gas(yukawa()), { scheme: 'points' }).value).toBe(0);
    const [small, large] = [0.01, 0.02].map((epsilon) =>
      effectiveAlpha(gas(hardSphere(), 1, epsilon), { scheme: 'mirror' }),
    );
    expect(small.value).toBeCloseTo(large.value, 9);
  });

  test('refuses sub-steps too short for its shells, and unknown options', () => {
    expect(() => effectiveAlpha(gas(hardSphere()), { substep: 1e-12 })).toThrow(ArgumentError);
    const misspelt: object = { sede: 3 };
    expect(() => effectiveAlpha(gas(hardSphere()), misspelt)).toThrow(/did you mean seed/);
  });
});
