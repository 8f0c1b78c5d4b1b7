import fc from 'fast-check';
import { hotelling } from 'ottoflow/solvers';
import { expect, test } from 'vitest';
import { jointJackknife } from '../../../solvers/particles/jackknife.ts';
import { fillNormal } from '../../../solvers/particles/random/streams.ts';
import { kolmogorovSmirnov } from './statistics.ts';

test('of one estimate it is Student’s test: 2.776 is the 95 % point of t with 4 degrees of freedom', () => {
  const { distance, probability } = hotelling({ values: [3], covariance: [[4]], groups: 5 }, [
    3 - 2 * 2.776445,
  ]);
  expect(distance).toBeCloseTo(2.776445, 12);
  expect(probability).toBeCloseTo(0.05, 6);
});

test('of two it has the law of Fisher: 4.1028 is the 95 % point of F(2, 10)', () => {
  const square = (4.102821 * 2 * 11) / 10;
  const identity = [
    [1, 0],
    [0, 1],
  ];
  const { distance, probability } = hotelling({ values: [0, 0], covariance: identity, groups: 12 }, [
    0,
    Math.sqrt(square),
  ]);
  expect(distance).toBeCloseTo(Math.sqrt(4.102821), 12);
  expect(probability).toBeCloseTo(0.05, 6);
});

test('too few groups, or estimates of which one follows from the others, tell nothing', () => {
  const one = [
    [1, 1],
    [1, 1],
  ];
  expect(hotelling({ values: [0, 0], covariance: one, groups: 2 }, [1, 1]).probability).toBeNaN();
  expect(hotelling({ values: [0, 0], covariance: one, groups: 9 }, [1, 1]).distance).toBeNaN();
});

test('what is compared with nothing is refused by name', () => {
  expect(() => hotelling({ values: [1, 2], covariance: [], groups: 9 }, [1])).toThrow(
    /expected is "1 values"; allowed: as many as there are estimates, 2/,
  );
});

/** Means of three numbers that hang together, each from all of eight groups and without each of them. */
function means(seed: number): Parameters<typeof jointJackknife>[0] {
  const normal = new Float64Array(24);
  fillNormal(normal, { seed, realisation: 0 }, 0);
  const data = Array.from({ length: 8 }, (_, g) => {
    const [a, b, c] = normal.subarray(3 * g, 3 * g + 3);
    return [a, a + 0.3 * b, a - 0.2 * b + 0.1 * c];
  });
  return [0, 1, 2].map((k) => {
    const sum = data.reduce((s, x) => s + x[k], 0);
    return { whole: sum / 8, without: data.map((x) => ({ value: (sum - x[k]) / 7, share: 1 / 8 })) };
  });
}

test('probabilities are uniform, though errors hang together and their covariance is itself an estimate', () => {
  const found = Array.from(
    { length: 400 },
    (_, seed) => hotelling(jointJackknife(means(seed)), [0, 0, 0]).probability,
  );
  expect(kolmogorovSmirnov(found, (p) => p)).toBeLessThan(1.95);
});

test('other units, or sums and differences of the estimates, change nothing', () => {
  const entry = fc.double({ min: -2, max: 2, noNaN: true });
  fc.assert(
    fc.property(fc.nat(1000), fc.array(entry, { minLength: 9, maxLength: 9 }), (seed, entries) => {
      const matrix = [0, 1, 2].map((k) => [0, 1, 2].map((l) => entries[3 * k + l] + (k === l ? 5 : 0)));
      const mixed = (of: readonly number[]): number[] =>
        matrix.map((row) => row.reduce((s, v, l) => s + v * of[l], 0));
      const given = means(seed);
      const combined = matrix.map((_, k) => ({
        whole: mixed(given.map(({ whole }) => whole))[k],
        without: given[0].without.map(({ share }, j) => ({
          value: mixed(given.map(({ without }) => without[j].value))[k],
          share,
        })),
      }));
      const expected = [0.1, 0.2, -0.1];
      const plain = hotelling(jointJackknife(given), expected);
      expect(hotelling(jointJackknife(combined), mixed(expected)).probability).toBeCloseTo(
        plain.probability,
        6,
      );
    }),
    { numRuns: 30 },
  );
});
