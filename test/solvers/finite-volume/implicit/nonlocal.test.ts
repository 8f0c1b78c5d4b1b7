import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gaussianFlow } from '../../../../problems/index.ts';
import { type FaceFluxName, faceFluxNames, finiteVolume } from '../../../../solvers/finite-volume/index.ts';
import { jko } from '../../../../solvers/jko/index.ts';
import { spectrum } from '../../../../solvers/spectrum/index.ts';
import {
  CapabilityError,
  Density,
  density,
  type Energy,
  entropy,
  functional,
  type GradientFlow,
  gradientFlow,
  grid,
  interaction,
  l1Distance,
  orderOfConvergence,
  potential,
  power,
  type Solver,
  type Step,
  saturating,
  solve,
  steadyState,
} from '../../../../src/index.ts';
import {
  checkOrder,
  checkSolver,
  energies,
  gradientFlows,
  grids,
  timeSteps,
} from '../../../../src/testing/index.ts';
import { unitBox } from '../../../support/boxes.ts';

const squares = (x: readonly number[]): number => x.reduce((s, v) => s + v * v, 0);
const repulsion = interaction((...x) => 3 * Math.exp(-4 * squares(x)));
const attraction = interaction((...x) => -3 * Math.exp(-4 * squares(x)));
const kernels = [
  ['convex', (...x: number[]) => 3 * Math.exp(-4 * squares(x))],
  ['concave', (...x: number[]) => -3 * Math.exp(-4 * squares(x))],
  ['indefinite', (...x: number[]) => 3 * Math.cos(9 * Math.hypot(...x)) - squares(x)],
] as const;

/** Smooth, and around a period, so that there are no boundary layers and orders show at once. */
const around = (cells: number): Density =>
  density(grid([[0, 1]], [cells], { periodic: [true] }), (x) => 1 + 0.4 * Math.cos(2 * Math.PI * x));

const wave = (shape: readonly number[]) =>
  density(unitBox(shape), (x, y = 0) => 1 + 0.4 * Math.cos(Math.PI * x) * Math.cos(2 * Math.PI * y));

function steps(
  flow: GradientFlow<Energy>,
  count: number,
  options: Parameters<typeof finiteVolume>[0] & { readonly timeStep: number },
): readonly Step[] {
  const made: Step[] = [];
  solve(flow, finiteVolume(options), { until: count * options.timeStep, onStep: (step) => made.push(step) });
  for (const { status } of made) expect(status).toBe('converged');
  return made;
}

