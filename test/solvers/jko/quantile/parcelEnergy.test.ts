import fc from 'fast-check';
import { entropy, excludedVolume, type LocalEnergy, power, sum } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { parcelEnergy } from '../../../../solvers/jko/quantile/parcelEnergy.ts';
import { pointwise } from '../../../../src/energy/pointwise.ts';

describe('the energy of a parcel', () => {
  const of = (energy: LocalEnergy) => {
    const { domain } = energy.capabilities;
    const terms = energy.terms.filter((t) => t.kind === 'internal');
    return { f: pointwise(terms, domain), parcel: parcelEnergy(pointwise(terms, domain)) };
  };
  const energies = [entropy(), sum(entropy(), excludedVolume(0.3)), power(2), power(3), power(0.5)];
  const logs = fc.double({ min: -8, max: 2, noNaN: true }).map((e) => 10 ** e);

  test('has the pressure −ψ′ and the stiffness P′', () => {
    fc.assert(
      fc.property(fc.constantFrom(...energies), logs, (energy, p) => {
        const { f, parcel } = of(energy);
        const psi = (w: number): number => w * f.U(1 / w);
        const w = 1 / p;
        const h = 1e-5 * w;
        const difference = (psi(w - h) - psi(w + h)) / (2 * h);
        expect(Math.abs(difference - parcel.pressure(p)) / parcel.pressureScale(p)).toBeLessThan(1e-8);
        const d = 1e-5 * p;
        const rise = (parcel.pressure(p + d) - parcel.pressure(p - d)) / (2 * d);
        expect(Math.abs(rise - parcel.stiffness(p)) * p).toBeLessThan(1e-8 * parcel.pressureScale(p));
      }),
    );
  });

  test('finds the density of a pressure from any guess', () => {
    fc.assert(
      fc.property(fc.constantFrom(...energies), logs, logs, (energy, p, guess) => {
        const { parcel } = of(energy);
        const found = parcel.density(parcel.pressure(p), guess);
        // Rounding of P, which is a difference of terms of its scale, over its slope.
        const unit = (8e-16 * parcel.pressureScale(p)) / (p * parcel.stiffness(p));
        expect(Math.abs(found - p) / p).toBeLessThan(1e-12 + unit);
      }),
    );
  });

  test('has a Bregman distance that is nonnegative and exact, near and far', () => {
    const ratios = fc.double({ min: -2, max: 2, noNaN: true }).map((e) => 10 ** e);
    fc.assert(
      fc.property(fc.constantFrom(...energies), logs, ratios, (energy, w, ratio) => {
        const { f, parcel } = of(energy);
        const mass = 0.7;
        const v = w * ratio;
        const psi = (u: number): number => u * f.U(mass / u);
        const direct = psi(v) - psi(w) + parcel.pressure(mass / w) * (v - w);
        const size = Math.abs(psi(v)) + Math.abs(psi(w)) + parcel.pressureScale(mass / w) * Math.abs(v - w);
        const found = parcel.bregman(mass, v, w);
        expect(found).toBeGreaterThanOrEqual(0);
        expect(Math.abs(found - direct)).toBeLessThan(1e-13 * size);
        expect(parcel.bregman(mass, w, w)).toBe(0);
      }),
    );
  });

  test('is half ψ″ times the square for small changes', () => {
    for (const energy of energies) {
      const { parcel } = of(energy);
      const [mass, w, d] = [0.3, 0.2, 1e-9];
      const p = mass / w;
      expect(parcel.bregman(mass, w + d, w)).toBeCloseTo((0.5 * p * parcel.stiffness(p) * d * d) / w, 24);
    }
  });
});
