import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { type Field, functional, interaction } from '../../src/energy/index.ts';
import { type Grid, grid } from '../../src/grid/index.ts';
import { eigenvalues, matrixOf } from '../support/matrices.ts';
import { line, norm, part, quartic, ring, square } from './nonlocalSamples.ts';

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
        const { firstVariation, curvature, bound, spectrum } = part(interaction(W), box);
        if (bound === null || spectrum === null) throw new Error('an interaction has bounds');
        const A = matrixOf(firstVariation, box.size);
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
