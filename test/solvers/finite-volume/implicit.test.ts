import fc from 'fast-check';
import { Matrix, solve as solveDense } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { finiteVolume } from '../../../solvers/finite-volume/index.ts';
import {
  CapabilityError,
  type Density,
  decayRate,
  density,
  dissipation,
  divergence,
  entropy,
  excludedVolume,
  faceField,
  faceMean,
  functional,
  gradient,
  gradientFlow,
  grid,
  indicator,
  interaction,
  internal,
  type LocalEnergy,
  potential,
  power,
  relativeEnergy,
  type Step,
  solve,
  steadyState,
  sum,
  uniform,
} from '../../../src/index.ts';
import {
  checkSolver,
  faceMeans,
  gradientFlows,
  grids,
  localEnergies,
  timeSteps,
} from '../../../src/testing/index.ts';

/** Rods: p log(p/(1 − bp)), b = 0.1485, whose U′ is infinite at p = 1/b. */
const b = 0.1485;
const rods = internal({
  name: 'rods',
  U: (p) => (p > 0 ? p * Math.log(p / (1 - b * p)) : 0),
  dU: (p) => Math.log(p / (1 - b * p)) + 1 / (1 - b * p),
  d2U: (p) => 1 / (p * (1 - b * p) ** 2),
  domain: [0, 1 / b],
});
/** p ≤ 5.5 with finite U′ there. */
const capped = sum(
  power(2),
  internal({ name: 'cap', U: () => 0, dU: () => 0, d2U: () => 0, domain: [0, 5.5] }),
  potential((x) => -50 * x),
);
const ripple = potential((x) => 5 * Math.sin(20 * x));

/** Every step of a run, and the density after the last. */
function steps(
  energy: LocalEnergy,
  initial: Density,
  timeStep: number,
  count = 1,
): { steps: Step[]; last: Step } {
  const made: Step[] = [];
  solve(gradientFlow({ energy, initial }), finiteVolume({ timeStep }), {
    until: count * timeStep,
    onStep: (step) => made.push(step),
  });
  return { steps: made, last: made[made.length - 1] };
}

describe('from the indicator of [0.2, 0.4], exact vacuum around it, cold', () => {
  // Without multipliers Newton's method is to be quick; with them, to do with its first attempt of 30.
  const hard: readonly [string, LocalEnergy, number][] = [
    ['entropy', entropy(), 20],
    [
      'entropy + excluded volume + V',
      sum(
        entropy(),
        excludedVolume(0.297),
        potential((x) => 5 * x * x),
      ),
      8,
    ],
    ['rods, bounded above', rods, 20],
    ['power(0.5)', power(0.5), 20],
    ['power(1.5)', power(1.5), 30],
    ['power(2)', power(2), 30],
    ['power(3)', power(3), 30],
    [
      'power(2) + V',
      sum(
        power(2),
        potential((x) => 5 * x * x),
      ),
      20,
    ],
    ['p ≤ 5.5', capped, 30],
  ];

  test.each(hard)('%s: any step length, any grid, one step, in few iterations', (_name, energy, most) => {
    for (const n of [50, 200, 3200]) {
      const initial = indicator(grid([[-0.5, 0.5]], [n]), [[0.2, 0.4]]);
      const before = energy.on(initial.grid).value(initial.values);
      const [lower, upper] = energy.capabilities.domain;
      for (const timeStep of [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1]) {
        const { last } = steps(energy, initial, timeStep);
        expect(last.status).toBe('converged');
        expect(last.diagnostics.substeps).toBe(1);
        expect(last.iterations).toBeLessThanOrEqual(most);
        expect(Math.abs(last.density.mass - 1)).toBeLessThan(1e-13);
        expect(last.energy).toBeLessThan(before);
        expect(last.density.values.every((p) => p >= lower && p <= upper)).toBe(true);
      }
    }
  });

  test.each([
    ['power(2)', power(2)],
    ['power(3)', power(3)],
    ['entropy', entropy()],
  ] as const)('%s over ripples: sub-steps where a step is too long, but every law holds', (_name, base) => {
    const initial = indicator(grid([[-0.5, 0.5]], [50]), [[0.2, 0.4]]);
    for (const timeStep of [1e-3, 1e-2, 0.1, 1]) {
      const made = steps(sum(base, ripple), initial, timeStep, 5).steps;
      let before = sum(base, ripple).on(initial.grid).value(initial.values);
      for (const step of made) {
        expect(step.status).toBe('converged');
        expect(step.energy).toBeLessThanOrEqual(before + 1e-13 * (1 + Math.abs(before)));
        expect(Math.abs(step.density.mass - 1)).toBeLessThan(1e-13);
        expect(step.density.values.every((p) => p >= 0)).toBe(true);
        before = step.energy;
      }
    }
  });
});

