import {
  CapabilityError,
  gaussian,
  type PairPotential,
  type ParticleModel,
  pairPotential,
  particleModel,
  powerLaw,
  repulsiveLennardJones,
  softRamp,
  yukawa,
} from 'ottoflow';
import { ensemble, realisation } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { samplerFor } from '../../../solvers/particles/samplerFor.ts';
import { excludedVolumeWithin } from '../../../solvers/particles/soft/cutoff.ts';
import { uniformCube } from './box.ts';
import { nearPairs } from './nearPairs.ts';

const soft = (pair: PairPotential, more: Partial<ParticleModel> = {}): ParticleModel =>
  particleModel({ particles: 30, epsilon: 0.05, pair, initial: uniformCube(2, 1, 4), ...more });

describe('the cutoff', () => {
  const cutoff = (pair: PairPotential, d = 2): number =>
    Number(
      ensemble(particleModel({ particles: 5, epsilon: 0.001, pair, initial: uniformCube(d, 1, 4) }), {
        times: [0],
        realisations: 1,
      }).settings.cutoff,
    );

  test('is where the potential ends, or takes at most a hundredth from α, 5 ε at least', () => {
    expect(cutoff(softRamp())).toBeCloseTo(1, 12);
    expect(cutoff(repulsiveLennardJones())).toBeCloseTo(2 ** (1 / 6), 12);
    expect(cutoff(gaussian())).toBe(5);
    for (const pair of [yukawa(), powerLaw(4), powerLaw(12)])
      for (const d of [1, 2, 3]) {
        const R = cutoff(pair, d);
        expect(R).toBeGreaterThanOrEqual(5);
        const lost = (r: number): number => 1 - excludedVolumeWithin(pair, d, r) / pair.excludedVolume(d);
        expect(lost(R)).toBeLessThan(0.01);
        if (R > 5) expect(lost(R / 1.05)).toBeGreaterThan(0.01);
      }
  });

  test('what it takes from α is, far out, (2π R²/d) u(R) + the tail: 2π (R/2 + 1) e^{−R} of a Yukawa in the plane', () => {
    for (const R of [9, 12]) {
      const lost = yukawa().excludedVolume(2) - excludedVolumeWithin(yukawa(), 2, R);
      // Within r ≲ 1 the loss is smaller, by e^{−u}: relative to the whole by a share of 1/R².
      expect(lost / (2 * Math.PI * (1 + R / 2) * Math.exp(-R))).toBeGreaterThan(1 - 3 / R ** 2 - 0.02);
      expect(lost / (2 * Math.PI * (1 + R / 2) * Math.exp(-R))).toBeLessThan(1);
    }
  });

  test('no longer than a periodic axis, and between walls no longer than the diagonal', () => {
    const wide = soft(yukawa(), { epsilon: 0.5 });
    expect(ensemble(wide, { times: [0], realisations: 1 }).settings.cutoff).toBeCloseTo(Math.SQRT2 / 0.5, 12);
    expect(() => ensemble(wide, { times: [0], cutoff: 4 })).toThrow(/cutoff is 4/);
    const round = soft(yukawa(), { epsilon: 0.5, initial: uniformCube(2, 1, 4, true) });
    expect(() => ensemble(round, { times: [0] })).toThrow(/epsilon is 0.5; allowed: .*periodic axis/);
    expect(() => ensemble(round, { times: [0], cutoff: 2.5 })).toThrow(/cutoff is 2.5/);
  });
});

describe('a pair of soft particles', () => {
  test.each([
    ['yukawa', yukawa()],
    ['powerLaw(4)', powerLaw(4)],
  ])('%s excludes what e^{−u} says, within a few per cent at the default sub-step', (_, pair) => {
    const L = 0.042;
    const model = particleModel({
      particles: 2,
      epsilon: 0.01,
      pair,
      initial: uniformCube(2, L, 3, true),
    });
    const sampler = samplerFor('test', model, { cutoff: 2 });
    const { alpha, error } = nearPairs(sampler, L, 0.02, 20 * 5.625e-7, 150000);
    const exact = excludedVolumeWithin(pair, 2, 2);
    expect(error).toBeLessThan(0.04 * exact * 1e-4);
    expect(Math.abs(alpha - exact * 1e-4)).toBeLessThan(3 * error + 0.02 * exact * 1e-4);
  });
});

