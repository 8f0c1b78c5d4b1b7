import { coarseGrain, gradientFlow, hardSphere, particleModel, type Step, solve, yukawa } from 'ottoflow';
import { ensemble, particles, realisation } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { samplerFor } from '../../../solvers/particles/samplerFor.ts';
import { stripOfSquare, uniformCube } from './box.ts';
import { nearPairs } from './nearPairs.ts';

const disks = particleModel({
  particles: 40,
  epsilon: 0.03,
  pair: hardSphere(),
  initial: stripOfSquare(0.2, 0.6, 10),
});

test('a pair at the source’s sub-step excludes 2.70 ε² instead of π ε²: the bias of the scheme', () => {
  const L = 0.06;
  const model = particleModel({
    particles: 2,
    epsilon: 0.01,
    pair: hardSphere(),
    initial: uniformCube(2, L, 3, true),
  });
  const sampler = samplerFor('test', model, { scheme: 'mirror' });
  expect(sampler.settings.substep).toBeCloseTo(6.25e-6, 18);
  const { alpha, error } = nearPairs(sampler, L, 0.022, 5 * 6.25e-6, 700_000);
  expect(error).toBeLessThan(0.05 * 1e-4);
  expect(Math.abs(alpha - 2.7e-4)).toBeLessThan(0.05e-4 + 2 * error);
});

describe('the push', () => {
  test('takes an overlapping pair from r to 2ε − r along its line, and is a mirror at walls', () => {
    const model = particleModel({ ...disks, particles: 2, epsilon: 0.1 });
    const sampler = samplerFor('test', model, { scheme: 'mirror', substep: 1e-16, sweeps: 0 });
    const state = Float64Array.of(0.5, 0.5, 0.5 + 0.06 * 0.6, 0.5 + 0.06 * 0.8);
    expect(sampler.positions(new Float64Array(4), state)).toBe(1);
    sampler.advance(state, 0, 1, 1e-16);
    expect(sampler.positions(new Float64Array(4), state)).toBe(0);
    [0.5 - 0.04 * 0.6, 0.5 - 0.04 * 0.8, 0.5 + 0.1 * 0.6, 0.5 + 0.1 * 0.8].forEach((x, i) => {
      expect(state[i]).toBeCloseTo(x, 6);
    });
    const cornered = Float64Array.of(0.01, 0.5, 0.05, 0.5);
    sampler.advance(cornered, 0, 1, 1e-16);
    // The left one is pushed to −0.05, and comes back.
    [0.05, 0.5, 0.11, 0.5].forEach((x, i) => {
      expect(cornered[i]).toBeCloseTo(x, 6);
    });
  });

  test('of three in a row is the sum of both, as all pairs at once', () => {
    const model = particleModel({ ...disks, particles: 3, epsilon: 0.1 });
    const sampler = samplerFor('test', model, { scheme: 'mirror', substep: 1e-16, sweeps: 0 });
    const state = Float64Array.of(0.42, 0.5, 0.5, 0.5, 0.56, 0.5);
    sampler.advance(state, 0, 1, 1e-16);
    [0.4, 0.5, 0.48, 0.5, 0.6, 0.5].forEach((x, i) => {
      expect(state[i]).toBeCloseTo(x, 6);
    });
  });
});

test('realisations are the same to the bit, alone or in an ensemble, in three dimensions', () => {
  const model = particleModel({
    particles: 30,
    epsilon: 0.1,
    pair: hardSphere(),
    external: (x, y, z) => x + y * z,
    initial: uniformCube(3, 1, 4),
  });
  const options = { times: [0.002, 0.01], scheme: 'mirror' } as const;
  const once = realisation(model, { ...options, index: 5 });
  const both = ensemble(model, { ...options, first: 4, realisations: 2 });
  expect(both.method).toBe('mirror');
  expect(both.frames[1].means[2][1]).toBe(once[1].reduce((s, v, i) => (i % 3 === 2 ? s + v : s), 0) / 30);
  expect(once[1].every((x) => x >= 0 && x <= 1)).toBe(true);
});

test('as a solver it steps whatever overlaps are left, and says how many', () => {
  const flow = gradientFlow({ energy: coarseGrain(disks), initial: disks.initial });
  const taken: Step[] = [];
  solve(flow, particles(disks, { realisations: 3, seed: 2, scheme: 'mirror' }), {
    until: 0.002,
    onStep: (step) => taken.push(step),
  });
  const [last] = taken;
  expect(last.status).toBe('converged');
  expect(last.diagnostics.overlaps).toBeGreaterThanOrEqual(0);
  expect(last.density.mass).toBeCloseTo(1, 13);
});

test('disks spread faster than points, rods and points of the same model as asked', () => {
  const crowd = particleModel({ ...disks, particles: 200, epsilon: 0.03 });
  const spread = (scheme: 'mirror' | 'points'): number => {
    const { frames } = ensemble(crowd, { times: [0.01], realisations: 6, scheme, seed: 3 });
    const [mean] = frames[0].means;
    const [square] = frames[0].meanSquares;
    return square.reduce((s, v, r) => s + v - mean[r] ** 2, 0) / 6;
  };
  // By (1.7) D is 1 + α (N − 1) ε² p, above 2 in the strip.
  expect(spread('mirror')).toBeGreaterThan(1.15 * spread('points'));
  expect(() => ensemble(particleModel({ ...disks, pair: yukawa() }), { times: [1], scheme: 'rods' })).toThrow(
    /rods/,
  );
});
