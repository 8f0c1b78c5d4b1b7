import { ArgumentError, hardSphere, type ParticleModel, particleModel } from 'ottoflow';
import { ensemble, realisation } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { samplerFor } from '../../../solvers/particles/samplerFor.ts';
import { uniformCube } from './box.ts';
import { chiSquare } from './statistics.ts';

const rods = (particles: number, epsilon: number, external: (x: number) => number): ParticleModel =>
  particleModel({ particles, epsilon, pair: hardSphere(), external, initial: uniformCube(1, 1, 20) });

/** States of one realisation, `apart` from each other in time. */
function* states(
  model: ParticleModel,
  substep: number,
  apart: number,
  samples: number,
): Generator<Float64Array> {
  const sampler = samplerFor('test', model, { scheme: 'rods', substep });
  const [state, positions] = [new Float64Array(model.particles), new Float64Array(model.particles)];
  sampler.start(state, 0);
  for (let k = 0; k < samples; k++) {
    sampler.advance(state, 0, k + 1, apart);
    expect(sampler.positions(positions, state)).toBe(0);
    yield positions;
  }
}

describe('rods in a potential', () => {
  test('are the default on a line between walls, with a sub-step', () => {
    const { method, settings } = ensemble(
      rods(3, 0.1, (x) => x),
      { times: [0.001], realisations: 1 },
    );
    expect([method, Object.keys(settings)]).toEqual(['rods', ['seed', 'sweeps', 'substep']]);
    const free = particleModel({ ...rods(3, 0.1, (x) => x), external: null });
    expect(() => ensemble(free, { times: [1], scheme: 'rods', substep: 0.1 })).toThrow(ArgumentError);
  });

  test('come to the Gibbs law: three rods in a tilted cosine, each place by quadrature', () => {
    const [epsilon, n] = [0.15, 3];
    const external = (x: number): number => 2 * x + Math.cos(9 * x);
    // ∫ e^{−Σ V} over ordered places at least ε apart: Z_i(x) for those to the left of x, and likewise to the right.
    const points = 2000;
    const shift = epsilon * points;
    const weight = Float64Array.from(
      { length: points },
      (_, k) => Math.exp(-external((k + 0.5) / points)) / points,
    );
    const left = [new Float64Array(points + 1).fill(1)];
    const right = [new Float64Array(points + 1).fill(1)];
    for (let i = 1; i < n; i++) {
      const [l, r] = [new Float64Array(points + 1), new Float64Array(points + 1)];
      for (let k = 0; k < points; k++)
        l[k + 1] = l[k] + weight[k] * (left[i - 1][k - shift] ?? (i === 1 ? 1 : 0));
      for (let k = points; k > 0; k--)
        r[k - 1] = r[k] + weight[k - 1] * (right[i - 1][k + shift] ?? (i === 1 ? 1 : 0));
      left.push(l);
      right.push(r);
    }
    const cells = 20;
    const expected = Array.from({ length: n }, (_, i) => {
      const law = new Float64Array(cells);
      for (let k = 0; k < points; k++) {
        const [before, after] = [
          left[i][k - shift] ?? (i === 0 ? 1 : 0),
          right[n - 1 - i][k + 1 + shift] ?? (i === n - 1 ? 1 : 0),
        ];
        law[Math.floor((k / points) * cells)] += weight[k] * before * after;
      }
      const total = law.reduce((a, b) => a + b, 0);
      return law.map((p) => p / total);
    });
    const samples = 6000;
    const counts = expected.map(() => new Float64Array(cells));
    for (const x of states(rods(n, epsilon, external), 2e-4, 0.1, samples))
      x.forEach((place, i) => {
        counts[i][Math.min(cells - 1, Math.floor(place * cells))]++;
      });
    expected.forEach((law, i) => {
      expect(
        Math.abs(
          chiSquare(
            counts[i],
            law.map((p) => samples * p),
          ),
        ),
      ).toBeLessThan(4);
    });
  });

  test('the mean place in a parabola is Euler’s, as collisions leave it alone: 1/(N κ (1 − κ Δt/2)), of first order', () => {
    // Far from walls, κ = 1000.
    const [n, kappa, samples] = [4, 1000, 10000];
    for (const product of [0.1, 0.5]) {
      let sum = 0;
      const model = rods(n, 0.02, (x) => 0.5 * kappa * (x - 0.5) ** 2);
      for (const x of states(model, product / kappa, 10 / kappa, samples))
        sum += (x.reduce((a, b) => a + b, 0) / n - 0.5) ** 2;
      const expected = 1 / (n * kappa * (1 - product / 2));
      expect(Math.abs(sum / samples / expected - 1)).toBeLessThan(4 * Math.sqrt(2 / samples));
    }
  });

  test('without potential nothing has changed; with one of zero slope the law is the same', () => {
    const flat = realisation(
      rods(5, 0.1, () => 3),
      { index: 2, times: [0.01, 0.02] },
    );
    expect(flat[1].every((x, i) => i === 0 || x - flat[1][i - 1] > 0.1 - 1e-12)).toBe(true);
  });
});
