import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  CapabilityError,
  cumulative,
  type Density,
  density,
  grid,
  indicator,
  quantile,
  uniform,
  wassersteinDistance,
} from '../../src/index.ts';
import { densities, grids } from '../../src/testing/index.ts';

const lines = grids({ dimensions: [1], periodic: false });
const unitMass = (d: Density): Density => density(d.grid, d.values, { mass: 1 });
const onLines = lines.chain((g) => densities(g)).map(unitMass);

/** The definition, by the midpoint rule in s. */
function sampled(p: Density, q: Density, samples: number): number {
  const X = quantile(p);
  const Y = quantile(q);
  let s = 0;
  for (let k = 0; k < samples; k++)
    s += (Y(((k + 0.5) / samples) * q.mass) - X(((k + 0.5) / samples) * p.mass)) ** 2;
  return Math.sqrt((p.mass * s) / samples);
}

describe('closed forms', () => {
  const box = grid([[-2, 3]], [100]);

  test('a translation costs its length, whatever the mass', () => {
    const p = indicator(box, [[-1.5, -1]], { mass: 3 });
    const q = indicator(box, [[0.75, 1.25]], { mass: 3 });
    expect(wassersteinDistance(p, q)).toBeCloseTo(Math.sqrt(3) * 2.25, 13);
  });

  test('a dilation of an interval about its centre', () => {
    // X₁ − X₀ = (b − a)(s − ½), whose square integrates to (b − a)²/12
    const p = indicator(box, [[-0.5, 0.5]]);
    const q = indicator(box, [[-1.5, 1.5]]);
    expect(wassersteinDistance(p, q)).toBeCloseTo(2 / Math.sqrt(12), 14);
  });

  test('two bumps exchange no mass: each goes to its own', () => {
    const bumps = (a: number, b: number): Density =>
      density(
        box,
        Float64Array.from(box.centres(0), (x) => (Math.abs(x - a) < 0.1 ? 1 : Math.abs(x - b) < 0.1 ? 1 : 0)),
        { mass: 1 },
      );
    const w = wassersteinDistance(bumps(-1, 1), bumps(-1.2, 1.5));
    expect(w).toBeCloseTo(Math.sqrt(0.5 * 0.2 ** 2 + 0.5 * 0.5 ** 2), 13);
  });

  test('Gaussians: W₂² = (m₁ − m₀)² + (σ₁ − σ₀)²', () => {
    const fine = grid([[-12, 12]], [2400]);
    const gaussian = (m: number, s: number): Density =>
      density(fine, (x) => Math.exp(-0.5 * ((x - m) / s) ** 2), { mass: 1 });
    expect(wassersteinDistance(gaussian(-1, 0.5), gaussian(0.7, 1.2))).toBeCloseTo(Math.hypot(1.7, 0.7), 4);
  });

  test('grids may differ', () => {
    const coarse = grid([[0, 1]], [3]);
    const fine = grid([[0, 1]], [300]);
    expect(wassersteinDistance(uniform(coarse), uniform(fine))).toBeLessThan(1e-15);
  });
});

describe('the definition', () => {
  test('agrees with dense sampling of quantiles', () => {
    fc.assert(
      fc.property(onLines, onLines, (p, q) => {
        const exact = wassersteinDistance(p, q);
        const span =
          Math.max(p.grid.axes[0].upper, q.grid.axes[0].upper) -
          Math.min(p.grid.axes[0].lower, q.grid.axes[0].lower);
        // Each of at most 24 jumps is missed by at most half a sample: in W₂², span² · 24/samples.
        const samples = 4000;
        expect(Math.abs(sampled(p, q, samples) ** 2 - exact ** 2)).toBeLessThan((24 * span ** 2) / samples);
      }),
      { numRuns: 50 },
    );
  });

  test('is symmetric, zero on equals, and obeys the triangle inequality', () => {
    fc.assert(
      fc.property(onLines, onLines, onLines, (p, q, r) => {
        expect(wassersteinDistance(p, q)).toBe(wassersteinDistance(q, p));
        expect(wassersteinDistance(p, p)).toBe(0);
        const detour = wassersteinDistance(p, r) + wassersteinDistance(r, q);
        expect(wassersteinDistance(p, q)).toBeLessThanOrEqual(detour * (1 + 1e-9) + 1e-9);
      }),
    );
  });

  test('vacuum on the right of one density is not entered for a rounding of mass', () => {
    const g = grid([[0, 1000]], [1000]);
    const bump = Float64Array.from({ length: 1000 }, (_, i) => (i < 3 ? 0.1 * (i + 1) : 0));
    const p = density(g, bump, { mass: 1 });
    const q = density(
      g,
      bump.map((v) => v * 7),
      { mass: 1 },
    );
    expect(wassersteinDistance(p, q)).toBeLessThan(1e-12);
  });
});

describe('cumulative and quantile', () => {
  test('the cumulative distribution rises from 0 to the mass by h p', () => {
    fc.assert(
      fc.property(onLines, (p) => {
        const F = cumulative(p);
        expect(F[0]).toBe(0);
        expect(F[p.values.length]).toBe(p.mass);
        for (const [i, v] of p.values.entries()) {
          expect(F[i + 1]).toBeGreaterThanOrEqual(F[i]);
          expect(Math.abs(F[i + 1] - F[i] - p.grid.cellVolume * v)).toBeLessThan(1e-14);
        }
      }),
    );
  });

  test('the quantile function is nondecreasing and inverts the cumulative distribution', () => {
    fc.assert(
      fc.property(
        onLines,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2 }),
        (p, shares) => {
          const X = quantile(p);
          const F = cumulative(p);
          const { lower, spacing } = p.grid.axes[0];
          const levels = shares.map((s) => Math.min(p.mass, s * p.mass)).sort((a, b) => a - b);
          const x = levels.map(X);
          for (let k = 1; k < x.length; k++) expect(x[k]).toBeGreaterThanOrEqual(x[k - 1]);
          for (const [k, s] of levels.entries()) {
            const cell = Math.min(p.values.length - 1, Math.max(0, Math.floor((x[k] - lower) / spacing)));
            const below = F[cell] + p.values[cell] * (x[k] - lower - cell * spacing);
            expect(below).toBeCloseTo(s, 10);
          }
        },
      ),
    );
  });

  test('jumps over vacuum and starts at the support', () => {
    const X = quantile(density(grid([[0, 5]], [5]), [0, 1, 0, 1, 0]));
    expect([X(0), X(0.5), X(1), X(1.5), X(2)]).toEqual([1, 1.5, 2, 3.5, 4]);
    expect(() => X(2.1)).toThrow(ArgumentError);
  });
});

describe('what cannot be answered is refused', () => {
  test('other masses, tori and planes', () => {
    const line = grid([[0, 1]], [4]);
    expect(() => wassersteinDistance(uniform(line), uniform(line, { mass: 2 }))).toThrow(ArgumentError);
    const ring = grid([[0, 1]], [4], { periodic: [true] });
    expect(() => wassersteinDistance(uniform(ring), uniform(ring))).toThrow(CapabilityError);
    const plane = grid(
      [
        [0, 1],
        [0, 1],
      ],
      [4, 4],
    );
    expect(() => quantile(uniform(plane))).toThrow(/dimension/);
  });
});
