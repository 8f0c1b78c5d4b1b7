import {
  density,
  faceMean,
  type GradientFlow,
  gradientFlow,
  orderOfConvergence,
  potential,
  saturating,
} from 'ottoflow';
import { checkOrder } from 'ottoflow/testing';
import { describe, expect, test } from 'vitest';
import { jko } from '../../../../solvers/jko/index.ts';
import { fermi } from '../../../energy/samples.ts';
import { unitBox } from '../../../support/boxes.ts';
import { facesOf } from './support/naiveBox.ts';

/** With the entropy of particles and of vacancies, the mobility p(1 − p) gives linear diffusion. */
const crowded = fermi().plus(potential((x, y = 0) => 3 * Math.sin(4 * x) + y));

const boxes = {
  'one dimension': unitBox([14]),
  'two dimensions': unitBox([6, 5], [false, true]),
};

function flowOn(box: (typeof boxes)['one dimension']): GradientFlow {
  return gradientFlow({
    energy: crowded,
    initial: density(box, (x, y = 0) => 0.5 + 0.45 * Math.cos(3 * x + 2 * y)),
    mobility: saturating(1),
  });
}

/** The semi-discrete flow by explicit Euler steps so small that they do not matter. */
function integrated({ grid: box, discrete, initial, mobility }: GradientFlow, until: number): Float64Array {
  const steps = 20_000;
  const theta = faceMean('arithmetic').value;
  const p = initial.values.slice();
  const slope = new Float64Array(p.length);
  for (let k = 0; k < steps; k++) {
    discrete.firstVariation(slope, p);
    const change = new Float64Array(p.length);
    for (const { lower, upper, h } of facesOf(box)) {
      const flux = (theta(mobility.m(p[lower]), mobility.m(p[upper])) * (slope[upper] - slope[lower])) / h;
      change[lower] += flux / h;
      change[upper] -= flux / h;
    }
    for (let i = 0; i < p.length; i++) p[i] += (until / steps) * change[i];
  }
  return p;
}

for (const [name, box] of Object.entries(boxes))
  describe(`the mobility p (1 − p) in ${name}`, () => {
    test('approaches the semi-discrete flow at first order in τ', () => {
      const flow = flowOn(box);
      const until = 0.02;
      const expected = integrated(flow, until);
      const found = orderOfConvergence([until / 4, until / 8, until / 16], (timeStep) => {
        const solver = jko({ timeStep });
        const state = solver.init(flow);
        let values = flow.initial.values;
        for (let k = 0; k < Math.round(until / timeStep); k++) {
          const step = solver.step(state, flow, Infinity);
          expect(step.status).toBe('converged');
          values = step.density.values;
        }
        return Math.max(...values.map((v, i) => Math.abs(v - expected[i])));
      });
      checkOrder(found, 1, 0.15);
    });

    test('keeps bounds and mass, and spends no more than the energy gives, from full and empty cells', () => {
      for (const [top, innerIntervals, timeSteps] of [
        [0.99, 1, [1e-4, 1e-2, 1]],
        [0.99, 2, [1e-4, 1e-2, 1]],
        [1, 1, [1e-3, 1e-2, 1]],
      ] as const)
        for (const timeStep of timeSteps) {
          const values = Float64Array.from({ length: box.size }, (_, i) => {
            const [x, y = 0] = box.centre(i);
            return x + 0.3 * y < 0.5 ? top : 0;
          });
          const initial = density(box, values);
          const flow = gradientFlow({ energy: crowded, initial, mobility: saturating(1) });
          const solver = jko({ timeStep, innerIntervals });
          const state = solver.init(flow);
          let before = flow.discrete.value(initial.values);
          for (let k = 0; k < 3; k++) {
            const step = solver.step(state, flow, Infinity);
            expect(step.status).toBe('converged');
            expect(step.density.values.every((p) => p >= 0 && p <= 1)).toBe(true);
            expect(Math.abs(step.density.mass / initial.mass - 1)).toBeLessThan(1e-13);
            const spent = (step.transport ?? Number.NaN) ** 2 / (2 * timeStep);
            const slack = (step.certificate?.gap ?? 0) + 1e-13;
            expect(step.energy + spent).toBeLessThanOrEqual(before + slack);
            before = step.energy;
          }
        }
    });
  });
