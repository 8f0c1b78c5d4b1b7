import { describe, expect, test } from 'vitest';
import { entropy } from '../../src/energy/index.ts';
import { grid } from '../../src/grid/index.ts';
import { checkEnergy, type EnergyLawName, energyLawNames } from '../../src/testing/index.ts';
import { caught } from './support/caught.ts';
import { changed, scaledLast } from './support/changedEnergies.ts';
import { energyFaults } from './support/energyFaults.ts';

describe('every law catches what breaks it', () => {
  const found = new Set(energyFaults.map(([law]) => law));

  test('there is a mutant for every law', () => {
    expect(energyLawNames.filter((name) => !found.has(name))).toEqual([]);
  });

  const cube = grid(
    [
      [0, 1],
      [0, 1],
      [0, 1],
    ],
    [2, 1, 1],
  );
  /** Three dimensions for the condition that depends on them. */
  const boxFor = (law: EnergyLawName) => (law === 'McCann' ? cube : grid([[0, 1]], [8]));

  // What a conjugate is wrong by, Fenchel–Young gaps are too.
  test.each(energyLawNames.filter((law) => law !== 'conjugate'))(
    '%s catches what no other law does',
    (law) => {
      const unseen = energyFaults.filter(([own, , energy]) => {
        if (own !== law) return false;
        try {
          return !checkEnergy(energy, { grid: boxFor(law), skip: [law] }).includes(law);
        } catch {
          return false;
        }
      });
      expect(unseen).not.toEqual([]);
    },
  );

  test.each(energyFaults)('%s: %s', (law, _, energy) => {
    const box = boxFor(law);
    const error = caught(() => checkEnergy(energy, { grid: box, only: [law] }));
    expect(error).toMatchObject({ code: 'law', law });
    // What it says can be run, and shows the same case again without searching.
    const again: unknown = new Function('checkEnergy', 'energy', 'grid', `return () => ${error.again}`)(
      checkEnergy,
      energy,
      grid,
    );
    if (typeof again !== 'function') throw new Error('no call');
    expect(caught(() => again()).law).toBe(law);
  });

  test('with a message that says which law, of what, where, what was seen, and how to see it again', () => {
    const wrong = changed(entropy(), (e) => ({ firstVariation: scaledLast(e.firstVariation, 1.5) }));
    expect(() => checkEnergy(wrong)).toThrow(
      /^entropy breaks the law "first variation": in cell 7 it is .*, but differences of the value give .*\nfor \{.*"cell":7\}\nagain: checkEnergy\(energy, \{ grid: grid\(\[\[0, 1\]\], \[8\]\), only: \['first variation'\], seed: 1, path: '[\d:]+' \}\)$/,
    );
  });
});
