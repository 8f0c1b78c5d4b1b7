import { density, type Energy, entropy, gradientFlow, grid, potential, power } from 'ottoflow';
import { checkSolver } from 'ottoflow/testing';
import { describe, expect, test } from 'vitest';
import { type JkoSettings, jko } from '../../../solvers/jko/index.ts';

const line = grid([[0, 1]], [40]);
const square = grid(
  [
    [0, 1],
    [0, 1],
  ],
  [10, 12],
);
const tilt = potential((x) => 4 * x);
const settings: readonly Omit<JkoSettings, 'method' | 'timeStep'>[] = [
  { order: 2 },
  { order: 2, adaptive: { tolerance: 1e-3 } },
  { order: 1, adaptive: { tolerance: 1e-3 } },
  { innerIntervals: 'auto' },
];

// A gap of 1e-13 of the energy's decrease, some 0.1, leaves √(2 gap) = 1.4e-7 to ends where E″ is 1 or more; they agree to far better.
const same = 1e-7;

describe('the laws of solvers, by steps put together of JKO steps', () => {
  const energies: readonly Energy[] = [
    entropy().plus(tilt),
    power(2),
    power(3).plus(tilt),
    entropy().plus(power(2)).plus(tilt),
  ];
  for (const given of settings) {
    const solver = jko({ timeStep: 2e-3, tolerance: 1e-13, ...given });
    test(`${JSON.stringify(given)} on a line`, () => {
      for (const energy of energies) {
        const initial = density(line, (x) => 1 + 0.5 * Math.cos(3 * x));
        expect(
          checkSolver(solver, gradientFlow({ energy, initial }), { until: 0.02, tolerance: same }),
        ).toContain('energy dissipation');
      }
    });
    test(`${JSON.stringify(given)} in a square`, () => {
      const initial = density(square, (x, y) => 1 + 0.5 * Math.cos(3 * x) * Math.cos(2 * y));
      const flow = gradientFlow({ energy: entropy().plus(tilt), initial });
      expect(checkSolver(solver, flow, { until: 0.01, tolerance: same })).toContain('energy dissipation');
    });
  }
});
