import { describe, expect, test } from 'vitest';
import { finiteVolume, spectrum } from '../../../solvers/index.ts';
import {
  decayRate,
  density,
  entropy,
  type Grid,
  gradientFlow,
  grid,
  internal,
  type LocalEnergy,
  potential,
  power,
  relativeEnergy,
  solve,
  steadyState,
  sum,
} from '../../../src/index.ts';

const STEPS = 60;
/** How far from rest a run begins. */
const TILT = 1e-2;

/**
 * λ₁ from the energies of a run of implicit finite volumes near the steady state, fitted over its last third: a step damps a mode by
 * 1/(1 + λΔt), so that energies fall like (1 + λΔt)^{−2 t/Δt}.
 */
function fitted(energy: LocalEnergy, box: Grid): { found: number; predicted: number } {
  const steady = steadyState(energy, box);
  const p = steady.density.values;
  const values = p.map(
    (v, i) => v * (1 + TILT * box.centre(i).reduce((s, x) => s + Math.sin(2 * x - 0.4), 0)),
  );
  const { ceiling } = energy.on(box);
  const initial = density(
    box,
    values.map((v, i) => Math.min(v, ceiling?.[i] ?? Infinity)),
  );
  const rest = steadyState(energy, box, initial.mass);
  const flow = gradientFlow({ energy, initial });
  const predicted = spectrum(flow, rest.density).decayRate / 2;
  const timeStep = 0.1 / predicted;
  const saveAt = Array.from({ length: STEPS }, (_, k) => (k + 1) * timeStep);
  const { snapshots } = solve(flow, finiteVolume({ timeStep }), { until: STEPS * timeStep, saveAt });
  const energies = snapshots.map((s) => relativeEnergy(flow.discrete, s.density, rest));
  const times = snapshots.map(({ time }) => time);
  const { rate } = decayRate(times, energies, [times[(2 * STEPS) / 3], times[STEPS - 1]]);
  return { found: (Math.exp(0.5 * rate * timeStep) - 1) / timeStep, predicted };
}

describe('2 λ₁ is the rate at which the energy of implicit finite volumes falls at last', () => {
  const line = grid([[-1, 1]], [60]);
  const oblong = grid(
    [
      [0, 1],
      [0, 0.6],
    ],
    [12, 9],
  );
  const well = potential((...x) => x.reduce((s, v) => s + 2 * v * v + 0.5 * v, 0));
  const cap = internal({ name: 'cap', U: () => 0, dU: () => 0, d2U: () => 0, domain: [0, 0.9] });
  const cases: [string, LocalEnergy, Grid, number][] = [
    ['entropy in a well', sum(entropy(), well), line, 1e-5],
    ['entropy and p²', sum(entropy(), power(2), well), line, 1e-5],
    ['porous medium', sum(power(2), well.scale(3)), line, 1e-5],
    ['a full middle, which passes mass on', sum(power(2).scale(0.1), cap, well), line, 1e-3],
    ['entropy in two dimensions', sum(entropy(), well), oblong, 1e-4],
  ];

  test.each(cases)('%s', (_name, energy, box, relative) => {
    const { found, predicted } = fitted(energy, box);
    expect(Math.abs(found / predicted - 1)).toBeLessThan(relative);
  });
});
