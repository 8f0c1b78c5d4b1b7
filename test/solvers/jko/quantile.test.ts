import fc from 'fast-check';
import {
  density,
  entropy,
  excludedVolume,
  type GradientFlow,
  gradientFlow,
  grid,
  indicator,
  interaction,
  internal,
  type LocalEnergy,
  l1Distance,
  potential,
  power,
  type Step,
  solve,
  sum,
  uniform,
} from 'ottoflow';
import { checkSolver, gradientFlows, grids, localEnergies, timeSteps } from 'ottoflow/testing';
import { describe, expect, test } from 'vitest';
import { type QuantileState, quantileSolver } from '../../../solvers/jko/quantile/quantileSolver.ts';
import type { JkoSettings } from '../../../solvers/jko/settings.ts';

type Flow = GradientFlow<LocalEnergy>;

/** Steps of a flow, with the state as it was before each and after the last. */
function run(flow: Flow, settings: Omit<JkoSettings, 'method'>, count = 1) {
  const solver = quantileSolver(settings);
  const state = solver.init(flow);
  const knots = [state.knots.slice()];
  const steps: Step[] = [];
  for (let k = 0; k < count; k++) {
    steps.push(solver.step(state, flow, Infinity));
    knots.push(state.knots.slice());
  }
  return { state, steps, knots, last: steps[count - 1] };
}

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

const paperBox = (n: number) => grid([[-0.5, 0.5]], [n]);
const paper = (n: number, energy = sum(entropy(), excludedVolume(0.297))): Flow =>
  gradientFlow({ energy, initial: indicator(paperBox(n), [[0.2, 0.4]]) });

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

describe('hard cases', () => {
  const boxes: [string, Flow['initial']][] = [
    ['indicator', paper(200).initial],
    [
      'two blocks',
      density(paperBox(200), (x) => (x > -0.4 && x < -0.2 ? 1 : x > 0.1 && x < 0.3 ? 2 : 0), { mass: 1 }),
    ],
    ['one cell', density(paperBox(200), (x) => (Math.abs(x - 0.1) < 0.0025 ? 1 : 0), { mass: 1 })],
  ];
  const energies: [string, LocalEnergy, number][] = [
    ['entropy + excluded volume', sum(entropy(), excludedVolume(0.297)), 15],
    ['power 2', power(2), 45],
    ['power 3', power(3), 45],
    ['fast diffusion', power(0.5), 45],
    [
      'a steep well',
      sum(
        entropy(),
        potential((x) => 200 * x * x, { convexity: 400 }),
      ),
      15,
    ],
  ];
  for (const [name, energy, most] of energies)
    test(`${name}: from vacuum, cold, τ = 1e-5…1e-1, at most ${most} iterations, certified`, () => {
      for (const [, initial] of boxes)
        for (const timeStep of [1e-5, 1e-4, 1e-3, 1e-2, 1e-1]) {
          const { steps } = run(gradientFlow({ energy, initial }), { timeStep }, 3);
          for (const { status, certificate, iterations, density: p } of steps) {
            expect(status).toBe('converged');
            expect(certificate?.relativeGap).toBeLessThanOrEqual(1e-9);
            expect(certificate?.continuity).toBe(0);
            expect(iterations).toBeLessThanOrEqual(most);
            expect(Math.abs(p.mass - 1)).toBeLessThan(1e-14);
            expect(Math.min(...p.values)).toBeGreaterThanOrEqual(0);
          }
        }
    });

  test('iterations do not grow with the number of parcels', () => {
    for (const timeStep of [1e-5, 1e-3, 1e-1]) {
      const counts = [800, 1600, 6400].map(
        (parcels) => run(paper(200), { timeStep, parcels }).last.iterations,
      );
      expect(Math.max(...counts)).toBeLessThanOrEqual(15);
      expect(counts[2]).toBeLessThanOrEqual(counts[0] + 2);
    }
  });

  test('a double well: certified where 1/τ + λ > 0, without certificate but no higher where not', () => {
    const well = (x: number): number => 20 * ((x * x - 0.09) / 0.09) ** 2;
    const energy = sum(entropy(), potential(well));
    // λ = V″(0) = −80/0.09.
    for (const [timeStep, certified] of [
      [1e-3, true],
      [1e-2, false],
    ] as const) {
      let before = Infinity;
      for (const step of run(paper(200, energy), { timeStep }, 5).steps) {
        expect(step.status).toBe('converged');
        expect(step.certificate !== null).toBe(certified);
        const { lagrangianEnergy } = step.diagnostics;
        expect(lagrangianEnergy + (step.transport ?? NaN) ** 2 / (2 * timeStep)).toBeLessThanOrEqual(before);
        before = lagrangianEnergy + 1e-12;
      }
    }
  });

  test('corners of V are no obstacle', () => {
    const flow = paper(
      200,
      sum(
        entropy(),
        potential((x) => 10 * Math.abs(x - 0.123)),
      ),
    );
    for (const timeStep of [1e-3, 1e-1])
      for (const { status, iterations, certificate } of run(flow, { timeStep }, 5).steps) {
        expect(status).toBe('converged');
        expect(certificate?.relativeGap).toBeLessThan(1e-9);
        expect(iterations).toBeLessThan(20);
      }
  });

  test('steps stay solved down to rounding on the way to the steady state', () => {
    const { steps } = run(paper(200), { timeStep: 1e-2 }, 120);
    expect(steps.every((s) => s.status === 'converged')).toBe(true);
    const last = steps[119];
    expect(last.diagnostics.decrease).toBeLessThan(1e-11);
    expect(last.diagnostics.decrease).toBeGreaterThan(0);
    expect(last.certificate?.relativeGap).toBeLessThan(1e-9);
    expect(Math.max(...last.density.values) - 1).toBeLessThan(1e-5);
  });

  test('gives up honestly', () => {
    const { last } = run(paper(200), { timeStep: 1e-1, maxIterations: 3 });
    expect(last.status).toBe('iteration-limit');
    expect(last.certificate?.relativeGap).toBeGreaterThan(1e-9);
  });
});

