import { describe, expect, test } from 'vitest';
import { faceFluxNames, finiteVolume } from '../../../../solvers/finite-volume/index.ts';
import {
  density,
  entropy,
  excludedVolume,
  type GradientFlow,
  gradientFlow,
  grid,
  indicator,
  type LocalEnergy,
  l1Distance,
  potential,
  power,
  type Step,
  solve,
  steadyState,
  sum,
} from '../../../../src/index.ts';

function steps(
  flow: GradientFlow<LocalEnergy>,
  count: number,
  options: Parameters<typeof finiteVolume>[0] & { readonly timeStep: number },
): readonly Step[] {
  const made: Step[] = [];
  solve(flow, finiteVolume(options), { until: count * options.timeStep, onStep: (step) => made.push(step) });
  return made;
}

describe.each(faceFluxNames)('%s', (flux) => {
  test.each([
    [
      'Example 4.2, n = 200',
      sum(
        entropy(),
        excludedVolume(0.314),
        potential((x) => 5 * x * x),
      ),
      grid([[-0.5, 0.5]], [200]),
    ],
    [
      'two dimensions',
      sum(
        entropy(),
        excludedVolume(0.314),
        potential((x, y) => 5 * x * x + 3 * y),
      ),
      grid(
        [
          [-0.5, 0.5],
          [0, 1],
        ],
        [16, 12],
      ),
    ],
    [
      'a porous medium with vacuum',
      sum(
        power(2),
        potential((x) => 40 * x * x),
      ),
      grid([[-0.5, 0.5]], [80]),
    ],
  ])('a discrete steady state stays to 1e-13 over 1000 steps: %s', (_name, energy, box) => {
    const rest = steadyState(energy, box).density;
    const top = Math.max(...rest.values);
    const made = steps(gradientFlow({ energy, initial: rest }), 1000, { timeStep: 1e-2, flux });
    for (const { density: p, dissipation } of [made[0], made[999]]) {
      const moved = p.values.map((q, i) => Math.abs(q - rest.values[i]));
      expect(Math.max(...moved)).toBeLessThan(1e-13 * top);
      expect(dissipation).toBeLessThan(1e-12);
    }
  });

  test('p ∝ e^{−V} is at rest for the entropy with V linear, however steep', () => {
    const box = grid([[0, 1]], [20]);
    for (const force of [3, 300]) {
      const initial = density(box, (x) => Math.exp(-force * x), { mass: 1 });
      // Cell averages of e^{−Vx} are a multiple of its values at the centres.
      const flow = gradientFlow({
        energy: sum(
          entropy(),
          potential((x) => force * x),
        ),
        initial,
      });
      const end = steps(flow, 5, { timeStep: 0.1, flux })[4].density;
      expect(l1Distance(end, initial)).toBeLessThan(1e-13);
    }
  });

  test('the dissipation that steps report is that of the flux: E falls by Δt times it as Δt → 0', () => {
    const box = grid([[0, 1]], [12]);
    const energy = sum(
      entropy(),
      potential((x) => 30 * Math.cos(5 * x)),
    );
    const flow = gradientFlow({ energy, initial: density(box, (x) => 1 + 0.5 * Math.sin(6 * x)) });
    for (const order of [1, 2] as const) {
      const [first, second] = steps(flow, 2, { timeStep: 1e-7, flux, order });
      const rate = (first.energy - second.energy) / second.timeStep;
      const mean = 0.5 * ((first.dissipation ?? NaN) + (second.dissipation ?? NaN));
      expect(Math.abs(rate / mean - 1)).toBeLessThan(1e-4);
    }
  });

  test('from vacuum, by steps up to 1: mass, positivity and energy', () => {
    const box = grid([[-0.5, 0.5]], [80]);
    const ripple = potential((x) => 5 * Math.sin(20 * x));
    const initial = indicator(box, [[0.2, 0.4]]);
    for (const base of [entropy(), power(2), power(4)])
      for (const timeStep of [1e-4, 1e-2, 1]) {
        let energy = Infinity;
        for (const step of steps(gradientFlow({ energy: sum(base, ripple), initial }), 3, {
          timeStep,
          flux,
        })) {
          expect(step.status).toBe('converged');
          expect(Math.abs(step.density.mass - 1)).toBeLessThan(1e-13);
          expect(Math.min(...step.density.values)).toBeGreaterThanOrEqual(0);
          expect(step.energy).toBeLessThanOrEqual(energy);
          energy = step.energy;
        }
      }
  });
});

test('the heat flow by Scharfetter–Gummel fluxes is that of the logarithmic mean', () => {
  const box = grid([[0, 1]], [40]);
  const flow = gradientFlow({ energy: entropy(), initial: indicator(box, [[0.2, 0.5]]) });
  for (const timeStep of [1e-4, 1e-2, 1]) {
    const [a, b] = [{ flux: 'scharfetterGummel' }, { faceMean: 'logarithmic' }] as const;
    const [ends, others] = [a, b].map((options) => steps(flow, 3, { timeStep, ...options }));
    for (const [k, { density: p }] of ends.entries())
      expect(l1Distance(p, others[k].density)).toBeLessThan(1e-11);
  }
});

test('linear equations take Scharfetter–Gummel no more than a few Newton iterations', () => {
  const box = grid([[-0.5, 0.5]], [100]);
  const energy = sum(
    entropy(),
    potential((x) => 5 * x * x),
  );
  const flow = gradientFlow({ energy, initial: density(box, (x) => 1 + 0.9 * Math.sin(3 * x)) });
  for (const { iterations } of steps(flow, 5, { timeStep: 1e-3, flux: 'scharfetterGummel' }))
    expect(iterations).toBeLessThanOrEqual(4);
});
