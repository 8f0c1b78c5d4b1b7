import fc from 'fast-check';
import { Matrix, solve as solveDense } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { bb2 } from '../../../../problems/index.ts';
import { finiteVolume } from '../../../../solvers/finite-volume/index.ts';
import {
  Density,
  density,
  dissipation,
  divergence,
  entropy,
  type FaceMean,
  faceField,
  faceMean,
  type GradientFlow,
  type Grid,
  gradient,
  gradientFlow,
  grid,
  type LocalEnergy,
  l1Distance,
  orderOfConvergence,
  potential,
  power,
  steadyState,
  sum,
} from '../../../../src/index.ts';
import { faceMeans, gradientFlows, grids, localEnergies, timeSteps } from '../../../../src/testing/index.ts';
import { unitBox } from '../../../support/boxes.ts';
import { lastStep, steps } from './support/runs.ts';

/** Flows without vacuum whose entropy keeps it away. */
function positiveFlows(boxes: fc.Arbitrary<Grid>): fc.Arbitrary<GradientFlow<LocalEnergy>> {
  const energies = localEnergies().filter(({ terms }) =>
    terms.some((t) => t.kind === 'internal' && t.density.closedForm === 'entropy'),
  );
  return gradientFlows({ energies, grids: boxes, vacuum: false });
}

/** p − p_old − Δt div(θ(p) grad ψ), ψ = δE(p), by the operators of the grid; its size and rounding grow with k = Δt/h². */
function backwardEuler(
  { values: p }: Density,
  { grid: g, initial, discrete }: GradientFlow<LocalEnergy>,
  timeStep: number,
  mean: FaceMean,
) {
  const psi = new Float64Array(g.size);
  discrete.firstVariation(psi, p);
  const flux = faceField(g);
  gradient(flux, psi, g);
  g.axes.forEach(({ cells, periodic }, k) => {
    const stride = g.strides[k];
    let f = 0;
    for (let block = 0; block < g.size; block += cells * stride)
      for (let j = 0; j < (periodic ? cells : cells - 1); j++)
        for (let i = block; i < block + stride; i++)
          flux[k][f++] *= mean.value(p[i + j * stride], p[i + ((j + 1) % cells) * stride]);
  });
  const rate = new Float64Array(g.size);
  divergence(rate, flux, g);
  const curvature = new Float64Array(g.size);
  discrete.curvature(curvature, p);
  const jump = Math.max(...psi) - Math.min(...psi);
  return {
    residual: p.map((q, i) => q - initial.values[i] - timeStep * rate[i]),
    /** 1 + 4k (p U″ + |ψ_R − ψ_L|). */
    jacobian: (k: number) => 1 + 4 * k * (Math.max(...p.map((q, i) => q * curvature[i])) + jump),
    rounding: (k: number) => 1e-14 * k * Math.max(...p) * Math.max(...psi.map(Math.abs)),
  };
}

describe('the step is the one that it says it is, on a line', () => {
  const flows = positiveFlows(grids({ dimensions: [1] }));

  test('(p − p_old)/Δt = div(θ(p) grad δE(p)), by the operators of the grid', () => {
    fc.assert(
      fc.property(flows, faceMeans(), timeSteps({ min: 1e-5, max: 0.1 }), (flow, mean, timeStep) => {
        const [step] = steps(flow, timeStep, 1, mean.name);
        // A second attempt may have had multipliers, which ψ has not.
        if (step.diagnostics.restarts > 0) return;
        const { grid: g, initial } = flow;
        const { residual, jacobian, rounding } = backwardEuler(step.density, flow, timeStep, mean);
        // Newton's method stops at changes of 1e-10 of the mass.
        const k = timeStep / g.axes[0].spacing ** 2;
        const tolerance = (1e-9 * jacobian(k) * initial.mass) / g.cellVolume + rounding(k);
        for (const r of residual) expect(Math.abs(r)).toBeLessThan(tolerance);
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
    expect(lastStep(gradientFlow({ energy, initial: rest }), 0.1).dissipation).toBeLessThan(1e-12);
    const smooth = density(box, (x) => 1 + 0.5 * Math.sin(3 * x));
    const last = lastStep(gradientFlow({ energy: entropy(), initial: smooth }), 1e-3);
    expect(last.dissipation).toBeCloseTo(
      dissipation(last.density.values, entropy().on(box), faceMean('arithmetic')),
      12,
    );
  });
});

describe('the step is the one that it says it is, in boxes', () => {
  const flows = positiveFlows(grids({ dimensions: [2, 3], maxCells: 9 }).filter((g) => g.size <= 400));

  test('(p − p_old)/Δt = div(θ(p) grad δE(p)) in L¹, by the operators of the grid', () => {
    fc.assert(
      fc.property(flows, faceMeans(), timeSteps({ min: 1e-5, max: 0.1 }), (flow, mean, timeStep) => {
        const [step] = steps(flow, timeStep, 1, mean.name);
        // A second attempt may have had multipliers, which ψ has not.
        if (step.diagnostics.restarts > 0 || step.diagnostics.substeps > 1) return;
        const { grid: g, initial } = flow;
        const { residual, jacobian, rounding } = backwardEuler(step.density, flow, timeStep, mean);
        const norm = residual.reduce((s, r) => s + g.cellVolume * Math.abs(r), 0);
        // Newton's method stops at residuals, or changes, of 1e-10 of the mass; changes count Jacobian times.
        const k = g.axes.reduce((s, a) => s + (a.cells > 1 ? timeStep / a.spacing ** 2 : 0), 0);
        expect(norm).toBeLessThan(1e-9 * jacobian(k) * initial.mass + rounding(k) * g.volume);
      }),
      { numRuns: 60 },
    );
  });

  test('heat equation: a mode decays by 1/(1 + Δt λ) with the eigenvalue λ of the grid', () => {
    for (const shape of [
      [20, 31],
      [10, 12, 7],
    ]) {
      const box = unitBox(shape);
      const modes = shape.map((_, k) => k + 1);
      const mode = Float64Array.from({ length: box.size }, (_, i) =>
        box.centre(i).reduce((c, x, k) => c * Math.cos(modes[k] * Math.PI * x), 1),
      );
      const lambda = shape.reduce((s, n, k) => s + 2 * n * n * (1 - Math.cos((modes[k] * Math.PI) / n)), 0);
      const initial = new Density(
        box,
        mode.map((c) => 1 + 0.9 * c),
      );
      for (const timeStep of [1e-5, 1e-3, 0.1]) {
        const { density: end } = lastStep(
          gradientFlow({ energy: entropy(), initial }),
          timeStep,
          2,
          'logarithmic',
        );
        const left = 0.9 / (1 + timeStep * lambda) ** 2;
        const expected = new Density(
          box,
          mode.map((c) => 1 + left * c),
        );
        expect(l1Distance(end, expected)).toBeLessThan(1e-10);
      }
    }
  });

  test('porous medium from a Barenblatt profile: order one in time, with exact averages in space', () => {
    const exact = bb2(64);
    const until = 2e-3;
    const counts = [2, 4, 8];
    const errors = counts.map((count) =>
      l1Distance(lastStep(exact.flow, until / count, count).density, exact.pde(until)),
    );
    const { order } = orderOfConvergence(
      counts.map((count) => until / count),
      errors,
    );
    expect(order).toBeGreaterThan(0.85);
    expect(order).toBeLessThan(1.3);
  });
});