describe('steps', () => {
  test('are capped where forces are large, and counted', () => {
    const model = soft(powerLaw(12), { particles: 60 });
    const rough = ensemble(model, { times: [0.01], realisations: 2, substep: 1e-3, sweeps: 20 });
    expect(rough.frames[0].counted).toBeGreaterThan(10);
    const fine = ensemble(soft(gaussian(0.1)), { times: [0.001], realisations: 2 });
    expect(fine.frames[0].counted).toBe(0);
  });

  test('a particle in the field of another moves by −u′ Δt to first order', () => {
    // Without noise to be told apart, the mean over many realisations.
    const sampler = samplerFor('test', soft(yukawa(), { particles: 2, epsilon: 0.1 }), {
      substep: 1e-6,
      sweeps: 0,
    });
    let sum = 0;
    const n = 40000;
    for (let r = 0; r < n; r++) {
      const state = Float64Array.of(0.45, 0.5, 0.55, 0.5);
      sampler.advance(state, r, 1, 1e-6);
      sum += state[2] - state[0] - 0.1;
    }
    // 2 F Δt/ε with F = e^{−1}(1 + 1); the deviation of each is √(4Δt).
    expect(Math.abs(sum / n - (2 * 2 * Math.exp(-1) * 1e-6) / 0.1)).toBeLessThan(4 * Math.sqrt(4e-6 / n));
    expect(sum / n / Math.sqrt(4e-6 / n)).toBeGreaterThan(1);
  });

  test('realisations are the same to the bit, alone or after others', () => {
    const options = { times: [2e-4, 5e-4] };
    const once = realisation(soft(yukawa()), { ...options, index: 3 });
    const model = soft(yukawa());
    realisation(model, { ...options, index: 1 });
    expect(realisation(model, { ...options, index: 3 })).toEqual(once);
    const both = ensemble(model, { ...options, first: 2, realisations: 2 });
    expect(both.frames[1].means[0][1]).toBe(once[1].reduce((s, v, i) => (i % 2 === 0 ? s + v : s), 0) / 30);
  });
});

describe('what is refused', () => {
  test.each([
    ['attracts', pairPotential({ u: (r) => Math.exp(-r) - 0.5 * Math.exp(-((r - 3) ** 2)) })],
    ['hard core', pairPotential({ u: (r) => Math.exp(-r), hardCore: 0.5 })],
    ['jumps by', pairPotential({ u: (r) => (r < 1 ? 1 : 0), cutoff: 2 })],
    ['jumps to zero at its cutoff', pairPotential({ u: () => 1, cutoff: 1 })],
  ])('a potential that %s', (what, pair) => {
    const run = (): unknown => ensemble(soft(pair), { times: [0.1], scheme: 'soft' });
    expect(run).toThrow(CapabilityError);
    expect(run).toThrow(what);
  });

  test('by the automatic choice too, naming the core', () => {
    const pair = pairPotential({ u: (r) => Math.exp(-r), hardCore: 0.5 });
    expect(() => ensemble(soft(pair), { times: [0.1] })).toThrow(/hard core and a soft tail/);
  });

  test('forces that are NaN', () => {
    const pair = { ...yukawa(), force: (r: number) => (r > 1 && r < 1.1 ? NaN : Math.exp(-r)) };
    expect(() => ensemble(soft(pair), { times: [0.1] })).toThrow(/force\(1\.\d+\) is NaN|jumps/);
  });

  test('a potential whose excluded volume is infinite', () => {
    expect(() => ensemble(soft(powerLaw(2)), { times: [0.1] })).toThrow(/α_u is infinite/);
  });

  test('options of other schemes, and schemes that there are not', () => {
    const model = soft(yukawa());
    expect(() => ensemble(model, { times: [1], scheme: 'points', cutoff: 3 })).toThrow(
      /cutoff is 3.*"points"/,
    );
    expect(() => ensemble(model, { times: [1], scheme: 'mirror' })).toThrow(/hard spheres/);
    const misspelt: object = { times: [1], scheme: 'pionts' };
    expect(() => ensemble(model, misspelt as Parameters<typeof ensemble>[1])).toThrow(/did you mean points/);
    expect(() => ensemble(model, { times: [1], substep: 0 })).toThrow(/substep is 0/);
  });
});
