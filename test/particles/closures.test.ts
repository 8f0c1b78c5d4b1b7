import fc from 'fast-check';
import {
  CapabilityError,
  type ClosureName,
  closureNames,
  closuresFor,
  coarseGrain,
  DivergentIntegralError,
  entropy,
  grid,
  type LocalEnergy,
  type ParticleModel,
  pairPotential,
  powerLaw,
  UnknownNameError,
  uniform,
  yukawa,
} from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { checkDerivatives } from '../../src/energy/checkDerivatives.ts';
import { carnahanStarlingExcess } from '../../src/particles/closures/carnahanStarling.ts';
import { scaledParticleExcess } from '../../src/particles/closures/scaledParticle.ts';
import { tonksExcess } from '../../src/particles/closures/tonks.ts';
import { cubeModel } from './models.ts';

/** ψ(p): the excess free energy per particle of the uniform density p. */
function psi(energy: LocalEnergy, p: number): number {
  const box = grid([[0, 1]], [1]);
  const at = (of: LocalEnergy): number => of.on(box).value(Float64Array.of(p)) / p;
  return at(energy) - at(entropy());
}

/** Every closure with a hard-particle model that it fits. */
const fitting: readonly [ClosureName, ParticleModel][] = [1, 2, 3].flatMap((d) => {
  const model = cubeModel(d, 50, 0.015);
  return closuresFor(model).map((name): [ClosureName, ParticleModel] => [name, model]);
});

test('which closures fit', () => {
  expect(closuresFor(cubeModel(1, 9, 0.01))).toEqual(['secondVirial', 'thirdVirial', 'tonks']);
  for (const d of [2, 3])
    expect(closuresFor(cubeModel(d, 9, 0.01))).toEqual([
      'secondVirial',
      'thirdVirial',
      'scaledParticle',
      'carnahanStarling',
    ]);
  expect(closuresFor(cubeModel(2, 9, 0.01, yukawa()))).toEqual([
    'secondVirial',
    'thirdVirial',
    'hypernettedChain',
  ]);
});

test('a closure that does not fit is refused, naming those that do', () => {
  for (const d of [1, 2, 3])
    for (const pair of [undefined, yukawa()])
      for (const closure of closureNames) {
        const model = cubeModel(d, 9, 0.01, pair);
        const fits = closuresFor(model);
        if (fits.includes(closure)) expect(coarseGrain(model, { closure }).name).toBe(closure);
        else
          expect(() => coarseGrain(model, { closure })).toThrow(
            expect.objectContaining({
              code: 'capability',
              message: expect.stringContaining(fits.join(', ')),
            }),
          );
      }
});

test('the default is the paper’s (1.7), to the last digit', () => {
  const model = cubeModel(2, 1000, 0.01, yukawa());
  const energy = coarseGrain(model).on(model.initial.grid);
  const p = Float64Array.from({ length: 16 }, (_, i) => 0.1 + i / 8);
  const a = yukawa().excludedVolume(2) * 999 * 1e-4;
  const expected = p.reduce((s, q) => s + (q * Math.log(q) + 0.5 * a * q * q) / 16, 0);
  expect(energy.value(p)).toBeCloseTo(expected, 14);
});

describe.each(fitting)('%s in the box of %o', (closure, model) => {
  const energy = coarseGrain(model, { closure });
  const d = model.box.length;
  const second = ([1, Math.PI / 2, (2 * Math.PI) / 3][d - 1] ?? NaN) * 49 * 0.015 ** d;

  test('expands to the second virial coefficient', () => {
    for (const p of [1e-4, 1e-3])
      expect(Math.abs(psi(energy, p) / (second * p) - 1)).toBeLessThan(2 * second * p);
  });

  test('is convex, displacement convex, and local', () => {
    expect(energy.locality).toBe('local');
    expect(energy.capabilities.convex).toBe(true);
    for (const dimension of [1, 2, 3]) expect(energy.capabilities.displacementConvexity(dimension)).toBe(0);
  });

  test('satisfies McCann’s condition: s ↦ s^k U(s^−k) is convex and nonincreasing', () => {
    const box = grid([[0, 1]], [1]);
    const discrete = energy.on(box);
    const [, upper] = energy.capabilities.domain;
    const f = (s: number, k: number): number => s ** k * discrete.value(Float64Array.of(s ** -k));
    for (const k of [1, 2, 3]) {
      const smallest = upper === Infinity ? 0.2 : upper ** (-1 / k) * 1.01;
      for (let s = smallest * 1.02; s < 8 * smallest; s *= 1.05) {
        const h = 0.01 * s;
        expect(f(s + h, k)).toBeLessThan(f(s - h, k));
        expect(f(s + h, k) - 2 * f(s, k) + f(s - h, k)).toBeGreaterThan(0);
      }
    }
  });
});

