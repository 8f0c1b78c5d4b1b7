import fc from 'fast-check';
import type { Capabilities } from '../../energy/index.ts';
import { largestProduct, mixture } from '../arrays.ts';
import { forAll } from '../forAll.ts';
import { admissible } from './admissible.ts';
import { type EnergyLaw, type EnergySubject, law } from './law.ts';

function pairs(subject: EnergySubject): fc.Arbitrary<{ p: Float64Array; q: Float64Array; t: number }> {
  return fc.record({
    p: admissible(subject, false),
    q: admissible(subject, true),
    t: fc.integer({ min: 1, max: 99 }).map((k) => k / 100),
  });
}

/** Energies declared convex lie below their chords: between two densities, and where only one cell differs. */
export const convexity: EnergyLaw = law(
  (subject) => {
    const { energy, grid } = subject;
    const discrete = energy.on(grid);
    const out = new Float64Array(grid.size);
    const below = (p: Float64Array, q: Float64Array, t: number): void => {
      const [a, b] = [discrete.firstVariation(out, p), discrete.value(q)];
      const between = discrete.value(mixture(p, q, t, grid));
      const chord = (1 - t) * a + t * b;
      const noise = 1e-12 * (Math.abs(a) + Math.abs(b) + largestProduct(p, out, grid));
      if (!(between <= chord + noise))
        throw new Error(`E((1 − t)p + tq) is ${between}, above the chord, ${chord}, at t = ${t}`);
    };
    const samples = fc.tuple(pairs(subject), fc.nat({ max: grid.size - 1 }));
    forAll(subject, samples, ([{ p, q, t }, cell]) => {
      below(p, q, t);
      const nearby = p.slice();
      nearby[cell] = q[cell];
      below(p, nearby, t);
    });
  },
  ({ energy }) => energy.capabilities.convex,
);

/** Energies declared quadratic have an affine first variation. */
export const quadratic: EnergyLaw = law(
  (subject) => {
    const { energy, grid } = subject;
    const discrete = energy.on(grid);
    const [a, b, c] = [0, 1, 2].map(() => new Float64Array(grid.size));
    forAll(subject, pairs(subject), ({ p, q, t }) => {
      discrete.firstVariation(a, p);
      discrete.firstVariation(b, q);
      discrete.firstVariation(c, mixture(p, q, t, grid));
      const expected = mixture(a, b, t, grid);
      const scale = a.reduce((s, v, i) => Math.max(s, Math.abs(v), Math.abs(b[i])), 0);
      const wrong = c.findIndex((v, i) => !(Math.abs(v - expected[i]) <= 1e-11 * scale));
      if (wrong >= 0)
        throw new Error(
          `in cell ${wrong} the first variation between two densities is ${c[wrong]}, not ${expected[wrong]}`,
        );
    });
  },
  ({ energy }) => energy.capabilities.quadratic,
);

/** The first variation of a local energy in a cell depends on the density in that cell alone. */
export const locality: EnergyLaw = law(
  (subject) => {
    const { energy, grid } = subject;
    const discrete = energy.on(grid);
    const [before, after] = [new Float64Array(grid.size), new Float64Array(grid.size)];
    const samples = fc.tuple(pairs(subject), fc.nat({ max: grid.size - 1 }));
    forAll(subject, samples, ([{ p, q }, cell]) => {
      discrete.firstVariation(before, p);
      const changed = q.slice();
      changed[cell] = p[cell];
      discrete.firstVariation(after, changed);
      if (before[cell] !== after[cell])
        throw new Error(
          `in cell ${cell} the first variation depends on other cells: ${before[cell]}, then ${after[cell]}`,
        );
    });
  },
  ({ energy }) => energy.capabilities.local,
);

/** What a multiple or a sum of an energy with itself promises is what the energy does, λ times as much. */
function sameTraits(one: Capabilities, more: Capabilities, factor: number, dimension: number): void {
  const [traits, given] = [one, more].map(({ local, convex, quadratic, domain }) =>
    JSON.stringify({ local, convex, quadratic, domain: domain.map(String) }),
  );
  if (given !== traits) throw new Error(`2E + E claims ${given} where E claims ${traits}`);
  const [lambda, found] = [one, more].map((c) => c.displacementConvexity(dimension));
  const expected = factor * lambda;
  const same = found === expected || Math.abs(found - expected) <= 1e-12 * Math.abs(expected);
  if (!same) throw new Error(`2E + E claims λ = ${found} along geodesics where E claims ${lambda}`);
}

/** Values, first variations and traits of multiples and sums of an energy are multiples and sums of its own. */
export const algebra: EnergyLaw = law((subject) => {
  const { energy, grid } = subject;
  const composed = energy.scale(2).plus(energy);
  const [one, more] = [energy.on(grid), composed.on(grid)];
  const [a, b] = [new Float64Array(grid.size), new Float64Array(grid.size)];
  forAll(subject, pairs(subject), ({ p }) => {
    sameTraits(energy.capabilities, composed.capabilities, 3, grid.dimension);
    const [value, triple] = [one.firstVariation(a, p), more.firstVariation(b, p)];
    const noise = 1e-12 * (Math.abs(value) + largestProduct(p, a, grid));
    if (!(Math.abs(triple - 3 * value) <= noise)) throw new Error(`2E + E is ${triple} where E is ${value}`);
    const scale = a.reduce((s, v) => Math.max(s, Math.abs(v)), 0);
    const wrong = b.findIndex((v, i) => !(Math.abs(v - 3 * a[i]) <= 1e-12 * scale));
    if (wrong >= 0) throw new Error(`in cell ${wrong} δ(2E + E) is ${b[wrong]} where δE is ${a[wrong]}`);
  });
});