describe('the step is the one that it says it is', () => {
  const positiveFlows = gradientFlows({
    energies: localEnergies().filter(({ terms }) =>
      terms.some((t) => t.kind === 'internal' && t.density.closedForm === 'entropy'),
    ),
    grids: grids({ dimensions: [1] }),
    vacuum: false,
  });

  test('(p − p_old)/Δt = div(θ(p) grad δE(p)), by the operators of the grid', () => {
    fc.assert(
      fc.property(positiveFlows, faceMeans(), timeSteps({ min: 1e-5, max: 0.1 }), (flow, mean, timeStep) => {
        const solver = finiteVolume({ timeStep, faceMean: mean.name });
        const step = solver.step(solver.init(flow), flow, timeStep);
        // A second attempt may have had multipliers, which this ψ has not.
        if (step.diagnostics.restarts > 0) return;
        const { grid: g, initial, discrete } = flow;
        const p = step.density.values;
        const psi = new Float64Array(g.size);
        discrete.firstVariation(psi, p);
        const flux = faceField(g);
        gradient(flux, psi, g);
        const { periodic, cells } = g.axes[0];
        for (let f = 0; f < flux[0].length; f++)
          flux[0][f] *= mean.value(p[f], p[periodic ? (f + 1) % cells : f + 1]);
        const rate = new Float64Array(g.size);
        divergence(rate, flux, g);
        // Newton's method stops at changes of 1e-10 of the mass; the Jacobian is of size 1 + 4 Δt/h² (p U″ + |ψ_R − ψ_L|).
        const curvature = new Float64Array(g.size);
        discrete.curvature(curvature, p);
        const k = timeStep / g.axes[0].spacing ** 2;
        const jump = Math.max(...psi) - Math.min(...psi);
        const jacobian = 1 + 4 * k * (Math.max(...p.map((q, i) => q * curvature[i])) + jump);
        const rounding = 1e-14 * k * Math.max(...p) * Math.max(...psi.map(Math.abs));
        const tolerance = (1e-9 * jacobian * initial.mass) / g.cellVolume + rounding;
        for (let i = 0; i < g.size; i++)
          expect(Math.abs(p[i] - initial.values[i] - timeStep * rate[i])).toBeLessThan(tolerance);
      }),
      { numRuns: 60 },
    );
  });

  test('the entropy with the logarithmic mean is the linear backward Euler step', () => {
    const n = 30;
    for (const periodic of [false, true]) {
      const box = grid([[0, 2]], [n], { periodic: [periodic] });
      const laplacian = Matrix.zeros(n, n);
      for (let f = 0; f < (periodic ? n : n - 1); f++) {
        const [l, r] = [f, (f + 1) % n];
        for (const [i, j, sign] of [
          [l, l, -1],
          [l, r, 1],
          [r, r, -1],
          [r, l, 1],
        ] as const)
          laplacian.set(i, j, laplacian.get(i, j) + sign / box.axes[0].spacing ** 2);
      }
      const initial = density(
        box,
        Float64Array.from({ length: n }, (_, i) => (i > 5 && i < 12 ? 1 + i : 0)),
        { mass: 1 },
      );
      for (const timeStep of [1e-4, 1e-2, 1]) {
        const solver = finiteVolume({ timeStep, faceMean: 'logarithmic' });
        const flow = gradientFlow({ energy: entropy(), initial });
        const { values } = solver.step(solver.init(flow), flow, timeStep).density;
        const matrix = Matrix.eye(n).sub(laplacian.clone().mul(timeStep));
        const expected = solveDense(matrix, Matrix.columnVector([...initial.values])).to1DArray();
        for (let i = 0; i < n; i++)
          expect(Math.abs(values[i] - expected[i])).toBeLessThan(1e-10 * expected[i] + 1e-13);
      }
    }
  });

  test('reports the dissipation of its own fluxes: none at rest, even where vacuum lies on a slope', () => {
    const box = grid([[-0.5, 0.5]], [100]);
    const energy = sum(
      power(2),
      potential((x) => 40 * x * x),
    );
    const rest = steadyState(energy, box).density;
    expect(steps(energy, rest, 0.1).last.dissipation).toBeLessThan(1e-12);
    const smooth = density(box, (x) => 1 + 0.5 * Math.sin(3 * x));
    const { last } = steps(entropy(), smooth, 1e-3);
    expect(last.dissipation).toBeCloseTo(
      dissipation(last.density.values, entropy().on(box), faceMean('arithmetic')),
      12,
    );
  });
});

