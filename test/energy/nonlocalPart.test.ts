import fc from 'fast-check';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { uniform } from '../../src/density/index.ts';
import {
  type Energy,
  entropy,
  type Field,
  functional,
  interaction,
  type NonlocalPart,
  potential,
  power,
} from '../../src/energy/index.ts';
import { ArgumentError, CapabilityError, UnknownNameError } from '../../src/errors/index.ts';
import { type Grid, grid } from '../../src/grid/index.ts';
import { meanField, particleModel } from '../../src/particles/index.ts';
import { exponential, gaussian, softRamp } from '../../src/potentials/index.ts';
import { checkEnergy } from '../../src/testing/index.ts';

const norm = (x: readonly number[]): number => Math.hypot(...x);
const line = grid([[-0.5, 0.5]], [24]);
const ring = grid([[0, 1]], [15], { periodic: [true] });
const square = grid(
  [
    [-0.5, 0.5],
    [-0.5, 0.5],
  ],
  [7, 6],
);

function field(box: Grid, seed: number): Float64Array {
  return Float64Array.from({ length: box.size }, (_, i) => 1 + 0.9 * Math.sin(seed + 12.9898 * (i + 1)));
}

function part(energy: Energy, box: Grid): NonlocalPart {
  const { nonlocal } = energy.on(box);
  if (nonlocal === null) throw new Error('no nonlocal part');
  return nonlocal;
}

/** ∫p^4 as a black box. */
const quartic = functional({
  convex: true,
  firstVariation: (out, p, { cellVolume }) => {
    let s = 0;
    p.forEach((v, i) => {
      out[i] = 4 * v ** 3;
      s += v ** 4;
    });
    return cellVolume * s;
  },
});

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

/** The matrix of W∗ on a grid, column by column. */
function matrix(W: Field, box: Grid): Matrix {
  const columns = Array.from({ length: box.size }, (_, j) => {
    const unit = new Float64Array(box.size);
    unit[j] = 1;
    const out = new Float64Array(box.size);
    part(interaction(W), box).firstVariation(out, unit);
    return Array.from(out);
  });
  return new Matrix(columns);
}

function eigenvalues(A: Matrix): number[] {
  const symmetric = Matrix.add(A, A.transpose()).mul(0.5);
  return new EigenvalueDecomposition(symmetric, { assumeSymmetric: true }).realEigenvalues.sort(
    (a, b) => a - b,
  );
}

/** The eigenvalues on fields of zero sum: those of PAP in an orthonormal basis of them (Helmert's). */
function centredEigenvalues(A: Matrix): number[] {
  const n = A.rows;
  const basis = new Matrix(
    Array.from({ length: n - 1 }, (_, k) =>
      Array.from({ length: n }, (_, i) => {
        const scale = Math.sqrt((k + 1) * (k + 2));
        return i <= k ? 1 / scale : i === k + 1 ? -(k + 1) / scale : 0;
      }),
    ),
  );
  return eigenvalues(basis.mmul(A).mmul(basis.transpose()));
}

describe('the spectrum of an interaction against dense eigenvalues', () => {
  const decades = fc.double({ min: -7, max: 0, noNaN: true }).map((e) => 10 ** e);
  const signed = fc.oneof(
    fc.constant(0),
    decades,
    decades.map((c) => -c),
  );
  // Sums of kernels of either sign, over decades, so that often a small one decides.
  const kernels = fc
    .record({
      gauss: signed,
      width: fc.double({ min: 0.03, max: 1, noNaN: true }),
      kink: signed,
      square: signed,
      mixed: signed,
      wave: signed,
      frequency: fc.double({ min: 1, max: 40, noNaN: true }),
      constant: signed,
    })
    .map(
      ({ gauss, width, kink, square: s, mixed, wave, frequency, constant }): Field =>
        (x, y = 0) =>
          gauss * Math.exp(-(x * x + y * y) / (width * width)) +
          kink * Math.exp(-Math.hypot(x, y) / width) +
          s * (x * x + y * y) +
          mixed * x * y +
          wave * Math.cos(frequency * (x + 0.5 * y)) +
          constant,
    );
  const boxes = fc.constantFrom(line, ring, square, grid([[0, 2]], [2]), grid([[0, 2]], [1]));

  test('a curvature that is named is right, and bounds are bounds', () => {
    const named = { convex: 0, concave: 0, indefinite: 0, unknown: 0 };
    fc.assert(
      fc.property(kernels, boxes, (W, box) => {
        const { curvature, bound, spectrum } = part(interaction(W), box);
        if (bound === null || spectrum === null) throw new Error('an interaction has bounds');
        const A = matrix(W, box);
        const all = eigenvalues(A);
        const size = Math.max(...all.map(Math.abs), Number.MIN_VALUE);
        const noise = 1e-12 * size;
        expect(Math.max(...all.map(Math.abs))).toBeLessThanOrEqual(bound + noise);
        named[curvature]++;
        if (box.size === 1) return;
        const centred = centredEigenvalues(A);
        const [lowest, highest] = [centred[0], centred[centred.length - 1]];
        expect(lowest).toBeGreaterThanOrEqual(spectrum[0] - noise);
        expect(highest).toBeLessThanOrEqual(spectrum[1] + noise);
        if (curvature === 'convex') expect(lowest).toBeGreaterThanOrEqual(-noise);
        if (curvature === 'concave') expect(highest).toBeLessThanOrEqual(noise);
        if (curvature === 'indefinite') {
          expect(lowest).toBeLessThan(0);
          expect(highest).toBeGreaterThan(0);
        }
      }),
      { numRuns: 200 },
    );
    // The test would be empty if nothing were ever decided.
    expect(named.convex).toBeGreaterThan(10);
    expect(named.concave).toBeGreaterThan(10);
    expect(named.indefinite).toBeGreaterThan(10);
  });
});

