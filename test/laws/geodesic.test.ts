import { describe, expect, test } from 'vitest';
import { entropy, functional, interaction, potential, power } from '../../src/energy/index.ts';
import {
  displaced,
  energyOfParcels,
  type Parcels,
  squaredDistance,
} from '../../src/testing/energy/geodesic.ts';

const even: Parcels = { masses: [0.5, 0.5], ends: [0, 0.5, 1] };
const narrow: Parcels = { masses: [0.5, 0.5], ends: [2, 2.25, 2.5] };

describe('parcels on the line', () => {
  test('the distance of a translate is its shift, that of a dilate Otto’s', () => {
    const shifted: Parcels = { masses: even.masses, ends: even.ends.map((x) => x + 3) };
    expect(squaredDistance(even, shifted)).toBeCloseTo(9, 13);
    // x ↦ 2 + x/2 of a uniform mass on [0, 1]: ∫(2 − x/2)² dx.
    expect(squaredDistance(even, narrow)).toBeCloseTo((8 - 1.5 ** 3) / 1.5, 13);
  });

  test('half way lie the mean positions', () => {
    expect(displaced(even, narrow, 0.5).ends).toEqual([1, 1.375, 1.75]);
  });

  test('energies of uniform densities are closed forms', () => {
    expect(energyOfParcels(entropy(), even)).toBeCloseTo(0, 14);
    expect(energyOfParcels(entropy(), narrow)).toBeCloseTo(Math.log(2), 14);
    expect(energyOfParcels(power(3).scale(2), narrow)).toBeCloseTo(2 * 0.5 * 0.5 * 8, 13);
    expect(
      energyOfParcels(
        potential((x) => x ** 3),
        even,
      ),
    ).toBeCloseTo(0.25, 14);
    // ½ ∬ (x − y)² is the variance.
    expect(
      energyOfParcels(
        interaction((x) => x * x),
        even,
      ),
    ).toBeCloseTo(1 / 12, 14);
    expect(energyOfParcels(functional({ firstVariation: () => 1 }), even)).toBeNaN();
  });
});
