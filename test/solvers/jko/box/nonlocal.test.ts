import {
  density,
  functional,
  type GradientFlow,
  gaussian,
  gradientFlow,
  grid,
  interaction,
  meanField,
  orderOfConvergence,
  particleModel,
  power,
  sum,
  uniform,
} from 'ottoflow';
import { checkOrder } from 'ottoflow/testing';
import { describe, expect, test } from 'vitest';
import { jko } from '../../../../solvers/jko/index.ts';
import { facesOf } from './support/naiveBox.ts';

const line = grid([[0, 1]], [24]);

/** Model (2.3) of 40 particles whose Gaussian repulsion reaches over a fifth of the box. */
const model = meanField(
  particleModel({
    particles: 40,
    epsilon: 0.2,
    pair: gaussian(),
    box: [[0, 1]],
    external: (x) => 3 * Math.cos(5 * x),
    initial: uniform(line),
  }),
);
const flow: GradientFlow = gradientFlow({
  energy: model,
  initial: density(line, (x) => 1 + 0.8 * Math.cos(4 * x), { mass: 1 }),
});

/** The semi-discrete flow by explicit Euler steps so small that they do not matter. */
function integrated({ grid: box, discrete, initial }: GradientFlow, until: number): Float64Array {
  const steps = 8000;
  const p = initial.values.slice();
  const slope = new Float64Array(p.length);
  for (let k = 0; k < steps; k++) {
    discrete.firstVariation(slope, p);
    const before = p.slice();
    for (const { lower, upper, h } of facesOf(box)) {
      const flux = (0.5 * (before[lower] + before[upper]) * (slope[upper] - slope[lower])) / (h * h);
      p[lower] += (until / steps) * flux;
      p[upper] -= (until / steps) * flux;
    }
  }
  return p;
}

function steps(of: GradientFlow, timeStep: number, count: number): Float64Array {
  const solver = jko({ timeStep, tolerance: 1e-10 });
  const state = solver.init(of);
  let values = of.initial.values;
  for (let k = 0; k < count; k++) {
    const step = solver.step(state, of, Infinity);
    expect(step.status).toBe('converged');
    values = step.density.values;
  }
  return values;
}

const largest = (a: Float64Array, b: Float64Array): number =>
  Math.max(...a.map((v, i) => Math.abs(v - b[i])));

describe('nonlocal energies', () => {
  test('the mean-field model approaches its semi-discrete flow at first order in τ', () => {
    expect(flow.discrete.nonlocal?.curvature).toBe('convex');
    const until = 4e-3;
    const expected = integrated(flow, until);
    const found = orderOfConvergence([until / 4, until / 8, until / 16], (timeStep) =>
      largest(steps(flow, timeStep, Math.round(until / timeStep)), expected),
    );
    checkOrder(found, 1, 0.15);
  });

  test('a convex part has a certificate of the step itself: no other density does better', () => {
    const solver = jko({ timeStep: 1e-3 });
    const step = solver.step(solver.init(flow), flow, Infinity);
    const certificate = step.certificate ?? { primal: Number.NaN, dual: Number.NaN };
    // A step solved to another tolerance is another feasible point.
    for (const tolerance of [1e-1, 1e-2, 1e-3]) {
      const rough = jko({ timeStep: 1e-3, tolerance });
      const other = rough.step(rough.init(flow), flow, Infinity).certificate;
      expect(certificate.dual).toBeLessThanOrEqual(
        (other?.primal ?? Number.NaN) + 1e-12 * Math.abs(certificate.primal),
      );
      expect(other?.dual).toBeLessThanOrEqual(certificate.primal + 1e-12 * Math.abs(certificate.primal));
    }
  });

  test('a black box with the same value and first variation takes the same steps', () => {
    const W = (x: number): number => Math.exp(-(x * x) / 0.1);
    const initial = flow.initial;
    const black = functional({
      name: 'black box',
      firstVariation(out, p, { axes, cellVolume, size }) {
        let value = 0;
        for (let i = 0; i < size; i++) {
          out[i] = 0;
          for (let j = 0; j < size; j++) out[i] += cellVolume * W((i - j) * axes[0].spacing) * p[j];
          value += 0.5 * cellVolume * p[i] * out[i];
        }
        return value;
      },
    });
    const [known, unknown] = [interaction((x) => W(x)), black].map((part) =>
      gradientFlow({ energy: sum(power(2), part), initial }),
    );
    for (const timeStep of [1e-3, 1e-1])
      expect(largest(steps(known, timeStep, 2), steps(unknown, timeStep, 2))).toBeLessThan(1e-6);
  });
});
