import fc from 'fast-check';
import {
  DivergentIntegralError,
  exponential,
  gaussian,
  hardSphere,
  type PairPotential,
  pairPotential,
  powerLaw,
  repulsiveLennardJones,
  softRamp,
  yukawa,
} from 'ottoflow';
import { describe, expect, test } from 'vitest';

const dimensions = [1, 2, 3];

/** Relative agreement to 12 digits; the promise is 10. */
function expectDigits(actual: number, expected: number): void {
  expect(Math.abs(actual / expected - 1)).toBeLessThan(1e-12);
}

/** S_d ∫ r^{d−1}(1 − e^{−u}) dr by mpmath 1.3.0, quad with 40 digits on panels that end at kinks. */
const references: readonly [PairPotential, readonly number[]][] = [
  [yukawa(), [1.7986127581818120905, 3.9262374470376781435, 10.887971183705999675]],
  [yukawa(3), [2.8810166839151076603, 8.52002227689925827, 28.003948712684804147]],
  [yukawa(20), [5.3082855338829739733, 25.007046988606954195, 114.23669919329927873]],
  [exponential(), [1.5931991985941062686, 5.5996551586633422066, 23.70225013909444831]],
  [exponential(50), [8.9784773406593578385, 68.48105840308532023, 481.83833858570189062]],
  [gaussian(), [1.2851445209578957009, 2.5025914490041951486, 4.7372581146879892785]],
  [gaussian(50), [4.1974165827516735928, 14.103359226918930994, 41.02025869502640399]],
  [repulsiveLennardJones(), [2.0312108404504339695, 3.2456930221470730545, 4.4094463106005162079]],
  [repulsiveLennardJones(0.5), [1.976654617023499342, 3.07588861964813941, 4.0723919145440002667]],
  [repulsiveLennardJones(10), [2.1570222170684662632, 3.6555228795217619217, 5.260325793085208832]],
  [softRamp(0.001), [0.00099966674998333611071, 0.0010469358041599507568, 0.0010469881465879574347]],
  [softRamp(), [0.73575888234288464319, 0.83013795400794980264, 0.86823838875459177405]],
  [softRamp(1.99), [1.1323572115030390531, 1.3539519013800589654, 1.4672788452284835164]],
  [softRamp(2.01), [1.1382971887251790705, 1.3624552975196753334, 1.4774363788765893261]],
  [softRamp(100), [1.98, 3.0793891190487153323, 4.0656146400244423713]],
  [powerLaw(4), [2.4508334049303552903, 5.5683279968317078453, 15.186919269936415541]],
  [powerLaw(12), [2.1110931296269326046, 3.5461890406268107428, 5.1330134800677754183]],
  [powerLaw(3.01), [2.7042902516214967409, 8.358159468594149975, 1258.4217384590462773]],
  [powerLaw(6, 2.5), [2.6300580912410078942, 5.7736843077564943359, 11.739066152580701231]],
];

test.each(references)('$name agrees with forty-digit quadrature', (potential, expected) => {
  for (const d of dimensions) expectDigits(potential.excludedVolume(d), expected[d - 1]);
});

test('hard spheres exclude the unit ball: 2, π, 4π/3', () => {
  expect(dimensions.map((d) => hardSphere().excludedVolume(d))).toEqual([2, Math.PI, (4 * Math.PI) / 3]);
});

test('the values printed in the paper', () => {
  expect(yukawa().excludedVolume(2)).toBeCloseTo(3.926, 3);
  expect(powerLaw(4).excludedVolume(2)).toBeCloseTo(5.568, 3);
});

describe('series in the amplitude', () => {
  // Expand 1 − e^{−u} in powers of u: ∫e^{−n r²} dx = (π/n)^{d/2}, ∫e^{−n r} dx = S_d (d − 1)!/n^d.
  const series = (a: number, moment: (n: number) => number): number => {
    let sum = 0;
    let power = -1;
    for (let n = 1; n <= 60; n++) {
      power *= -a / n;
      sum += power * moment(n);
    }
    return sum;
  };

  test('of a Gaussian', () => {
    for (const a of [0.01, 1, 3])
      for (const d of dimensions)
        expectDigits(
          gaussian(a).excludedVolume(d),
          series(a, (n) => (Math.PI / n) ** (d / 2)),
        );
  });

  test('of an exponential', () => {
    const factor = [2, 2 * Math.PI, 8 * Math.PI];
    for (const a of [0.01, 1, 3])
      for (const d of dimensions)
        expectDigits(
          exponential(a).excludedVolume(d),
          series(a, (n) => factor[d - 1] / n ** d),
        );
  });
});