describe('laws', () => {
  const flows = gradientFlows({
    energies: localEnergies(),
    grids: grids({ dimensions: [1], periodic: false, maxCells: 16 }),
  });

  test('E + W²/(2τ) ≤ E_previous of the Lagrangian energy; W² is the distance of the quantile functions', () => {
    fc.assert(
      fc.property(flows, timeSteps({ min: 1e-6, max: 1e-2 }), (flow, timeStep) => {
        const { steps, knots, state } = run(flow, { timeStep, parcels: 64 }, 3);
        let before = NaN;
        steps.forEach(({ status, transport, diagnostics, density: p }, j) => {
          expect(status).toBe('converged');
          const { decrease, lagrangianEnergy: energy } = diagnostics;
          const spent = (transport ?? NaN) ** 2 / (2 * timeStep);
          expect(spent).toBeLessThanOrEqual(decrease * (1 + 1e-9) + 1e-25 * (1 + Math.abs(energy)));
          const noise = 1e-12 * (Math.abs(before) + Math.abs(energy) + p.mass);
          if (j > 0) {
            expect(energy + spent).toBeLessThanOrEqual(before + noise);
            // Small displacements in V go by Taylor's formula of third order.
            expect(Math.abs(before - energy - decrease)).toBeLessThanOrEqual(noise + 1e-6 * decrease);
          }
          before = energy;
          // Simpson's rule is exact for squares of piecewise linear functions.
          let square = 0;
          for (let k = 0; k < state.mass.length; k++) {
            const [a, b] = [knots[j + 1][k] - knots[j][k], knots[j + 1][k + 1] - knots[j][k + 1]];
            square += (state.mass[k] / 6) * (a * a + (a + b) ** 2 + b * b);
          }
          const { lower, upper } = flow.grid.axes[0];
          const unit = 1e-15 * (Math.abs(lower) + Math.abs(upper)) * Math.sqrt(p.mass);
          expect(Math.abs(Math.sqrt(square) - (transport ?? NaN))).toBeLessThan(
            1e-9 * Math.sqrt(square) + 10 * unit,
          );
        });
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  test('the gap bounds what is left to gain', () => {
    fc.assert(
      fc.property(flows, timeSteps({ min: 1e-4, max: 1e-2 }), (flow, timeStep) => {
        const best = run(flow, { timeStep, parcels: 64, tolerance: 1e-13 }).last;
        for (const maxIterations of [1, 2, 4]) {
          const rough = run(flow, { timeStep, parcels: 64, tolerance: 1e-13, maxIterations }).last;
          if (best.certificate === null || rough.certificate === null) continue;
          const size = Math.abs(rough.certificate.primal) + Math.abs(best.certificate.primal) + 1;
          const left = rough.certificate.primal - best.certificate.primal;
          expect(left).toBeLessThanOrEqual(rough.certificate.gap + best.certificate.gap + 1e-12 * size);
          expect(left).toBeGreaterThanOrEqual(-best.certificate.gap - 1e-12 * size);
        }
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  test('the law kit holds, but for what is about the energy on the grid', () => {
    fc.assert(
      fc.property(flows, timeSteps({ min: 1e-5, max: 3e-3 }), (flow, timeStep) => {
        const solver = quantileSolver({ timeStep, parcels: 64 });
        const skip = ['energy decrease', 'energy dissipation', 'steady state'] as const;
        const checked = checkSolver(solver, flow, { until: 3 * timeStep, tolerance: 1e-7, skip });
        expect(checked).toContain('mirror symmetry');
        expect(checked).toContain('certificates');
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  test('without a potential the energy on the grid decreases too, from the first step on', () => {
    const { energy } = solve(paper(100), quantileSolver({ timeStep: 1e-3 }), { until: 0.02 });
    for (let k = 1; k < energy.length; k++) expect(energy[k]).toBeLessThan(energy[k - 1]);
  });

  test('the uniform density stays to the bit', () => {
    const flow = gradientFlow({ energy: sum(entropy(), power(3)), initial: uniform(paperBox(37)) });
    for (const { iterations, transport, density: p } of run(flow, { timeStep: 0.1 }, 3).steps) {
      expect([iterations, transport]).toEqual([0, 0]);
      expect(Math.max(...p.values.map((v) => Math.abs(v - 1)))).toBeLessThan(1e-13);
    }
  });

  test('translations of box, V and density change nothing', () => {
    const at = (shift: number) => {
      const energy = sum(
        entropy(),
        potential((x) => 4 * (x - shift) ** 2),
      );
      const initial = indicator(grid([[shift - 0.5, shift + 0.5]], [50]), [[shift + 0.2, shift + 0.4]]);
      return run(gradientFlow({ energy, initial }), { timeStep: 1e-3 }, 3).last.density.values;
    };
    const here = at(0);
    for (const shift of [1, -3.75, 100])
      at(shift).forEach((p, i) => {
        expect(Math.abs(p - here[i])).toBeLessThan(1e-10 * (1 + Math.abs(shift)));
      });
  });

  test('two halves of a step are not remapped: knots go on from where they were', () => {
    const flow = paper(50);
    const solver = quantileSolver({ timeStep: 1e-3 });
    const state = solver.init(flow);
    const step = solver.step(state, flow, 4e-4);
    expect([step.time, step.timeStep]).toEqual([4e-4, 4e-4]);
    const [before, mass] = [state.knots.slice(), state.mass];
    solver.step(state, flow, 1e-3 / 2);
    expect(state.mass).toBe(mass);
    expect(state.knots).not.toEqual(before);
    expect(state.knots[0]).toBe(-0.5);
    expect(state.knots[mass.length]).toBe(0.5);
  });
});

describe('what it cannot do is refused', () => {
  const settings: JkoSettings = { timeStep: 1e-3 };
  const line = paperBox(20);

  test('flows that are not on a line between walls, or not local', () => {
    const start = (flow: GradientFlow) => () => quantileSolver(settings).init(flow as Flow);
    const square = grid(
      [
        [0, 1],
        [0, 1],
      ],
      [4, 4],
    );
    expect(start(gradientFlow({ energy: entropy(), initial: uniform(square) }))).toThrow(/one dimension/);
    const circle = grid([[0, 1]], [8], { periodic: [true] });
    expect(start(gradientFlow({ energy: entropy(), initial: uniform(circle) }))).toThrow(/walls/);
    const attraction = sum(
      entropy(),
      interaction((x) => x * x),
    );
    expect(start(gradientFlow({ energy: attraction, initial: uniform(line) }))).toThrow(/local energy/);
  });

  test('box constraints, densities of infinite energy, potentials that are infinite or rough', () => {
    const start =
      (energy: LocalEnergy, initial = uniform(line)) =>
      () =>
        quantileSolver(settings).init(gradientFlow({ energy, initial }));
    const boxed = internal({ U: (p) => p * p, dU: (p) => 2 * p, d2U: () => 2, domain: [0, 2] });
    expect(start(boxed)).toThrow(/primalDual/);
    const rods = internal({
      U: (p) => (p > 0 ? p * Math.log(p / (1 - 0.1 * p)) : 0),
      dU: (p) => Math.log(p / (1 - 0.1 * p)) + 1 / (1 - 0.1 * p),
      d2U: (p) => 1 / (p * (1 - 0.1 * p) ** 2),
      domain: [0, 10],
    });
    expect(start(rods)).not.toThrow();
    expect(start(rods, density(line, new Float64Array(20).fill(0.5).fill(10, 19)))).toThrow(
      /reaches the bound 10/,
    );
    const singular = potential((x) => -Math.log(0.5 - x));
    expect(start(sum(entropy(), singular))).toThrow(/finite in the whole box/);
    const rough = potential((x) => Math.sin(1e7 * x * x));
    expect(start(sum(entropy(), rough))).toThrow(/smooth but for a few corners/);
  });

  test('settings out of range or unknown', () => {
    expect(() => quantileSolver({ timeStep: 0 })).toThrow(/timeStep is 0/);
    expect(() => quantileSolver({ timeStep: 1, parcels: 7 })).toThrow(/parcels is 7/);
    expect(() => quantileSolver({ timeStep: 1, innerIntervals: 2 })).toThrow(/innerIntervals/);
    expect(quantileSolver({ timeStep: 1 }).settings).toEqual({
      timeStep: 1,
      parcels: null,
      tolerance: 1e-9,
      maxIterations: 200,
    });
  });
});