describe('equations of state', () => {
  /** pressure/n from ψ by p² ψ′ (p), central differences. */
  const compressibility = (energy: LocalEnergy, p: number): number => {
    const h = 1e-3 * p;
    const slope =
      (8 * (psi(energy, p + h) - psi(energy, p - h)) - (psi(energy, p + 2 * h) - psi(energy, p - 2 * h))) /
      (12 * h);
    return 1 + p * slope;
  };

  test('rods: 1/(1 − η)', () => {
    const tonks = coarseGrain(cubeModel(1, 50, 0.015), { closure: 'tonks' });
    for (const p of [0.1, 0.5, 1, 1.1])
      expect(compressibility(tonks, p)).toBeCloseTo(1 / (1 - 49 * 0.015 * p), 8);
  });

  test('disks: 1/(1 − η)², spheres: (1 + η + η²)/(1 − η)³', () => {
    const disks = coarseGrain(cubeModel(2, 50, 0.1), { closure: 'scaledParticle' });
    const spheres = coarseGrain(cubeModel(3, 50, 0.2), { closure: 'scaledParticle' });
    for (const p of [0.1, 0.7, 1.5]) {
      const eta2 = (Math.PI / 4) * 49 * 0.01 * p;
      expect(compressibility(disks, p)).toBeCloseTo((1 - eta2) ** -2, 8);
      const eta3 = (Math.PI / 6) * 49 * 0.008 * p;
      expect(compressibility(spheres, p)).toBeCloseTo((1 + eta3 + eta3 ** 2) / (1 - eta3) ** 3, 8);
    }
  });

  test('disks by Henderson: (1 + η²/8)/(1 − η)², spheres by Carnahan and Starling: (1 + η + η² − η³)/(1 − η)³', () => {
    const disks = coarseGrain(cubeModel(2, 50, 0.1), { closure: 'carnahanStarling' });
    const spheres = coarseGrain(cubeModel(3, 50, 0.2), { closure: 'carnahanStarling' });
    for (const p of [0.1, 0.7, 1.5]) {
      const eta2 = (Math.PI / 4) * 49 * 0.01 * p;
      expect(compressibility(disks, p)).toBeCloseTo((1 + eta2 ** 2 / 8) / (1 - eta2) ** 2, 8);
      const eta3 = (Math.PI / 6) * 49 * 0.008 * p;
      expect(compressibility(spheres, p)).toBeCloseTo(
        (1 + eta3 + eta3 ** 2 - eta3 ** 3) / (1 - eta3) ** 3,
        8,
      );
    }
  });

  test('third virial: 1 + B₂n + B₃n², with B₃/B₂² = 1, 4/3 − √3/π = 0.78200, 5/8', () => {
    for (const d of [1, 2, 3]) {
      const energy = coarseGrain(cubeModel(d, 2, 0.3), { closure: 'thirdVirial' });
      const b2 = ([1, Math.PI / 2, (2 * Math.PI) / 3][d - 1] ?? NaN) * 0.3 ** d;
      const b3 = ([1, 0.782004438, 0.625][d - 1] ?? NaN) * b2 ** 2;
      for (const p of [0.5, 1, 3]) expect(compressibility(energy, p)).toBeCloseTo(1 + b2 * p + b3 * p * p, 7);
    }
  });

  test('B₃/B₂² of disks by quadrature over the overlap of two disks', () => {
    // B₃ = ⅓ ∫∫ f f f with f = −1 in the unit ball; B₂ = ½ V; hence B₃/B₂² = (4/3) P(|x − y| < 1), x and y uniform in the
    // ball. For disks P is the mean over |x| of the lens of two disks, as a share of a disk.
    const lens = (r: number): number => (2 * Math.acos(r / 2) - (r / 2) * Math.sqrt(4 - r * r)) / Math.PI;
    let share = 0;
    const n = 2000;
    for (let k = 0; k < n; k++) {
      const r = (k + 0.5) / n;
      share += (2 * r * lens(r)) / n;
    }
    expect((4 / 3) * share).toBeCloseTo(4 / 3 - Math.sqrt(3) / Math.PI, 6);
  });

  test('rods: the third virial closure is the expansion of Tonks to second order', () => {
    const model = cubeModel(1, 50, 0.015);
    const third = coarseGrain(model, { closure: 'thirdVirial' });
    const tonks = coarseGrain(model, { closure: 'tonks' });
    for (const p of [0.01, 0.02, 0.04]) {
      const eta = 49 * 0.015 * p;
      const difference = psi(tonks, p) - psi(third, p);
      expect(difference / (eta ** 3 / 3)).toBeCloseTo(1, 1);
    }
  });

  test('scaled-particle theory has 3/4 and 5/8 for B₃/B₂²', () => {
    for (const [d, ratio] of [
      [2, 0.75],
      [3, 0.625],
    ] as const) {
      const model = cubeModel(d, 2, 0.1);
      const energy = coarseGrain(model, { closure: 'scaledParticle' });
      const b2 = ([1, Math.PI / 2, (2 * Math.PI) / 3][d - 1] ?? NaN) * 0.1 ** d;
      const p = 1e-3 / b2;
      expect((psi(energy, p) / (b2 * p) - 1) / (0.5 * ratio * b2 * p)).toBeCloseTo(1, 2);
    }
  });

  test('Tonks is the exact partition function of N rods in a box, whatever N', () => {
    // Z = ∫ 1{no overlap} dx = (1 − (N − 1)ε)^N: for two rods by direct count on a lattice, and −log Z / N = ψ(1).
    const epsilon = 0.25;
    let free = 0;
    const n = 400;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (Math.abs(i - j) >= epsilon * n) free++;
    const two = coarseGrain(cubeModel(1, 2, epsilon), { closure: 'tonks' });
    expect(psi(two, 1)).toBeCloseTo(-Math.log(free / n ** 2) / 2, 2);
    expect(psi(two, 1)).toBeCloseTo(-Math.log(1 - epsilon), 14);
  });
});

