import {
  density,
  entropy,
  excludedVolume,
  gradientFlow,
  grid,
  l1Distance,
  potential,
  power,
  sum,
  uniform,
} from 'ottoflow';
import { describe, expect, test } from 'vitest';
import type { QuantileState } from '../../../../solvers/jko/quantile/quantileSolver.ts';
import type { JkoSettings } from '../../../../solvers/jko/settings.ts';
import { paperBox } from '../support/paper.ts';
import { run } from './support/runs.ts';

/** ∫ X ds/M and ∫ X² ds/M of a state. */
function moments({ mass, knots }: QuantileState): [number, number] {
  let m0 = 0;
  let m1 = 0;
  let m2 = 0;
  for (let k = 0; k < mass.length; k++) {
    const [a, b] = [knots[k], knots[k + 1]];
    m0 += mass[k];
    m1 += 0.5 * mass[k] * (a + b);
    m2 += (mass[k] / 3) * (a * a + a * b + b * b);
  }
  return [m1 / m0, m2 / m0];
}

/** Orders between errors at resolutions that double, or at those given. */
const orders = (errors: readonly number[], resolutions?: readonly number[]): number[] =>
  errors.slice(1).map((e, k) => {
    const finer = resolutions === undefined ? 2 : resolutions[k + 1] / resolutions[k];
    return Math.log(errors[k] / e) / Math.log(finer);
  });

describe('closed forms', () => {
  test('a Barenblatt profile of mass M dilates by R_old = R_new − 3Mτ/R_new², of second order in cells and parcels', () => {
    const mass = 1.3;
    const primitive = (R: number, x: number): number => {
      const y = Math.max(-R, Math.min(R, x));
      return ((3 * mass) / (4 * R ** 3)) * (R * R * y - y ** 3 / 3);
    };
    const profile = (n: number, R: number) => {
      const h = 2 / n;
      const average = (i: number): number => (primitive(R, (i + 1) * h - 1) - primitive(R, i * h - 1)) / h;
      return density(
        grid([[-1, 1]], [n]),
        Float64Array.from({ length: n }, (_, i) => Math.max(0, average(i))),
      );
    };
    for (const tau of [1e-3, 2e-2]) {
      const R = 0.5;
      const old = R - (3 * mass * tau) / R ** 2;
      const errors = [100, 200, 400].map((n) => {
        const { last, state } = run(gradientFlow({ energy: power(2), initial: profile(n, old) }), {
          timeStep: tau,
        });
        expect(last.status).toBe('converged');
        return [
          l1Distance(last.density, profile(n, R)),
          Math.abs(Math.sqrt(5 * moments(state)[1]) - R),
          Math.abs((last.transport ?? 0) - (R - old) * Math.sqrt(mass / 5)),
        ];
      });
      for (const k of [0, 1, 2]) {
        const found = orders(errors.map((e) => e[k]));
        expect(Math.min(...found)).toBeGreaterThan(1.8);
      }
      expect(errors[2][0]).toBeLessThan(1e-4);
      expect(errors[2][1]).toBeLessThan(3e-5);
    }
  });

  test('a Gaussian in V = κx²/2 + cx: σ_old = σ − τ(1/σ − κσ), μ_old = μ + τ(κμ + c), of second order', () => {
    for (const [kappa, c, tau] of [
      [0, 0, 1e-3],
      [5, 0.7, 1e-3],
      [20, -2, 2e-3],
      [-3, 1, 1e-3],
    ]) {
      const gaussian = (n: number, mu: number, sigma: number) =>
        density(grid([[-1, 1]], [n]), (x) => Math.exp(-0.5 * ((x - mu) / sigma) ** 2), { mass: 1 });
      const [sigma, mu] = [0.09, 0.05];
      const [sigmaOld, muOld] = [sigma - tau * (1 / sigma - kappa * sigma), mu + tau * (kappa * mu + c)];
      const errors = [50, 100, 200].map((n) => {
        const energy = sum(
          entropy(),
          potential((x) => 0.5 * kappa * x * x + c * x),
        );
        const flow = gradientFlow({ energy, initial: gaussian(n, muOld, sigmaOld) });
        const { last, state } = run(flow, { timeStep: tau });
        expect(last.status).toBe('converged');
        const [mean, square] = moments(state);
        // Forces on all the mass are exact: the mean has no error of discretisation, but for tails that reach the walls.
        expect(Math.abs(mean - mu)).toBeLessThan(1e-9);
        return [
          l1Distance(last.density, gaussian(n, mu, sigma)),
          Math.abs(Math.sqrt(square - mean ** 2) - sigma),
        ];
      });
      for (const k of [0, 1]) expect(Math.min(...orders(errors.map((e) => e[k])))).toBeGreaterThan(1.8);
      expect(errors[2][0]).toBeLessThan(2e-3);
    }
  });

  test('is of second order in the number of parcels', () => {
    const initial = density(paperBox(50), (x) => 1 + 0.5 * Math.sin(Math.PI * x) + 0.2 * Math.cos(7 * x), {
      mass: 1,
    });
    for (const energy of [
      sum(entropy(), excludedVolume(0.297)),
      sum(
        power(2),
        potential((x) => 4 * x * x + x),
      ),
    ]) {
      const flow = gradientFlow({ energy, initial });
      const settings = (parcels: number): JkoSettings => ({ timeStep: 0.01, parcels, tolerance: 1e-12 });
      const finest = run(flow, settings(12_800)).last;
      const errors = [200, 400, 800, 1600].map((parcels) => {
        const { last } = run(flow, settings(parcels));
        return [
          Math.abs(last.diagnostics.lagrangianEnergy - finest.diagnostics.lagrangianEnergy),
          l1Distance(last.density, finest.density),
          last.diagnostics.parcels,
        ];
      });
      const column = (k: number): number[] => errors.map((e) => e[k]);
      for (const k of [0, 1]) expect(Math.min(...orders(column(k), column(2)))).toBeGreaterThan(1.8);
    }
  });

  test('approaches the steady state e^{−V}', () => {
    const V = (x: number): number => 5 * x * x + Math.exp(2 * x);
    const distance = [25, 50, 100].map((n) => {
      const g = paperBox(n);
      const flow = gradientFlow({ energy: sum(entropy(), potential(V)), initial: uniform(g) });
      const { last } = run(flow, { timeStep: 0.05 }, 40);
      expect(last.transport).toBeLessThan(1e-12);
      return l1Distance(
        last.density,
        density(g, (x) => Math.exp(-V(x)), { mass: 1 }),
      );
    });
    expect(Math.min(...orders(distance))).toBeGreaterThan(1.8);
    expect(distance[2]).toBeLessThan(1e-4);
  });
});
