import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finiteVolume } from '../../../../solvers/finite-volume/index.ts';
import {
  CapabilityError,
  type Density,
  density,
  type Energy,
  entropy,
  excludedVolume,
  functional,
  gradientFlow,
  grid,
  indicator,
  interaction,
  internal,
  l1Distance,
  potential,
  power,
  type Step,
  solve,
  steadyState,
  sum,
  uniform,
} from '../../../../src/index.ts';
import { checkSolver, energies, gradientFlows, grids } from '../../../../src/testing/index.ts';

const interacting = sum(
  entropy(),
  interaction((x) => 10 * x * x),
);

function run(
  energy: Energy,
  initial: Density,
  until: number,
  options: { timeStep?: number; order?: 1 | 2 | 3 } = {},
): Step[] {
  const made: Step[] = [];
  solve(gradientFlow({ energy, initial }), finiteVolume({ method: 'explicit', ...options }), {
    until,
    onStep: (step) => made.push(step),
  });
  return made;
}

/** The first step, of the largest stable length. */
function firstStep(energy: Energy, initial: Density, order: 1 | 3 = 3): Step {
  const flow = gradientFlow({ energy, initial });
  const solver = finiteVolume({ method: 'explicit', order });
  return solver.step(solver.init(flow), flow, Infinity);
}

/** The scheme as it is printed, cell by cell, forward Euler; slopes are central if they may be, else minmod with θ = 2. */
function eulerStep(p: Float64Array, xi: Float64Array, h: number, dt: number): number[] {
  const n = p.length;
  const slope = [...p].map((q, i) => {
    if (i === 0 || i === n - 1) {
      const d = i === 0 ? (p[1] - q) / h : (q - p[n - 2]) / h;
      return Math.sign(d) * Math.min(Math.abs(d), (2 * q) / h);
    }
    const central = (p[i + 1] - p[i - 1]) / (2 * h);
    if (q + (h / 2) * central >= 0 && q - (h / 2) * central >= 0) return central;
    const all = [(2 * (p[i + 1] - q)) / h, central, (2 * (q - p[i - 1])) / h];
    if (all.every((d) => d > 0)) return Math.min(...all);
    if (all.every((d) => d < 0)) return Math.max(...all);
    return 0;
  });
  const flux = (j: number): number => {
    if (j < 0 || j >= n - 1) return 0;
    const u = -(xi[j + 1] - xi[j]) / h;
    return (
      Math.max(u, 0) * (p[j] + (h / 2) * slope[j]) + Math.min(u, 0) * (p[j + 1] - (h / 2) * slope[j + 1])
    );
  };
  return [...p].map((q, i) => q - (dt / h) * (flux(i) - flux(i - 1)));
}

describe('the step is the one that it says it is', () => {
  test('forward Euler agrees with the scheme as printed', () => {
    const flows = gradientFlows({
      energies: energies(),
      grids: grids({ dimensions: [1], periodic: false }).filter((g) => g.size > 1),
    });
    fc.assert(
      fc.property(flows, (flow) => {
        const solver = finiteVolume({ method: 'explicit', order: 1 });
        const step = solver.step(solver.init(flow), flow, 1);
        const largest = Math.max(...flow.initial.values);
        const xi = new Float64Array(flow.grid.size);
        flow.discrete.firstVariation(
          xi,
          flow.initial.values.map((p) => Math.max(p, 1e-30 * largest)),
        );
        const expected = eulerStep(flow.initial.values, xi, flow.grid.cellVolume, step.timeStep);
        // δE is rounded, and multiplied by p Δt/h².
        const k = step.timeStep / flow.grid.cellVolume ** 2;
        const tolerance = 1e-14 * largest * (1 + k * Math.max(...xi.map(Math.abs)));
        for (const [i, p] of step.density.values.entries())
          expect(Math.abs(p - expected[i])).toBeLessThan(tolerance);
      }),
    );
  });

  test('the diffusive bound: Δt ≤ h²/(2 p U″) where p is nearly uniform', () => {
    const box = grid([[0, 1]], [50]);
    const nearly = density(box, (x) => 2 + 1e-6 * Math.cos(Math.PI * x));
    for (const [energy, diffusivity] of [
      [entropy(), 1],
      [power(2), 4],
      [power(3), 12],
    ] as const) {
      const { timeStep } = firstStep(energy, nearly);
      expect(timeStep / (box.cellVolume ** 2 / (2 * diffusivity))).toBeCloseTo(0.9, 3);
    }
  });

  test('the positivity bound: twice h/(2 max |u|) where only one face of each cell lets out', () => {
    const box = grid([[0, 1]], [50]);
    const { timeStep } = firstStep(
      potential((x) => 7 * x),
      uniform(box),
      1,
    );
    expect(timeStep / (box.cellVolume / 7)).toBeCloseTo(0.9, 10);
  });

  test('without diffusive bound the same steps blow up: it is needed', () => {
    // A grid-scale ripple of the heat equation grows under forward Euler beyond h²/2.
    const box = grid([[0, 1]], [16]);
    const ripple = density(
      box,
      Float64Array.from({ length: 16 }, (_, i) => 1 + 0.01 * (-1) ** i),
    );
    const ripples = (p: Float64Array): number => Math.max(...p) - Math.min(...p);
    let p = ripple.values;
    for (let k = 0; k < 10; k++) {
      const xi = p.map((q) => Math.log(q));
      p = Float64Array.from(eulerStep(p, xi, 1 / 16, 0.6 / 256));
    }
    expect(ripples(p)).toBeGreaterThan(ripples(ripple.values));
    const end = run(entropy(), ripple, 10 * (0.6 / 256), { order: 1 });
    expect(ripples(end[end.length - 1].density.values)).toBeLessThan(ripples(ripple.values));
  });
});