test('derivatives agree with differences over the whole domain', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-4, max: 10, noNaN: true }), (c) => {
      checkDerivatives(tonksExcess(c));
      for (const d of [2, 3] as const)
        for (const excess of [scaledParticleExcess, carnahanStarlingExcess]) checkDerivatives(excess(c, d));
    }),
    { numRuns: 50 },
  );
});

test('the ends of the domain are never NaN', () => {
  for (const c of [0.1485, 0.1, 1 / 3, 7])
    for (const { U, dU, d2U } of [
      tonksExcess(c),
      ...([2, 3] as const).flatMap((d) => [scaledParticleExcess(c, d), carnahanStarlingExcess(c, d)]),
    ]) {
      expect([U(0), dU(0)]).toEqual([0, 0]);
      expect(d2U(0)).toBeGreaterThan(0);
      for (const f of [U, dU, d2U]) for (const p of [1 / c, 1.1 / c]) expect(f(p)).toBe(Infinity);
    }
});

test('a density beyond close packing is outside the domain', () => {
  const tonks = coarseGrain(cubeModel(1, 100, 0.0015), { closure: 'tonks' });
  expect(tonks.capabilities.domain[1]).toBeCloseTo(1 / 0.1485, 12);
  const disks = coarseGrain(cubeModel(2, 1000, 0.01), { closure: 'scaledParticle' });
  expect(disks.capabilities.domain[1]).toBeCloseTo(4 / (Math.PI * 0.0999), 12);
});

test('one particle alone has no excess, by any closure', () => {
  for (const d of [1, 2, 3]) {
    const model = cubeModel(d, 1, 0.1);
    for (const closure of closuresFor(model)) expect(psi(coarseGrain(model, { closure }), 1.7)).toBe(0);
  }
});

test('the external potential is part of every closure', () => {
  const line = grid([[0, 1]], [8]);
  const model = { ...cubeModel(1, 5, 0.01), external: (x: number) => 3 * x, initial: uniform(line) };
  const p = new Float64Array(8).fill(1);
  for (const closure of closuresFor(model)) {
    const without = coarseGrain({ ...model, external: null }, { closure })
      .on(line)
      .value(p);
    expect(coarseGrain(model, { closure }).on(line).value(p) - without).toBeCloseTo(1.5, 14);
  }
});

test('potentials without a positive finite excluded volume are refused', () => {
  expect(() => coarseGrain(cubeModel(2, 9, 0.01, powerLaw(2)))).toThrow(DivergentIntegralError);
  const well = pairPotential({ u: () => -1, cutoff: 1 });
  expect(() => coarseGrain(cubeModel(2, 9, 0.01, well))).toThrow(CapabilityError);
  expect(psi(coarseGrain(cubeModel(2, 9, 0.01, pairPotential({ u: () => 0 }))), 2)).toBe(0);
});

test('unknown closures and options', () => {
  const model = cubeModel(1, 9, 0.01);
  const misspelt: object = { closure: 'tonk' };
  expect(() => coarseGrain(model, misspelt)).toThrow(/did you mean tonks/);
  const wrong: object = { closures: 'tonks' };
  expect(() => coarseGrain(model, wrong)).toThrow(UnknownNameError);
});
