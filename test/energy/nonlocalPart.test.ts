import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Energy, entropy, type Field, interaction, potential, power } from '../../src/energy/index.ts';
import { CapabilityError } from '../../src/errors/index.ts';
import { field, line, norm, part, quartic, ring, square } from './nonlocalSamples.ts';

describe('the two parts of an energy on a grid', () => {
  const energies: readonly (readonly [string, Energy])[] = [
    ['entropy + interaction', entropy().plus(interaction((...x) => Math.exp(-norm(x))))],
    ['interaction alone', interaction((...x) => norm(x)).scale(3)],
    [
      'two interactions, a potential and a black box',
      interaction((...x) => norm(x) ** 2)
        .plus(interaction((...x) => Math.exp(-norm(x))).scale(2))
        .plus(potential((x) => x))
        .plus(power(3))
        .plus(quartic.scale(0.5)),
    ],
  ];

  test.each(energies)('%s: add up to it', (_, energy) => {
    for (const box of [line, ring, square]) {
      const p = field(box, 3);
      const whole = energy.on(box);
      const [all, local, nonlocal] = [0, 1, 2].map(() => new Float64Array(box.size));
      const value = whole.firstVariation(all, p);
      const sum = whole.local.firstVariation(local, p) + part(energy, box).firstVariation(nonlocal, p);
      expect(value).toBe(sum);
      expect(whole.value(p)).toBe(value);
      all.forEach((v, i) => {
        expect(v).toBe(local[i] + nonlocal[i]);
      });
      expect(part(energy, box).value(p)).toBe(part(energy, box).firstVariation(nonlocal, p));
    }
  });

  test('a local energy is its own local part, and has no other', () => {
    const local = entropy().on(line);
    expect(local.local).toBe(local);
    expect(local.nonlocal).toBeNull();
    const beside = entropy()
      .plus(power(2))
      .plus(interaction((x) => x * x))
      .on(line).local;
    expect(beside.nonlocal).toBeNull();
    expect(beside.value(field(line, 1))).toBe(entropy().plus(power(2)).on(line).value(field(line, 1)));
  });

  test('a local part without internal energies has no conjugate', () => {
    const out = new Float64Array(line.size);
    const { local } = interaction((x) => x * x).on(line);
    expect(local.firstVariation(out, field(line, 1))).toBe(0);
    expect(out.every((v) => v === 0)).toBe(true);
    expect(() => local.conjugate(out)).toThrow(CapabilityError);
  });
});

describe('the remainder', () => {
  const seeds = fc.integer({ min: 0, max: 99 });
  const all = interaction((...x) => Math.exp(-2 * norm(x)) - norm(x)).plus(quartic);

  test('is N(p) − N(q) − ⟨δN(q), p − q⟩', () => {
    fc.assert(
      fc.property(fc.constantFrom(line, ring, square), seeds, seeds, (box, a, b) => {
        const [p, q, slope] = [field(box, a), field(box, b), new Float64Array(box.size)];
        const N = part(all, box);
        const atQ = N.firstVariation(slope, q);
        const linear = box.cellVolume * slope.reduce((s, v, i) => s + v * (p[i] - q[i]), 0);
        expect(N.remainder(p, q)).toBeCloseTo(N.value(p) - atQ - linear, 11);
      }),
      { numRuns: 50 },
    );
  });

  test('of an interaction keeps its digits however close the densities are', () => {
    const W: Field = (...x) => Math.exp(-2 * norm(x));
    for (const box of [line, ring, square])
      for (const size of [1e-3, 1e-7]) {
        const q = field(box, 1);
        const p = q.map((v, i) => v + size * Math.cos(i));
        const d = p.map((v, i) => v - q[i]);
        // ½ h^2d Σ W d d, directly; periodic differences are nearest images.
        let expected = 0;
        for (let i = 0; i < box.size; i++)
          for (let j = 0; j < box.size; j++) {
            const x = box.centre(i).map((v, k) => {
              const s = v - box.centre(j)[k];
              return box.axes[k].periodic ? s - Math.round(s) : s;
            });
            expected += 0.5 * box.cellVolume ** 2 * W(...x) * d[i] * d[j];
          }
        expect(part(interaction(W), box).remainder(p, q) / expected).toBeCloseTo(1, 10);
      }
  });
});