describe('laws', () => {
  test('on random flows, nonlocal ones included', () => {
    const flows = gradientFlows({ energies: energies(), grids: grids({ dimensions: [1] }) });
    fc.assert(
      fc.property(flows, (flow) => {
        const solver = finiteVolume({ method: 'explicit' });
        const { timeStep, status } = solver.step(solver.init(flow), flow, 1);
        // It says so where vacuum beside a cliff of the potential, or fast diffusion into it, leaves no stable step.
        if (status === 'failed') return;
        // How many sub-steps it takes may hang on rounding, and differ in the mirror.
        const until = 4.5 * timeStep;
        checkSolver(solver, flow, {
          until,
          tolerance: 1e-7,
          skip: ['mirror symmetry', 'constant potential'],
        });
        // Well below the bounds there is nothing to decide.
        const short = finiteVolume({ method: 'explicit', timeStep: timeStep / 20 });
        checkSolver(short, flow, { until: timeStep / 10, tolerance: 1e-7 });
      }),
      { numRuns: 60 },
    );
  });

  test.each([1, 2, 3] as const)('order %i from vacuum: positive, mass exact, energy never up', (order) => {
    const initial = indicator(grid([[-0.5, 0.5]], [40]), [[0.2, 0.4]]);
    for (const energy of [
      entropy(),
      power(2),
      sum(
        power(2),
        potential((x) => 5 * Math.sin(20 * x)),
      ),
      interacting,
    ]) {
      const made = run(energy, initial, 5e-3, { timeStep: 1e-3, order });
      let before = energy.on(initial.grid).value(initial.values);
      expect(made).toHaveLength(5);
      for (const step of made) {
        expect(step.status).toBe('converged');
        expect(step.density.values.every((p) => p >= 0)).toBe(true);
        expect(Math.abs(step.density.mass - 1)).toBeLessThan(1e-13);
        expect(step.energy).toBeLessThan(before);
        before = step.energy;
      }
    }
  });

  test('a maximum principle without potentials', () => {
    const initial = indicator(grid([[-0.5, 0.5]], [40]), [[0.2, 0.4]]);
    for (const step of run(power(3), initial, 1e-3, { timeStep: 1e-4 }))
      expect(Math.max(...step.density.values)).toBeLessThanOrEqual(5 + 1e-12);
  });

  test('vacuum costs some short steps, not all of them', () => {
    const [step] = run(entropy(), indicator(grid([[-0.5, 0.5]], [200]), [[0.2, 0.4]]), 1e-3, {
      timeStep: 1e-3,
    });
    // Diffusion alone asks for 1e-3/(0.9 h²/2) = 89.
    expect(step.diagnostics.substeps).toBeLessThan(400);
    expect(step.diagnostics.smallestSubstep).toBeLessThan(0.1 * step.diagnostics.largestSubstep);
  });

  test('a steady state stays', () => {
    const box = grid([[-0.5, 0.5]], [40]);
    const energy = sum(
      entropy(),
      excludedVolume(0.297),
      potential((x) => 5 * x * x),
    );
    const rest = steadyState(energy, box).density;
    const made = run(energy, rest, 0.05, { timeStep: 0.05 });
    expect(l1Distance(made[0].density, rest)).toBeLessThan(1e-12);
  });
});

test('agrees with the implicit scheme in the limit', () => {
  const box = grid([[-0.5, 0.5]], [100]);
  const energy = sum(
    entropy(),
    excludedVolume(0.297),
    potential((x) => 5 * x * x),
  );
  const initial = density(box, (x) => 1 + 0.5 * Math.sin(Math.PI * x), { mass: 1 });
  const made = run(energy, initial, 0.02, { timeStep: 0.02 });
  const implicit = solve(gradientFlow({ energy, initial }), finiteVolume({ timeStep: 2e-5 }), {
    until: 0.02,
  });
  expect(l1Distance(made[0].density, implicit.snapshots[0].density)).toBeLessThan(2e-4);
});

describe('what it cannot do is refused', () => {
  const line = uniform(grid([[0, 1]], [8]));

  test('bounds on p that the flow does not know of', () => {
    const cap = internal({ name: 'cap', U: () => 0, dU: () => 0, d2U: () => 0, domain: [0, 2] });
    const flow = gradientFlow({ energy: sum(entropy(), cap), initial: line });
    expect(() => solve(flow, finiteVolume({ method: 'explicit' }), { until: 1 })).toThrow(CapabilityError);
  });

  test('an energy whose value and variation disagree ends as failed, not in a loop', () => {
    const wrong = functional({
      firstVariation: (out, p) => {
        for (let i = 0; i < p.length; i++) out[i] = -p[i] * p[i];
        return p.reduce((s, q) => s + q * q, 0);
      },
    });
    const initial = density(line.grid, (x) => 1 + 0.1 * x);
    const [step] = run(wrong, initial, 1, { timeStep: 0.1 });
    expect(step.status).toBe('failed');
  });

  test('settings out of range', () => {
    expect(() => finiteVolume({ method: 'explicit', order: 4 as never })).toThrow(/1, 2 or 3/);
    expect(() => finiteVolume({ method: 'explicit', limiter: 'superbee' as never })).toThrow(/minmod/);
    expect(() => finiteVolume({ method: 'explicit', faceMean: 'harmonic' } as never)).toThrow(/faceMean/);
  });
});
