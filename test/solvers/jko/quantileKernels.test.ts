import fc from 'fast-check';
import { Matrix, solve } from 'ml-matrix';
import { density, entropy, excludedVolume, grid, indicator, type LocalEnergy, power, sum } from 'ottoflow';
import { densities, grids } from 'ottoflow/testing';
import { describe, expect, test } from 'vitest';
import { cellAverages } from '../../../solvers/jko/quantile/cellAverages.ts';
import { solveChain } from '../../../solvers/jko/quantile/chain.ts';
import { monotone } from '../../../solvers/jko/quantile/monotone.ts';
import { evaluatePanels, panels } from '../../../solvers/jko/quantile/panels.ts';
import { parcelEnergy } from '../../../solvers/jko/quantile/parcelEnergy.ts';
import { parcelsOf } from '../../../solvers/jko/quantile/parcels.ts';
import { pointwise } from '../../../src/energy/pointwise.ts';

const total = (x: ArrayLike<number>): number => Array.from(x).reduce((a, b) => a + b, 0);

/** Knots between parcels of these widths, from `lower` on. */
function knotsOf(width: Float64Array, lower: number): Float64Array {
  const out = new Float64Array(width.length + 1).fill(lower);
  for (let k = 0; k < width.length; k++) out[k + 1] = out[k] + width[k];
  return out;
}

describe('the chain of springs', () => {
  const stiffness = fc.double({ min: -3, max: 3, noNaN: true }).map((e) => 10 ** e);
  const chains = fc.integer({ min: 2, max: 12 }).chain((n) =>
    fc.record({
      ground: fc.array(stiffness, { minLength: n + 1, maxLength: n + 1 }),
      spring: fc.array(stiffness, { minLength: n, maxLength: n }),
      force: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n + 1, maxLength: n + 1 }),
    }),
  );

  test('is in equilibrium as a dense solver says', () => {
    fc.assert(
      fc.property(chains, ({ ground, spring, force }) => {
        const n = spring.length;
        const A = Matrix.zeros(n - 1, n - 1);
        for (let k = 1; k < n; k++) {
          A.set(k - 1, k - 1, ground[k] + spring[k - 1] + spring[k]);
          if (k > 1) A.set(k - 1, k - 2, -spring[k - 1]);
          if (k < n - 1) A.set(k - 1, k, -spring[k]);
        }
        const expected = [0, ...solve(A, Matrix.columnVector(force.slice(1, n))).to1DArray(), 0];
        const x = new Float64Array(n + 1);
        const elongation = new Float64Array(n);
        const f = Float64Array.from(force);
        const c = Float64Array.from(spring);
        const g = Float64Array.from(ground);
        expect(solveChain(x, elongation, f, g, c, new Float64Array(n + 1))).toBe(true);
        const scale = Math.max(...expected.map(Math.abs)) + 1e-300;
        for (let k = 0; k <= n; k++) expect(Math.abs(x[k] - expected[k])).toBeLessThan(1e-9 * scale);
        for (let k = 0; k < n; k++)
          expect(Math.abs(elongation[k] - (expected[k + 1] - expected[k]))).toBeLessThan(1e-9 * scale);
      }),
    );
  });

  test('elongates a spring 10²⁰ times as stiff as its neighbours by the force over its stiffness', () => {
    // Two springs of stiffness 1 hold a rigid rod; forces 1 and −2 at its ends: x ≈ −1/2, and the rod carries −3/2.
    const x = new Float64Array(4);
    const elongation = new Float64Array(3);
    const force = Float64Array.of(0, 1, -2, 0);
    const spring = Float64Array.of(1, 1e20, 1);
    solveChain(x, elongation, force, new Float64Array(4), spring, new Float64Array(4));
    expect(x[1]).toBeCloseTo(-0.5, 14);
    expect(elongation[1] * 1e20).toBeCloseTo(-1.5, 12);
  });

  test('says when there is no equilibrium', () => {
    const make = (...values: number[]): Float64Array => Float64Array.from(values);
    const three = (): Float64Array => new Float64Array(3);
    expect(solveChain(three(), make(0, 0), three(), make(0, -3, 0), make(1, 1), three())).toBe(false);
  });
});

