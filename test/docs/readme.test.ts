import type { GradientFlow, LocalEnergy, Trajectory } from 'ottoflow';
import { problems } from 'ottoflow/problems';
import { expect, test } from 'vitest';
import { read } from './support/pages.ts';
import { run } from './support/program.ts';

/** The README's own energy, as its snippet leaves it behind. */
interface Left {
  readonly flow: GradientFlow<LocalEnergy>;
  readonly a: Trajectory<LocalEnergy>;
  readonly b: Trajectory<LocalEnergy>;
}

async function left(): Promise<Left> {
  const { values } = await run('README.md');
  return values as unknown as Left;
}

/** p = 1/(1 + exp(V − λ)) at the centres of cells, with λ by bisection for the mass. */
function fermiDirac(V: readonly number[], spacing: number, mass: number): number[] {
  const at = (lambda: number): number[] => V.map((v) => 1 / (1 + Math.exp(v - lambda)));
  let [low, high] = [-100, 100];
  for (let k = 0; k < 100; k++) {
    const middle = 0.5 * (low + high);
    if (spacing * at(middle).reduce((s, p) => s + p, 0) < mass) low = middle;
    else high = middle;
  }
  return at(low);
}

test('the snippet of the README ends where Fermi and Dirac say', async () => {
  const { flow, a, b } = await left();
  const x = [...flow.grid.centres(0)];
  const expected = fermiDirac(
    x.map((s) => 8 * s ** 2),
    0.02,
    0.8,
  );
  for (const { snapshots } of [a, b]) {
    const { values } = snapshots[snapshots.length - 1].density;
    const apart = expected.reduce((s, p, i) => s + 0.02 * Math.abs(p - values[i]), 0);
    // The flow is 16-convex, 16 being V″: what is left after k steps is at most (1 + 16 τ)^−k of twice the mass.
    expect(apart).toBeLessThan(1.6 * 1.16 ** -100);
    expect(values.every((p) => p >= 0 && p <= 1)).toBe(true);
  }
});

test('the snippet of the README keeps its mass, and its energy decreases by more than the transport costs', async () => {
  const { a, b } = await left();
  for (const { mass, energy, status } of [a, b]) {
    expect(Math.max(...mass.map((m) => Math.abs(m - 0.8)))).toBeLessThan(1e-13);
    for (let k = 1; k < energy.length; k++) {
      expect(status[k]).toBe('converged');
      expect(energy[k]).toBeLessThanOrEqual(energy[k - 1] + 1e-15);
    }
  }
  for (let k = 1; k < a.times.length; k++) {
    const spent = (a.transport[k] ?? Number.NaN) ** 2 / 0.02;
    expect(a.energy[k] + spent).toBeLessThanOrEqual(a.energy[k - 1] + 1e-14);
  }
});

test('the README names every built-in problem', () => {
  const said = read('README.md');
  const named = (name: string): boolean => said.includes(`\`${name}\``);
  const missing = problems.filter(({ name }) => !named(name) && !named(name.replace('classic/', '')));
  expect(missing.map(({ name }) => name)).toEqual([]);
});

test('the README has at most 200 lines', () => {
  expect(read('README.md').split('\n').length).toBeLessThanOrEqual(201);
});
