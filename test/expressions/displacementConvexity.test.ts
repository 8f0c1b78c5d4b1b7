import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expression, internalOf } from '../../src/expressions/index.ts';
import { grid } from '../../src/grid/index.ts';
import { checkEnergy } from '../../src/testing/index.ts';

const constants = { N: 2, b: 0.5, m: 1.5, chi: 0.5 };

/** In which of one to three dimensions a U is shown to be displacement convex. */
function shown(U: string, upper = Infinity): number[] {
  const { displacementConvexity } = internalOf({ U, constants, domain: [0, upper] }).capabilities;
  return [1, 2, 3].filter((d) => displacementConvexity(d) === 0);
}

describe('what text is shown to be displacement convex in', () => {
  test.each<[string, number, number[]]>([
    ['p log(p)', Infinity, [1, 2, 3]],
    ['p (log(p) - 1) + p^3/6', Infinity, [1, 2, 3]],
    ['p^m/(m - 1)', Infinity, [1, 2, 3]],
    // Fast diffusion down to 1 − 1/d (McCann 1997).
    ['-p^0.7', Infinity, [1, 2, 3]],
    ['-sqrt(p)', Infinity, [1, 2]],
    ['-p^0.4', Infinity, [1]],
    ['exp(p) - 1', Infinity, [1, 2, 3]],
    ['cosh(p) - 1', Infinity, [1, 2, 3]],
    // Chains in a good solvent; rods of length b.
    ['p log(p)/N + (1 - p) log(1 - p) - chi p (1 - p)', 1, [1, 2, 3]],
    ['p log(p / (1 - b p))', 2, [1, 2, 3]],
    ['p log(p) - p log(1 - b p)', 2, [1, 2, 3]],
    // In a bad solvent two terms pull either way: on a line convexity is enough, elsewhere nothing is shown.
    ['p log(p)/N + (1 - p) log(1 - p) + chi p (1 - p)', 1, [1]],
    // A pressure of −1 in the vacuum.
    ['exp(p)', Infinity, []],
    ['exp(p) - 2', Infinity, [1]],
  ])('%s', (U, upper, dimensions) => {
    expect(shown(U, upper)).toEqual(dimensions);
  });

  test('derivatives that the author gives show nothing, and what the author says is taken', () => {
    const given = { U: 'p^3', d2U: '6 p' };
    expect(internalOf(given).capabilities.displacementConvexity(2)).toBe(-Infinity);
    expect(
      internalOf({ ...given, displacementConvex: () => true }).capabilities.displacementConvexity(2),
    ).toBe(0);
  });

  test('nothing false of sums at random: McCann’s condition holds wherever it is claimed', () => {
    const part = fc.constantFrom(
      'p log(p)',
      'p^2',
      '-p^2/9',
      '-sqrt(p)',
      '-p^0.7',
      'p^3',
      '(1 - p) log(1 - p)',
      '-p log(1 - p/2)',
      'p^2/(2 - p)',
      '-log(1 - p) - p',
      'exp(p) - 1',
      '-3 p',
      'p^2 (1 - p)/9',
      '0.5',
      '-0.5',
    );
    const sums = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), part), { minLength: 1, maxLength: 3 });
    let claims = 0;
    fc.assert(
      fc.property(sums, fc.integer({ min: 1, max: 3 }), (parts, d) => {
        const U = parts.map(([c, text]) => `${c} (${text})`).join(' + ');
        // Not all are convex, which is another matter.
        const energy = internalOf({ U, domain: [0, 1], check: false });
        const convex = expression('U', U, ['p']).derivative('p').derivative('p');
        const points = Array.from({ length: 200 }, (_, k) => (k + 0.5) / 200);
        if (!points.every((p) => convex.evaluate([p]) >= 0)) return;
        if (energy.capabilities.displacementConvexity(d) !== 0) return;
        claims++;
        const box = grid(
          Array.from({ length: d }, () => [0, 1] as const),
          Array.from({ length: d }, () => 2),
        );
        expect(checkEnergy(energy, { grid: box, only: ['McCann'], runs: 20 })).toEqual(['McCann']);
      }),
      { numRuns: 60, seed: 4 },
    );
    expect(claims).toBeGreaterThan(15);
  });
});

describe('least powers', () => {
  test.each<[string, number | null]>([
    ['p^2 + 3 p^5', 2],
    ['2/p - 3/p + 4 p^2', null],
    ['2/p - 2/p + 4 p^2', 2],
    ['1/(1 - p)^2', 0],
    ['p/(p (1 - p))', 0],
    ['1/(2 - p - p^2)', 0],
    // Beyond its pole at ½ it is another series.
    ['1/(1 - 2 p)^2', null],
    ['1/(1 + p)', null],
    ['sqrt(4 p) exp(p)', 0.5],
    ['2^p sinh(p^2)', 2],
    ['exp(-2) p', 1],
    ['abs(p)', null],
    ['p > 1 ? p : 1', null],
    ['0 p', Infinity],
  ])('%s', (text, least) => {
    expect(expression('f', text, ['p']).leastPower(1)).toBe(least);
  });
});
