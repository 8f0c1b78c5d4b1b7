import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  entropy,
  excludedVolume,
  functional,
  interaction,
  potential,
  power,
} from '../../src/energy/index.ts';
import { ArgumentError, UnknownNameError } from '../../src/errors/index.ts';
import { grid } from '../../src/grid/index.ts';
import { checkEnergy, energies, energyLawNames, grids, localEnergies } from '../../src/testing/index.ts';
import { fermi, localEnergies as samples } from '../energy/samples.ts';
import { changed, scaledLast } from './support/changedEnergies.ts';

describe('the laws hold', () => {
  test.each(samples)('for %s', (_, energy) => {
    const checked = checkEnergy(energy);
    expect(checked).toEqual(
      expect.arrayContaining(['first variation', 'curvature', 'inverse', 'prox', 'Moreau', 'locality']),
    );
  });

  test('for entropy every law but one has something to say', () => {
    expect(checkEnergy(entropy())).toEqual(energyLawNames.filter((name) => name !== 'quadratic'));
    expect(checkEnergy(excludedVolume(2))).toEqual(energyLawNames);
  });

  test('in two and three dimensions, periodic too', () => {
    const plane = grid(
      [
        [0, 1],
        [-1, 1],
      ],
      [3, 4],
      { periodic: [false, true] },
    );
    const space = grid(
      [
        [0, 1],
        [-1, 1],
        [0, 2],
      ],
      [2, 3, 2],
    );
    for (const box of [plane, space])
      for (const energy of [entropy().plus(potential((x, y) => x * y)), power(2), fermi(), power(0.75)])
        expect(checkEnergy(energy, { grid: box, runs: 20 }).length).toBeGreaterThan(8);
  });

  test('for interactions and black boxes, as far as they promise anything', () => {
    const kernel = interaction((x) => Math.exp(-x * x));
    expect(checkEnergy(kernel)).toEqual(['in-place form', 'first variation', 'algebra', 'quadratic']);
    const repulsion = entropy().plus(interaction((x) => -x * x, { convexity: -2 }));
    expect(checkEnergy(repulsion)).toEqual([
      'in-place form',
      'first variation',
      'algebra',
      'displacement convexity',
      'McCann',
    ]);
    const black = functional({
      convex: true,
      firstVariation: (out, p, { cellVolume }) => {
        out.set(p.map((v) => 4 * v ** 3));
        return cellVolume * p.reduce((s, v) => s + v ** 4, 0);
      },
    });
    expect(checkEnergy(black)).toEqual(['in-place form', 'first variation', 'algebra', 'convexity']);
  });

  test('for energies composed at random, on grids at random', () => {
    fc.assert(
      fc.property(energies(), grids({ maxCells: 5 }), fc.integer(), (energy, box, seed) => {
        checkEnergy(energy, { grid: box, runs: 3, seed });
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(localEnergies(), grids({ dimensions: [1] }), fc.integer(), (energy, box, seed) => {
        checkEnergy(energy, { grid: box, runs: 3, seed });
      }),
      { numRuns: 60 },
    );
  });
});

describe('options', () => {
  test('the same seed sees the same', () => {
    const wrong = changed(entropy(), (e) => ({ inverse: scaledLast(e.inverse, 1.001) }));
    const message = (seed: number): string => {
      try {
        checkEnergy(wrong, { seed });
      } catch (error) {
        return String(error);
      }
      return '';
    };
    expect(message(5)).toBe(message(5));
    expect(message(5)).not.toBe(message(6));
  });

  test('are checked', () => {
    // @ts-expect-error it is called grid
    expect(() => checkEnergy(entropy(), { gird: grid([[0, 1]], [4]) })).toThrow(UnknownNameError);
    // @ts-expect-error there is no such law
    expect(() => checkEnergy(entropy(), { skip: ['convex'] })).toThrow(
      'no law is called "convex"; did you mean convexity',
    );
    expect(() => checkEnergy(entropy(), { runs: 0 })).toThrow(ArgumentError);
    expect(() => Reflect.apply(checkEnergy, undefined, ['entropy'])).toThrow(
      'energy is "entropy"; allowed: an Energy',
    );
    expect(() => Reflect.apply(checkEnergy, undefined, [entropy(), { grid: 3 }])).toThrow(
      'grid is 3; allowed: a Grid',
    );
  });
});
