import { type Check, parametersOf } from 'ottoflow';
import { problems, uniqueness } from 'ottoflow/problems';
import { expect, test } from 'vitest';
import { lasryLions, type Pair } from '../../../problems/paper/uniqueness/lasryLions.ts';

test('it is among the built-in problems', () => {
  expect(problems).toContain(uniqueness);
});

test('verification holds on a coarse grid', async () => {
  const checks: Check[] = [];
  const context = { parameters: parametersOf(uniqueness), cells: [6, 5], seed: 7, full: false };
  for await (const e of uniqueness.verify?.({ ...context, progress: () => undefined }) ?? [])
    if (e.kind === 'check') checks.push(e.check);
  expect(checks.filter(({ pass }) => !pass)).toEqual([]);
  expect(checks).toHaveLength(5);
});

test('the identity by hand: two cells, one interval, φ = 0 against a jump', () => {
  const { discrete } = uniqueness.flow(parametersOf(uniqueness, { coefficient: 1, stiffness: 0 }), [1, 2]);
  const data = { energy: discrete, previous: Float64Array.of(1, 1), timeStep: 0.5, intervals: 1 };
  const first: Pair = { density: Float64Array.of(2, 4), potential: Float64Array.of(0, 0) };
  const second: Pair = { density: Float64Array.of(1, 1), potential: Float64Array.of(0, 3) };
  const { tested, energy, kinetic } = lasryLions(first, second, data);
  // U′ = log p + 1 + p, cells of volume ½, and one face of slope 3/h = 6 with θ = (1 + 1 + 2 + 4)/4 = 2 and (1 + 1 + 1 + 1)/4 = 1.
  expect(energy).toBeCloseTo(0.5 * (1 * (Math.log(2) + 1) + 3 * (Math.log(4) + 3)), 12);
  expect(kinetic).toBeCloseTo(0.25 * 0.5 * 3 * 36, 12);
  expect(tested).toBeCloseTo(energy + kinetic, 12);
});
