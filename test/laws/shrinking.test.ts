import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entropy } from '../../src/energy/index.ts';
import { grid } from '../../src/grid/index.ts';
import {
  checkEnergy,
  densities,
  energies,
  gradientFlows,
  grids,
  localEnergies,
  pairPotentials,
  particleModels,
  timeSteps,
} from '../../src/testing/index.ts';
import { caught } from './support/caught.ts';
import { changed, scaledLast } from './support/changedEnergies.ts';

/** What samples that do not hold shrink to, in words, from several beginnings. */
function smallest<T>(samples: fc.Arbitrary<T>, holds: (sample: T) => boolean): string[] {
  const found = [1, 2, 3, 4, 5].map((seed) => {
    const { counterexample } = fc.check(fc.property(samples, holds), { seed, numRuns: 300 });
    if (counterexample === null) throw new Error('all samples hold');
    return fc.stringify(counterexample[0]);
  });
  return [...new Set(found)];
}

const line = grid([[0, 1]], [4]);
const never = (): boolean => false;

describe('a planted failure shrinks to a small case', () => {
  test('grids to one cell of [0, 1], or to as many cells as it takes', () => {
    expect(smallest(grids(), never)).toEqual(['grid([[0, 1]], [1])']);
    const six = smallest(grids(), ({ size }) => size < 6);
    expect(six).toContain('grid([[0, 1]], [6])');
    for (const text of six) expect(text).toMatch(/^grid\(\[(\[0, 1\](, )?)+\], \[[1236, ]+\]/);
    expect(smallest(grids(), ({ dimension }) => dimension < 2)).toEqual(['grid([[0, 1], [0, 1]], [1, 1])']);
  });

  test('densities to the uniform one, or to few values', () => {
    const uniform = 'density(grid([[0, 1]], [4]), Float64Array.from([1,1,1,1]))';
    expect(smallest(densities(line), never)).toEqual([uniform]);
    expect(smallest(densities(line, { vacuum: false }), never)).toEqual([uniform]);
    for (const text of smallest(densities(line), ({ values }) => values.every((v) => v > 0)))
      expect(
        text
          .match(/\[([\d.,]+)\]\)\)/)?.[1]
          .split(',')
          .filter((v) => v !== '0').length,
      ).toBeLessThanOrEqual(3);
  });

  test('energies to as few and as plain terms as it takes', () => {
    expect(smallest(localEnergies(), never)).toEqual(['entropy().scale(0.01)']);
    for (const text of smallest(energies(), (e) => e.terms.every((t) => t.kind !== 'interaction')))
      expect(text).toMatch(
        /^sum\(entropy\(\)\.scale\(0\.01\), interaction\(\S+ => [^,]+(, \{ convexity: 1 \})?\)\.scale\(0\.01\)\)$/,
      );
    for (const text of smallest(localEnergies(), (e) => e.terms.length < 3))
      expect(text.match(/entropy|potential/g)).toHaveLength(3);
  });

  test('potentials, models and flows to the plainest, time steps to the shortest', () => {
    expect(smallest(pairPotentials(2), never)).toEqual(['hardSphere()']);
    for (const text of smallest(pairPotentials(2), ({ hardCore }) => hardCore > 0))
      expect(text).toMatch(/\((0\.1|3)\)$/);
    for (const text of smallest(timeSteps(), (t) => t < 1e-3)) expect(Number(text)).toBeCloseTo(1e-3, 4);
    for (const text of smallest(particleModels(line), ({ particles }) => particles < 3))
      expect(text).toMatch(
        /^particleModel\(\{ particles: 3, .*hardSphere\(\), .*\[1,1,1,1\]\)\), external: null \}\)$/,
      );
    const flows = gradientFlows({ energies: localEnergies(), grids: grids() });
    expect(smallest(flows, never)).toEqual([
      'gradientFlow({ energy: entropy().scale(0.01), initial: density(grid([[0, 1]], [1]), Float64Array.from([1])) })',
    ]);
  });

  test('and the law that is broken says it for a uniform density', () => {
    const wrong = changed(entropy(), (e) => ({ firstVariation: scaledLast(e.firstVariation, 1.5) }));
    expect(caught(() => checkEnergy(wrong, { grid: line })).message).toContain(
      'for {"p":Float64Array.from([1,1,1,1]),"cell":3}',
    );
  });
});