describe.each(kernels)('a kernel that is %s', (curvature, W) => {
  test.each([
    [1, [30]],
    [2, [8, 7]],
  ] as const)(
    'the step solves p − p_old = Δt div(θ grad(U′ + V + W∗p̄)), by sums over all cells, in %i dimensions',
    (_, shape) => {
      const initial = wave(shape);
      const { grid: box } = initial;
      const V = (x: number): number => 2 * Math.cos(4 * x);
      const energy = entropy().plus(interaction(W)).plus(potential(V));
      const flow = gradientFlow({ energy, initial });
      // A kernel that is indefinite on one grid may be anything else on another.
      const convex = flow.discrete.nonlocal?.curvature === 'convex';
      expect(convex).toBe(curvature === 'convex');
      for (const timeStep of [1e-3, 0.1]) {
        const [step] = steps(flow, 1, { timeStep });
        if (step.diagnostics.substeps > 1) continue;
        const { values: p } = step.density;
        const bar = p.map((q, i) => (convex ? q : 0.5 * (q + initial.values[i])));
        const centres = Array.from(p, (__, i) => box.centre(i));
        const psi = p.map((q, i) => {
          const field = bar.reduce((s, b, j) => s + b * W(...centres[i].map((x, k) => x - centres[j][k])), 0);
          return Math.log(q) + V(centres[i][0]) + box.cellVolume * field;
        });
        for (let i = 0; i < p.length; i++) {
          let rate = 0;
          for (const [k, { cells, spacing }] of box.axes.entries())
            for (const by of [-1, 1]) {
              const at = (Math.floor(i / box.strides[k]) % cells) + by;
              if (at < 0 || at >= cells) continue;
              const j = i + by * box.strides[k];
              rate += (0.5 * (p[i] + p[j]) * (psi[j] - psi[i])) / spacing ** 2;
            }
          expect(Math.abs(p[i] - initial.values[i] - timeStep * rate)).toBeLessThan(1e-8);
        }
      }
    },
  );

  test('E falls by Δt times the dissipation at least, from vacuum, for every flux and Δt up to 1', () => {
    const line = grid([[-0.5, 0.5]], [60]);
    const ring = grid([[-0.5, 0.5]], [60], { periodic: [true] });
    const values = Float64Array.from({ length: 60 }, (_, i) => (i > 40 && i < 52 ? 1 : 0));
    for (const box of [line, ring])
      for (const flux of faceFluxNames)
        for (const base of [entropy(), power(2)])
          for (const timeStep of [1e-4, 1e-2, 1]) {
            const initial = density(box, values, { mass: 1 });
            const flow = gradientFlow({ energy: base.plus(interaction(W)), initial });
            let before = flow.discrete.value(initial.values);
            for (const step of steps(flow, 2, { timeStep, flux })) {
              const spent = step.diagnostics.substeps === 1 ? timeStep * (step.dissipation ?? NaN) : 0;
              expect(step.energy + spent).toBeLessThanOrEqual(before + 1e-9 * (1 + Math.abs(before)));
              expect(Math.abs(step.density.mass - 1)).toBeLessThan(1e-12);
              before = step.energy;
            }
          }
  });

  test('one step differs from a JKO step by O(τ²)', () => {
    const flow = gradientFlow({ energy: entropy().plus(interaction(W)), initial: around(24) });
    const end = (solver: Solver<Energy>): Density => solver.step(solver.init(flow), flow, Infinity).density;
    const refinement = orderOfConvergence([4e-4, 2e-4, 1e-4], (timeStep) =>
      l1Distance(end(jko({ timeStep, tolerance: 1e-11 })), end(finiteVolume({ timeStep }))),
    );
    checkOrder(refinement, 2);
  });
});

describe('laws on random flows with interactions', () => {
  function expectLaws(dimension: 1 | 2, numRuns: number, flux: FaceFluxName = 'central'): void {
    const flows = gradientFlows({
      energies: energies(),
      grids: grids({ dimensions: [dimension], maxCells: dimension === 1 ? 40 : 7 }),
    });
    fc.assert(
      fc.property(flows, timeSteps({ min: 1e-6, max: 1 }), (flow, timeStep) => {
        checkSolver(finiteVolume({ timeStep, flux }), flow, {
          until: 3 * timeStep,
          skip: ['steady state', 'mirror symmetry', 'constant potential', 'restart'],
        });
      }),
      { numRuns },
    );
  }

  test.each(faceFluxNames)('%s: mass, domain and decrease of energy on lines', (flux) => {
    expectLaws(1, 30, flux);
  });

  test('mass, domain and decrease of energy in boxes', () => {
    expectLaws(2, 30);
  });
});

describe('closed forms', () => {
  const gaussians = (dimension: 1 | 2, cells: number) =>
    gaussianFlow({
      grid: grid(
        new Array<[number, number]>(dimension).fill([-5, 5]),
        new Array<number>(dimension).fill(cells),
      ),
      mean: new Array<number>(dimension).fill(0.6),
      deviation: 0.8,
      confinement: 1,
      attraction: 2,
    });

  test.each([
    [1, [0.25, 0.125, 0.0625]],
    [2, [0.5, 0.25]],
  ] as const)(
    'a Gaussian in quadratic potentials and attractions, %i dimensions: order two in h',
    (d, sizes) => {
      const until = 0.2;
      const refinement = orderOfConvergence(sizes, (h) => {
        const exact = gaussians(d, Math.round(10 / h));
        const last = steps(exact.flow, 40, { timeStep: until / 40, order: 2 })[39];
        return l1Distance(last.density, exact.pde(until));
      });
      checkOrder(refinement, 2, 0.2);
    },
  );

  test('the same at order one in Δt', () => {
    const exact = gaussians(1, 800);
    const until = 0.4;
    const refinement = orderOfConvergence([0.1, 0.05, 0.025], (timeStep) => {
      const count = Math.round(until / timeStep);
      return l1Distance(steps(exact.flow, count, { timeStep })[count - 1].density, exact.pde(until));
    });
    checkOrder(refinement, 1, 0.15);
  });
});