describe('monotone sequences', () => {
  test('are nearest, by the minimax formula', () => {
    const values = fc.double({ min: -1, max: 2, noNaN: true });
    const cases = fc.integer({ min: 1, max: 9 }).chain((n) =>
      fc.record({
        y: fc.array(values, { minLength: n, maxLength: n }),
        weight: fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: n, maxLength: n }),
      }),
    );
    fc.assert(
      fc.property(cases, ({ y, weight }) => {
        const n = y.length;
        const mean = (a: number, b: number): number => {
          let s = 0;
          let w = 0;
          for (let k = a; k <= b; k++) {
            s += weight[k] * y[k];
            w += weight[k];
          }
          return s / w;
        };
        const z = Float64Array.from([0, ...y, 1]);
        const scratch = (): Float64Array => new Float64Array(n + 2);
        monotone(z, Float64Array.from([1, ...weight, 1]), {
          level: scratch(),
          weight: scratch(),
          counts: new Int32Array(n + 2),
        });
        for (let k = 0; k < n; k++) {
          let best = -Infinity;
          for (let a = 0; a <= k; a++) {
            let least = Infinity;
            for (let b = k; b < n; b++) least = Math.min(least, mean(a, b));
            best = Math.max(best, least);
          }
          expect(z[k + 1]).toBeCloseTo(Math.max(0, Math.min(1, best)), 12);
        }
        expect([z[0], z[n + 1]]).toEqual([0, 1]);
      }),
    );
  });
});

describe('potentials on panels', () => {
  const points = Float64Array.from({ length: 501 }, (_, i) => -1 + (2.5 * i) / 500);
  const at = (f: (x: number) => number) => {
    const made = panels(f, -1, 1.5, 0.01);
    const make = (): Float64Array => new Float64Array(points.length);
    const out = { value: make(), slope: make(), curvature: make() };
    evaluatePanels(out, points, made);
    return { ...out, convexity: made.convexity };
  };

  test('have the derivatives of smooth functions', () => {
    const cases: [(x: number) => number, (x: number) => number, (x: number) => number, number][] = [
      [(x) => 3 * x * x - x, (x) => 6 * x - 1, () => 6, 6],
      [(x) => Math.cos(20 * x), (x) => -20 * Math.sin(20 * x), (x) => -400 * Math.cos(20 * x), -400],
      [(x) => Math.exp(2 * x), (x) => 2 * Math.exp(2 * x), (x) => 4 * Math.exp(2 * x), 4 * Math.exp(-2)],
      [(x) => (x * x - 0.3) ** 2, (x) => 4 * x * (x * x - 0.3), (x) => 12 * x * x - 1.2, -1.2],
      [() => 7, () => 0, () => 0, 0],
    ];
    for (const [f, df, d2f, least] of cases) {
      const { value, slope, curvature, convexity } = at(f);
      const size = Math.max(...points.map((x) => Math.abs(d2f(x))), 1);
      points.forEach((x, i) => {
        expect(Math.abs(value[i] - f(x))).toBeLessThan(1e-13 * size);
        expect(Math.abs(slope[i] - df(x))).toBeLessThan(1e-11 * size);
        expect(Math.abs(curvature[i] - d2f(x))).toBeLessThan(1e-8 * size);
      });
      // A bound from below, not much lower than it must be.
      expect(convexity).toBeLessThanOrEqual(least + 1e-8 * size);
      expect(convexity).toBeGreaterThan(least - 0.05 * size);
    }
  });

  test('round a convex corner off, and stay convex', () => {
    for (const corner of [0, 0.25, 0.31415]) {
      const { value, slope, convexity } = at((x) => 5 * Math.abs(x - corner) + x * x);
      expect(convexity).toBeGreaterThan(1.9);
      points.forEach((x, i) => {
        const distance = Math.abs(x - corner);
        expect(Math.abs(value[i] - (5 * distance + x * x))).toBeLessThan(distance > 0.011 ? 1e-12 : 0.05);
        if (distance > 0.011) expect(slope[i]).toBeCloseTo(5 * Math.sign(x - corner) + 2 * x, 9);
      });
    }
  });

  test('report the concavity of a concave corner', () => {
    expect(at((x) => -Math.abs(x - 0.2)).convexity).toBeLessThan(-50);
  });

  test('are refused where V is infinite or nowhere smooth', () => {
    expect(() => at((x) => 1 / (x + 1))).toThrow(/finite in the whole box.*V\(-1\) is Infinity/);
    expect(() => at((x) => Math.sin(1e6 * x * x))).toThrow(/smooth but for a few corners/);
  });
});

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