describe('quadrature of a user’s u', () => {
  test('reproduces every closed form', () => {
    const twins: [PairPotential, PairPotential][] = [
      [hardSphere(), pairPotential({ u: () => 0, hardCore: 1, cutoff: 1 })],
      [hardSphere(), pairPotential({ u: () => 0, hardCore: 1 })],
      [softRamp(7), pairPotential({ u: (r) => Math.max(0, 7 * (1 - r)) })],
      [softRamp(7), pairPotential({ u: (r) => 7 * (1 - r), cutoff: 1 })],
      [powerLaw(12), pairPotential({ u: (r) => r ** -12 })],
      [powerLaw(4), pairPotential({ u: (r) => r ** -4 })],
      [powerLaw(3.01), pairPotential({ u: (r) => r ** -3.01 })],
      [repulsiveLennardJones(), pairPotential({ u: repulsiveLennardJones().u })],
    ];
    for (const [closed, numeric] of twins)
      for (const d of [1, 2]) expectDigits(numeric.excludedVolume(d), closed.excludedVolume(d));
  });

  test('follows a tail that carries most of the integral', () => {
    // Ninety-nine hundredths of α lie beyond r = 3, a tenth beyond r = 1e100; summed as a geometric series.
    expect(
      pairPotential({ u: (r) => r ** -3.01 }).excludedVolume(3) / powerLaw(3.01).excludedVolume(3),
    ).toBeCloseTo(1, 10);
  });

  test('a square shoulder, jump and all', () => {
    // u = 1 for r < 2 beyond a core of 1/2: V_d (1/2)^d + V_d (2^d − (1/2)^d)(1 − 1/e).
    const shoulder = pairPotential({ u: (r) => (r < 2 ? 1 : 0), hardCore: 0.5 });
    for (const d of dimensions) {
      const ball = hardSphere().excludedVolume(d);
      expectDigits(shoulder.excludedVolume(d), ball * (0.5 ** d + (2 ** d - 0.5 ** d) * (1 - Math.exp(-1))));
    }
  });

  test('a table of three hundred numbers, linearly interpolated', () => {
    // u is linear between knots k/100; on each piece ∫(1 − e^{−u}) = h (1 − (e^{−u₀} − e^{−u₁})/(u₁ − u₀)), in one dimension.
    const knots = Array.from({ length: 301 }, (_, k) => 2 * (1 - k / 300) ** 2);
    const table = pairPotential({
      cutoff: 3,
      u: (r) => {
        const k = Math.min(299, Math.floor(100 * r));
        return knots[k] + (100 * r - k) * (knots[k + 1] - knots[k]);
      },
    });
    let expected = 0;
    for (let k = 0; k < 300; k++)
      expected += 0.02 * (1 - (Math.exp(-knots[k + 1]) - Math.exp(-knots[k])) / (knots[k] - knots[k + 1]));
    expect(Math.abs(table.excludedVolume(1) / expected - 1)).toBeLessThan(1e-10);
  });

  test('a u without any smoothness is refused, not guessed', () => {
    const rough = pairPotential({ u: (r) => (r < 2 ? 1 + Math.sin(1e7 * r) : 0) });
    expect(() => rough.excludedVolume(1)).toThrow(/was not found to 11 digits/);
  });

  test('a square well may make α negative', () => {
    const well = pairPotential({ u: () => -1, hardCore: 1, cutoff: 2 });
    for (const d of dimensions)
      expectDigits(
        well.excludedVolume(d),
        hardSphere().excludedVolume(d) * (1 + (2 ** d - 1) * (1 - Math.E)),
      );
  });

  test('no interaction excludes nothing', () => {
    expect(pairPotential({ u: () => 0 }).excludedVolume(2)).toBe(0);
  });

  test('α scales as σ^d when lengths are scaled by σ', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 20, noNaN: true }), fc.constantFrom(1, 2, 3), (sigma, d) => {
        const scaled = pairPotential({ u: (r) => Math.exp(-r / sigma) / (r / sigma) });
        expectDigits(scaled.excludedVolume(d), sigma ** d * yukawa().excludedVolume(d));
      }),
      { numRuns: 25 },
    );
  });
});

describe('divergent integrals', () => {
  test('power laws with an exponent that is no larger than the dimension', () => {
    expect(() => powerLaw(2).excludedVolume(2)).toThrow(DivergentIntegralError);
    expect(() => powerLaw(2).excludedVolume(2)).toThrow(/infinite in dimension 2.*exponent must exceed 2/);
    expect(powerLaw(2).excludedVolume(1)).toBeCloseTo(2 * Math.sqrt(Math.PI), 12);
    for (const d of dimensions) expect(() => powerLaw(1).excludedVolume(d)).toThrow(DivergentIntegralError);
  });

  test.each([
    ['Coulomb', (r: number) => 1 / r],
    ['a constant', () => 1],
    ['a logarithm', (r: number) => 1 / Math.log(2 + r)],
    ['the borderline r^-3', (r: number) => r ** -3],
  ])('%s diverges in three dimensions, and the error says how it decays', (_, u) => {
    expect(() => pairPotential({ u }).excludedVolume(3)).toThrow(
      /α_u is infinite in dimension 3|hardly faster/,
    );
  });

  test('the decay that was measured stands in the message', () => {
    expect(() => pairPotential({ name: 'coulomb', u: (r) => 1 / r }).excludedVolume(2)).toThrow(
      'coulomb: α_u is infinite in dimension 2: u(r) behaves like r^-1.000, but must decay faster than r^-2',
    );
  });

  test('logarithmic corrections that cannot be summed are refused, not guessed', () => {
    const slow = pairPotential({ u: (r) => 1 / (r ** 2 * Math.log(Math.E + r) ** 2) });
    expect(() => slow.excludedVolume(2)).toThrow(DivergentIntegralError);
    expect(slow.excludedVolume(1)).toBeGreaterThan(0);
  });

  test('an attraction too strong at the core', () => {
    expect(() => pairPotential({ u: (r) => -1 / r, cutoff: 1 }).excludedVolume(2)).toThrow(
      DivergentIntegralError,
    );
    expect(() => pairPotential({ u: (r) => (r < 1 ? 2 * Math.log(r) : 0) }).excludedVolume(2)).toThrow(
      /too attractive/,
    );
    // e^{−u} = r^{−1}: integrable in two dimensions, where α = 2π ∫_0^1 (r − 1) dr = −π.
    expectDigits(pairPotential({ u: (r) => (r < 1 ? Math.log(r) : 0) }).excludedVolume(2), -Math.PI);
  });
});

test('only dimensions one to three', () => {
  for (const d of [0, 4, 1.5, NaN])
    expect(() => yukawa().excludedVolume(d)).toThrow(/dimension is .*\[1, 3\]/);
});
