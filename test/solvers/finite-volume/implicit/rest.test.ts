import { describe, expect, test } from 'vitest';
import { doubleWell } from '../../../../problems/index.ts';
import { finiteVolume } from '../../../../solvers/finite-volume/index.ts';
import {
  decayRate,
  entropy,
  excludedVolume,
  gradientFlow,
  grid,
  indicator,
  l1Distance,
  potential,
  power,
  relativeEnergy,
  solve,
  steadyState,
  sum,
} from '../../../../src/index.ts';
import { unitBox } from '../../../support/boxes.ts';
import { capped, pushed, ripple } from './support/energies.ts';
import { lastStep } from './support/runs.ts';

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
    ['p ≤ 5.5, full and empty', pushed],
  ])('%s: what is at rest stays', (_name, energy) => {
    const { density: rest } = steadyState(energy, box);
    for (const timeStep of [1e-3, 1]) {
      const { values } = lastStep(gradientFlow({ energy, initial: rest }), timeStep, 5).density;
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
    const initial = indicator(box, [[0.2, 0.4]]);
    const last = lastStep(gradientFlow({ energy, initial }), 0.1, 40);
    expect(relativeEnergy(energy.on(box), last.density, steadyState(energy, box))).toBeLessThan(1e-24);
  });

  test('symmetric data stay symmetric', () => {
    const energy = sum(
      power(2),
      potential((x) => 5 * Math.cos(9 * x)),
    );
    const initial = indicator(box, [[-0.2, 0.2]]);
    const { values } = lastStep(gradientFlow({ energy, initial }), 1e-3, 10).density;
    for (const [i, p] of values.entries()) expect(Math.abs(p - values[79 - i])).toBeLessThan(1e-11);
  });

  test('mass is exact over a thousand steps', () => {
    const energy = sum(power(2), ripple);
    const initial = indicator(box, [[0.2, 0.4]]);
    const last = lastStep(gradientFlow({ energy, initial }), 1e-4, 1000);
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

describe('symmetry, rest and long runs', () => {
  test('data and forces that do not tell the axes apart, or left from right, lead to such densities', () => {
    const n = 21;
    const box = unitBox([n, n]);
    const force = potential((x, y) => 4 * Math.cos(9 * (x - 0.5)) + 4 * Math.cos(9 * (y - 0.5)));
    const initial = indicator(box, [
      [0.3, 0.7],
      [0.3, 0.7],
    ]);
    for (const base of [entropy(), power(2)]) {
      const flow = gradientFlow({ energy: sum(base, force), initial });
      const { values } = lastStep(flow, 1e-3, 5).density;
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) {
          const p = values[i * n + j];
          for (const q of [values[j * n + i], values[(n - 1 - i) * n + j], values[i * n + n - 1 - j]])
            expect(Math.abs(p - q)).toBeLessThan(1e-8);
        }
    }
  });

  test('what is at rest stays, and long runs end there', () => {
    const box = unitBox([16, 12]);
    const well = potential((x, y) => 20 * (x - 0.4) ** 2 + 30 * (y - 0.6) ** 2);
    for (const energy of [
      sum(entropy(), excludedVolume(0.3), well),
      sum(power(2), well),
      sum(capped, well),
    ]) {
      const steady = steadyState(energy, box);
      const rest = gradientFlow({ energy, initial: steady.density });
      for (const timeStep of [1e-3, 1])
        expect(l1Distance(lastStep(rest, timeStep, 3).density, steady.density)).toBeLessThan(1e-10);
      const away = gradientFlow({
        energy,
        initial: indicator(box, [
          [0.5, 1],
          [0, 0.5],
        ]),
      });
      const end = lastStep(away, 0.3, 20).density;
      expect(relativeEnergy(energy.on(box), end, steady)).toBeLessThan(1e-12);
    }
  });

  test('mass is exact over hundreds of steps', () => {
    const last = lastStep(doubleWell([16, 16]), 1e-3, 300);
    expect(Math.abs(last.density.mass - 1)).toBeLessThan(1e-13);
  });
});