describe('in agreement with', () => {
  const initial = around(32);

  test.each([
    ['repulsion', repulsion],
    ['attraction', attraction],
  ])('the explicit scheme as h and Δt go to zero: %s', (_, W) => {
    const refinement = orderOfConvergence([1 / 16, 1 / 32, 1 / 64], (h) => {
      const start = around(Math.round(1 / h));
      const flow = gradientFlow({ energy: entropy().plus(W), initial: start });
      const [a, b] = [finiteVolume({ timeStep: h / 32, order: 2 }), finiteVolume({ method: 'explicit' })].map(
        (solver) => solve<Energy, unknown>(flow, solver, { until: 0.02 }).snapshots[0].density,
      );
      return l1Distance(a, b);
    });
    expect(refinement.order).toBeGreaterThan(1.7);
  });

  test.each([
    ['repulsion', repulsion],
    ['attraction', attraction],
  ])('itself at second order in Δt, asked for order 2: %s', (_, W) => {
    const flow = gradientFlow({ energy: entropy().plus(W), initial });
    const endOf = (timeStep: number): Density =>
      solve(flow, finiteVolume({ timeStep, order: 2 }), { until: 0.04 }).snapshots[0].density;
    const reference = endOf(0.04 / 512);
    checkOrder(
      orderOfConvergence([0.04 / 16, 0.04 / 32, 0.04 / 64], (timeStep) =>
        l1Distance(endOf(timeStep), reference),
      ),
      2,
      0.2,
    );
  });

  test.each([
    ['repulsion', repulsion],
    ['attraction', attraction],
  ])(
    'the spectrum of the flow: a mode decays by 1/(1 + λΔt), or (1 − λ_W Δt/2) for the part at p̄: %s',
    (_, W) => {
      const energy = entropy().plus(W);
      const ring = grid([[0, 1]], [40], { periodic: [true] });
      const rest = density(ring, () => 1);
      const { eigenvalues, modes } = spectrum(gradientFlow({ energy, initial: rest }), rest, { count: 2 });
      const [lambda] = eigenvalues;
      const size = 1e-5;
      const start = new Density(
        ring,
        rest.values.map((p, i) => p + (size * modes[0][i]) / Math.max(...modes[0].map(Math.abs))),
      );
      const timeStep = 1e-5;
      const flow = gradientFlow({ energy, initial: start });
      const last = steps(flow, 20, { timeStep })[19].density;
      const rate = -Math.log(l1Distance(last, rest) / l1Distance(start, rest)) / (20 * timeStep);
      // Of first order in λΔt.
      expect(Math.abs(rate / lambda - 1)).toBeLessThan(2 * lambda * timeStep + 1e-4);
    },
  );
});

test('what is at rest stays: attraction against a porous medium, with vacuum, and a mobility', () => {
  const box = grid([[-1, 1]], [60]);
  const energy = power(2).plus(interaction((x) => 4 * x * x));
  // About its centre of mass 4x² ∗ p is 4x² and a constant.
  const rest = steadyState(power(2).plus(potential((x) => 4 * x * x)), box).density;
  for (const timeStep of [1e-3, 1])
    expect(
      l1Distance(steps(gradientFlow({ energy, initial: rest }), 3, { timeStep })[2].density, rest),
    ).toBeLessThan(1e-10);
  const crowd = entropy().plus(attraction);
  const flow = gradientFlow({ energy: crowd, initial: wave([30]), mobility: saturating(3) });
  const made = steps(flow, 5, { timeStep: 0.05 });
  for (const { density: p } of made) expect(Math.max(...p.values)).toBeLessThanOrEqual(3);
});

test('black boxes are refused by name', () => {
  const black = functional({ name: 'surprise', firstVariation: () => 0 });
  const flow = gradientFlow({ energy: entropy().plus(black), initial: wave([10]) });
  for (const order of [1, 2] as const) {
    expect(() => finiteVolume({ order }).init(flow)).toThrow(CapabilityError);
    expect(() => finiteVolume({ order }).init(flow)).toThrow(/"surprise" is a black box.*"explicit"/);
  }
});