describe('curvatures that theory knows', () => {
  const long = grid([[-1, 1]], [200]);
  const plane = grid(
    [
      [-0.5, 0.5],
      [0, 2],
    ],
    [40, 33],
  );
  const rows: readonly (readonly [string, Field, readonly Grid[], string])[] = [
    ['e^{−x²}: its transform is positive', (...x) => Math.exp(-(norm(x) ** 2)), [line, long], 'convex'],
    ['a narrow Gaussian', (...x) => Math.exp(-((norm(x) / 0.1) ** 2)), [line, long, square, plane], 'convex'],
    ['e^{−|x|}: convex and decreasing', (...x) => Math.exp(-norm(x)), [line, long, ring], 'convex'],
    ['−|x| in one dimension', (x) => -Math.abs(x), [line, long], 'convex'],
    ['|x| in one dimension', (x) => Math.abs(x), [line, long], 'concave'],
    [
      'ramps, boxes convolved with themselves',
      (x, y = 0) => Math.max(0, 1 - 4 * Math.abs(x)) * Math.max(0, 1 - 3 * Math.abs(y)),
      [line, long, square, plane],
      'convex',
    ],
    ['|x|²/2: minus a square', (...x) => 0.5 * norm(x) ** 2, [line, long, square, plane], 'concave'],
    ['−|x|²/2', (...x) => -0.5 * norm(x) ** 2, [line, long, square, plane], 'convex'],
    ['a quadratic form ≥ 0', (x, y = 0) => 2 * x * x + x * y + y * y, [line, square, plane], 'concave'],
    ['a quadratic form along one axis', (x) => -x * x, [square, plane], 'convex'],
    ['a form of both signs', (x, y = 0) => x * x - y * y + x * y, [square, plane], 'indefinite'],
    [
      '−|x|²/2 and a repulsion of short range',
      (...x) => Math.exp(-norm(x) / 0.02) - norm(x) ** 2,
      [line, long, square],
      'convex',
    ],
    ['short attraction, long repulsion', (x) => Math.abs(x) - 3 * x * x, [line, long], 'indefinite'],
    ['a constant', () => 7, [line, square], 'convex'],
    ['a constant and a Gaussian', (x) => 1e5 + Math.exp(-((x / 0.1) ** 2)), [line, long], 'convex'],
  ];

  test.each(rows)('%s', (_, W, boxes, expected) => {
    for (const box of boxes) expect(part(interaction(W), box).curvature).toBe(expected);
  });

  test('a W that is defined between cells only is continued', () => {
    const short: Field = (x) => (Math.abs(x) < 1 ? -Math.abs(x) : Number.NaN);
    expect(part(interaction(short), line).curvature).toBe('convex');
  });

  test('of sums: what the parts have in common, and black boxes are as they say', () => {
    expect(part(quartic, line).curvature).toBe('convex');
    expect(part(quartic, line).bound).toBeNull();
    expect(part(quartic, line).spectrum).toBeNull();
    const dark = functional({ firstVariation: () => 0 });
    const gauss = interaction((x) => Math.exp(-x * x));
    expect(part(dark, line).curvature).toBe('unknown');
    expect(part(gauss.plus(quartic), line).curvature).toBe('convex');
    expect(part(gauss.plus(dark), line).curvature).toBe('unknown');
    expect(part(interaction((x) => x * x).plus(quartic), line).curvature).toBe('unknown');
    // One kernel: a convex and a concave one may add up to either.
    expect(part(gauss.plus(interaction((x) => -0.5 * Math.exp(-x * x))), line).curvature).toBe('convex');
    expect(part(gauss.plus(interaction((x) => -2 * Math.exp(-x * x))), line).curvature).toBe('concave');
  });
});

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
    expect(() => checkEnergy(wrong, { grid: line, runs: 50 })).toThrow(/above the chord/);
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