describe('parcels', () => {
  test('have the density of the cells, fill the box and hold the mass', () => {
    const cases = grids({ dimensions: [1], periodic: false, maxCells: 20 }).chain((g) =>
      fc.tuple(densities(g), fc.integer({ min: 8, max: 300 })),
    );
    fc.assert(
      fc.property(cases, ([p, wanted]) => {
        const { lower, upper } = p.grid.axes[0];
        const { mass, width } = parcelsOf(p, wanted);
        expect(mass.length).toBe(width.length);
        const largest = Math.max(...p.values);
        if (p.values.every((v) => v === 0 || v > 1e-4 * largest))
          expect(mass.length).toBeGreaterThanOrEqual(wanted);
        expect(Math.min(...width)).toBeGreaterThan(0);
        expect(Math.min(...mass)).toBeGreaterThan(0.99e-12 * p.mass);
        expect(Math.abs(total(mass) - p.mass)).toBeLessThan(1e-14 * p.mass);
        expect(Math.abs(total(width) - (upper - lower))).toBeLessThan(1e-13 * (upper - lower));
        // Only what is next to empty is changed, and by next to nothing.
        const back = new Float64Array(p.grid.size);
        cellAverages(back, mass, width, knotsOf(width, lower), p.grid);
        for (let i = 0; i < back.length; i++)
          expect(Math.abs(back[i] - p.values[i]) * p.grid.cellVolume).toBeLessThan(3e-11 * p.mass);
      }),
      { numRuns: 200 },
    );
  });

  test('are mirrored with the density', () => {
    const g = grid([[-1, 1]], [24]);
    const p = density(g, (x) => (x > -0.5 ? Math.exp(3 * x) : 0));
    const q = density(g, p.values.toReversed());
    const [a, b] = [parcelsOf(p, 100), parcelsOf(q, 100)];
    expect(b.width.toReversed()).toEqual(a.width);
    b.mass.toReversed().forEach((m, k) => {
      expect(Math.abs(m - a.mass[k])).toBeLessThan(1e-15);
    });
  });

  test('shrink towards the edges of a support', () => {
    const { mass } = parcelsOf(indicator(grid([[0, 1]], [10]), [[0.3, 0.6]]), 60);
    const inside = mass.filter((m) => m > 1e-11);
    const largest = Math.max(...inside);
    expect(inside[0]).toBeLessThan(1e-3 * largest);
    expect(inside[inside.length - 1]).toBeLessThan(1e-3 * largest);
    for (let k = 1; k < 10; k++) expect(inside[k]).toBeGreaterThan(inside[k - 1]);
  });
});

describe('cell averages', () => {
  const ofSize = fc.double({ min: 0.01, max: 1, noNaN: true });
  const parcels = fc.array(fc.tuple(ofSize, fc.oneof(ofSize, fc.constant(0))), {
    minLength: 1,
    maxLength: 15,
  });
  const averages = (pieces: readonly (readonly [number, number])[], cells: number) => {
    const width = Float64Array.from(pieces, ([w]) => w);
    const mass = Float64Array.from(pieces, ([, m]) => m);
    const g = grid([[-0.5, -0.5 + total(width)]], [cells]);
    const knots = knotsOf(width, -0.5);
    knots[width.length] = g.axes[0].upper;
    const out = new Float64Array(cells);
    cellAverages(out, mass, width, knots, g);
    return { width, mass, knots, h: g.cellVolume, out };
  };

  test('are integrals of a density that is linear on parcels, between its neighbours', () => {
    fc.assert(
      fc.property(parcels, fc.integer({ min: 1, max: 12 }), (pieces, cells) => {
        const { width, mass, knots, h, out } = averages(pieces, cells);
        const p = mass.map((m, k) => m / width[k]);
        const middle = width.map((w, k) => knots[k] + 0.5 * w);
        const slope = p.map((_, k) => {
          if (k === 0 || k === p.length - 1) return 0;
          const a = (p[k] - p[k - 1]) / (middle[k] - middle[k - 1]);
          const b = (p[k + 1] - p[k]) / (middle[k + 1] - middle[k]);
          return a * b > 0 ? Math.sign(a) * Math.min(Math.abs(a), Math.abs(b)) : 0;
        });
        for (let i = 0; i < cells; i++) {
          let expected = 0;
          for (let k = 0; k < p.length; k++) {
            const from = Math.max(knots[k], -0.5 + i * h);
            const to = Math.min(knots[k + 1], -0.5 + (i + 1) * h);
            if (to > from) expected += (to - from) * (p[k] + slope[k] * (0.5 * (from + to) - middle[k]));
          }
          expect(out[i] * h).toBeCloseTo(expected, 11);
          expect(out[i]).toBeGreaterThanOrEqual(0);
          expect(out[i]).toBeLessThanOrEqual(Math.max(...p) * (1 + 1e-12));
        }
        expect(Math.abs(total(out) * h - total(mass))).toBeLessThan(1e-14 * (1 + total(mass)));
      }),
    );
  });

  test('are those of the parcels where their ends are ends of cells', () => {
    const { out, h } = averages(
      [
        [0.25, 0.1],
        [0.125, 0.7],
        [0.375, 0.2],
        [0.25, 0.3],
      ],
      8,
    );
    const masses = [0.05, 0.05, 0.7, 0.2 / 3, 0.2 / 3, 0.2 / 3, 0.15, 0.15];
    // The third parcel lies between higher ones, the second above both its neighbours: no slope in either.
    masses.forEach((m, i) => {
      expect(out[i] * h).toBeCloseTo(m, 14);
    });
  });
});