describe('laws on random flows', () => {
  const flows = gradientFlows({ energies: localEnergies(), grids: grids({ dimensions: [1] }) });

  test('all laws, at moderate steps', () => {
    fc.assert(
      fc.property(flows, faceMeans(), timeSteps({ min: 1e-6, max: 1e-3 }), (flow, mean, timeStep) => {
        // Steady states with vacuum have many neighbours at rest where the mean lets nothing through.
        const skip = mean.name === 'arithmetic' ? [] : (['steady state'] as const);
        checkSolver(finiteVolume({ timeStep, faceMean: mean.name }), flow, {
          until: 3 * timeStep,
          tolerance: 1e-7,
          skip,
        });
      }),
      { numRuns: 60 },
    );
  });

  test('mass, positivity and decrease of energy at steps up to 1', () => {
    fc.assert(
      fc.property(flows, timeSteps({ min: 1e-3, max: 1 }), (flow, timeStep) => {
        checkSolver(finiteVolume({ timeStep }), flow, {
          until: 3 * timeStep,
          skip: ['mirror symmetry', 'constant potential'],
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('steady states and symmetry', () => {
  const box = grid([[-0.5, 0.5]], [80]);

  test.each([
    [
      'entropy + excluded volume + V',
      sum(
        entropy(),
        excludedVolume(0.297),
        potential((x) => 5 * x * x),
      ),
    ],
    [
      'porous medium, vacuum on both sides',
      sum(
        power(2),
        potential((x) => 40 * x * x),
      ),
    ],
    ['p ≤ 5.5, full and empty', capped],
  ])('%s: what is at rest stays', (_name, energy) => {
    const { density: rest } = steadyState(energy, box);
    for (const timeStep of [1e-3, 1]) {
      const { values } = steps(energy, rest, timeStep, 5).last.density;
      // At a bound, (bound − p) · multiplier is 1e-14 of the scale of p δE, here 300; the least multiplier is V′ h/2 = 0.3.
      for (const [i, p] of values.entries()) expect(Math.abs(p - rest.values[i])).toBeLessThan(1e-10);
    }
  });

  test('long runs end at the steady state', () => {
    const energy = sum(
      entropy(),
      excludedVolume(0.297),
      potential((x) => 5 * x * x),
    );
    const { last } = steps(energy, indicator(box, [[0.2, 0.4]]), 0.1, 40);
    expect(relativeEnergy(energy.on(box), last.density, steadyState(energy, box))).toBeLessThan(1e-24);
  });

  test('symmetric data stay symmetric', () => {
    const energy = sum(
      power(2),
      potential((x) => 5 * Math.cos(9 * x)),
    );
    const { values } = steps(energy, indicator(box, [[-0.2, 0.2]]), 1e-3, 10).last.density;
    for (const [i, p] of values.entries()) expect(Math.abs(p - values[79 - i])).toBeLessThan(1e-11);
  });

  test('mass is exact over a thousand steps', () => {
    const { last } = steps(sum(power(2), ripple), indicator(box, [[0.2, 0.4]]), 1e-4, 1000);
    expect(Math.abs(last.density.mass - 1)).toBeLessThan(1e-13);
  });
});

describe('rates of decay (Example 4.1), Δt = 1e-4 on 200 cells', () => {
  const box = grid([[-0.5, 0.5]], [200]);
  test.each([
    ['linear, 2π²', entropy(), 2 * Math.PI ** 2],
    ['interacting, 2π²(1 + 0.297)', sum(entropy(), excludedVolume(0.297)), 2 * Math.PI ** 2 * 1.297],
  ])('%s', (_name, energy, expected) => {
    const steady = steadyState(energy, box);
    const discrete = energy.on(box);
    const times: number[] = [];
    const values: number[] = [];
    const flow = gradientFlow({ energy, initial: indicator(box, [[0.2, 0.4]]) });
    solve(flow, finiteVolume({ timeStep: 1e-4 }), {
      until: 0.3,
      onStep: ({ time, density: p }) => {
        times.push(time);
        values.push(relativeEnergy(discrete, p, steady));
      },
    });
    const late = decayRate(times, values, [0.2, 0.3]).rate;
    expect(Math.abs(late / expected - 1)).toBeLessThan(5e-3);
    expect(decayRate(times, values, [0.05, 0.15]).rate).toBeGreaterThan(late);
  });
});

describe('what it cannot do is refused', () => {
  const line = uniform(grid([[0, 1]], [8]));

  test('energies that are not local, or have no internal part', () => {
    const nonlocal = gradientFlow({
      energy: sum(
        entropy(),
        interaction((x) => x * x),
      ),
      initial: line,
    });
    expect(() => solve(nonlocal as never, finiteVolume(), { until: 1 })).toThrow(/local energy.*explicit/);
    const tilt = gradientFlow({ energy: potential((x) => x), initial: line });
    expect(() => solve(tilt, finiteVolume(), { until: 1 })).toThrow(CapabilityError);
    const black = functional({ firstVariation: () => 0 });
    expect(() =>
      solve(gradientFlow({ energy: black, initial: line }) as never, finiteVolume(), { until: 1 }),
    ).toThrow(CapabilityError);
  });

  test('misspelt settings and steps of no length', () => {
    expect(() => finiteVolume({ timestep: 1 } as never)).toThrow(/timeStep/);
    expect(() => finiteVolume({ method: 'implict' } as never)).toThrow(/implicit/);
    expect(() => finiteVolume({ timeStep: 0 })).toThrow(/timeStep is 0/);
    expect(() => finiteVolume({ faceMean: 'upwind' as never })).toThrow(/arithmetic/);
  });

  test('settings are reported in full', () => {
    const { name, method, settings } = finiteVolume();
    expect({ name, method, settings }).toEqual({
      name: 'finite-volume',
      method: 'implicit',
      settings: { timeStep: 1e-3, faceMean: 'arithmetic' },
    });
  });

  test('time steps are kept and the end is hit exactly', () => {
    const made = steps(entropy(), line, 0.03, 1).steps;
    expect(made).toHaveLength(1);
    const flow = gradientFlow({ energy: entropy(), initial: line });
    const trajectory = solve(flow, finiteVolume({ timeStep: 0.03 }), { until: 0.1, saveAt: [0.05] });
    expect(trajectory.times).toEqual([0, 0.03, 0.05, 0.08, 0.1]);
  });
});
