import { describe, expect, test } from 'vitest';
import { uniform } from '../../src/density/index.ts';
import { entropy, type Field, interaction } from '../../src/energy/index.ts';
import { ArgumentError, UnknownNameError } from '../../src/errors/index.ts';
import { type Grid, grid } from '../../src/grid/index.ts';
import { meanField, particleModel } from '../../src/particles/index.ts';
import { exponential, gaussian, softRamp } from '../../src/potentials/index.ts';
import { checkEnergy } from '../../src/testing/index.ts';
import { line, norm, part } from './nonlocalSamples.ts';

describe('positiveType', () => {
  const wide: Field = (...x) => Math.exp(-((0.3 * norm(x)) ** 2));

  test('makes the energy convex where the grid cannot show it', () => {
    const box = grid(
      [
        [0, 1],
        [0, 1],
      ],
      [200, 150],
    );
    expect(part(interaction(wide), box).curvature).toBe('unknown');
    const said = interaction(wide, { positiveType: true });
    expect(part(said, box).curvature).toBe('convex');
    expect(part(said.plus(interaction(wide)), box).curvature).toBe('unknown');
    expect(said.capabilities.convex).toBe(true);
    expect(said.scale(2).plus(entropy()).capabilities.convex).toBe(true);
    expect(interaction(wide).capabilities.convex).toBe(false);
  });

  test('is an error where it is seen to be false', () => {
    for (const W of [
      (x: number) => x * x,
      (x: number) => -Math.abs(x),
      (x: number) => Math.exp(-x * x) - 0.5,
      (x: number) => Math.cos(9 * x) - 1e-3 * Math.cos(30 * x),
    ]) {
      const energy = interaction(W, { positiveType: true }).plus(entropy());
      expect(() => energy.on(line)).toThrow(ArgumentError);
      expect(() => energy.on(line)).toThrow(/^positiveType is true; allowed: false: on the grid/);
    }
    // Convex among densities of equal mass, and with a constant for all.
    expect(() => interaction((x) => 1 - Math.abs(x), { positiveType: true }).on(line)).not.toThrow();
  });

  test('is what the law of convexity says', () => {
    const energy = entropy().plus(interaction(wide, { positiveType: true }));
    expect(() => checkEnergy(energy, { grid: line, runs: 20 })).not.toThrow();
    const concave = entropy().plus(interaction((x) => -20 * Math.exp(-x * x)));
    const wrong = { ...concave, capabilities: { ...concave.capabilities, convex: true } };
    expect(() => checkEnergy(wrong, { grid: line, runs: 50, only: ['convexity'] })).toThrow(
      /above the chord/,
    );
  });

  test('is true or false, and no other option is known', () => {
    expect(() => interaction(wide, { positiveType: 1 as never })).toThrow(ArgumentError);
    expect(() => interaction(wide, { positive: true } as never)).toThrow(UnknownNameError);
  });

  test('is known of the pair potentials: mean-field energies of Gaussians, exponentials and rods’ ramps are convex', () => {
    const box = grid([[0, 1]], [60]);
    const plane = grid(
      [
        [0, 1],
        [0, 1],
      ],
      [20, 20],
    );
    const model = (pair: ReturnType<typeof gaussian>, on: Grid) =>
      meanField(particleModel({ particles: 50, epsilon: 0.7, pair, initial: uniform(on) }));
    for (const pair of [gaussian(), exponential(2)])
      for (const on of [box, plane]) {
        expect(model(pair, on).capabilities.convex).toBe(true);
        expect(part(model(pair, on), on).curvature).toBe('convex');
      }
    expect(model(softRamp(), box).capabilities.convex).toBe(true);
    expect(part(model(softRamp(), box), box).curvature).toBe('convex');
    expect(model(softRamp(), plane).capabilities.convex).toBe(false);
  });
});
