import {
  density,
  entropy,
  excludedVolume,
  type GradientFlow,
  gradientFlow,
  grid,
  type LocalEnergy,
  l1Distance,
  potential,
  power,
} from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { jko } from '../../../solvers/jko/index.ts';
import { paperFlow } from './support/paper.ts';

const box = grid([[-0.5, 0.5]], [60]);
const bumps = density(box, (x) => 1 + 0.8 * Math.sin(5 * x), { mass: 1 });

const flows: Readonly<Record<string, () => GradientFlow<LocalEnergy>>> = {
  'the indicator of the paper': () => paperFlow(60),
  'a potential': () =>
    gradientFlow({
      energy: entropy()
        .plus(excludedVolume(0.297))
        .plus(potential((x) => 2 * Math.cos(6 * x))),
      initial: bumps,
    }),
  'porous medium': () => gradientFlow({ energy: power(2), initial: bumps }),
};

describe('newton and primalDual solve the same step', () => {
  for (const [name, make] of Object.entries(flows)) {
    for (const innerIntervals of [1, 3]) {
      test(`${name}, S = ${innerIntervals}: objectives within the gaps, densities near`, () => {
        const flow = make();
        for (const timeStep of [1e-3, 1e-2]) {
          const [newton, primalDual] = (['newton', 'primalDual'] as const).map((method) => {
            const tolerance = method === 'newton' ? 1e-9 : 1e-3;
            const solver = jko({ method, timeStep, innerIntervals, tolerance });
            return solver.step(solver.init(flow), flow, Infinity);
          });
          expect(newton.status).toBe('converged');
          expect(primalDual.status).toBe('converged');
          const [a, b] = [newton.certificate, primalDual.certificate];
          if (a === null || b === null) throw new Error('a step without a certificate');
          const noise = 1e-13;
          // Both minima lie between dual and primal, and so do each other's.
          expect(a.dual).toBeLessThanOrEqual(b.primal + noise);
          expect(b.dual).toBeLessThanOrEqual(a.primal + noise);
          expect(Math.abs(a.primal - b.primal)).toBeLessThanOrEqual(a.gap + b.gap + noise);
          // Strong convexity: ½ min U″ ‖p − q‖₂² ≤ gap for each; ‖·‖₁ ≤ ‖·‖₂ on a box of length 1.
          const largest = Math.max(...newton.density.values, ...primalDual.density.values);
          const curvature = name === 'porous medium' ? 2 : 1 / largest;
          const bound = Math.sqrt((2 * a.gap) / curvature) + Math.sqrt((2 * b.gap) / curvature);
          expect(l1Distance(newton.density, primalDual.density)).toBeLessThanOrEqual(bound);
        }
      });
    }
  }
});
