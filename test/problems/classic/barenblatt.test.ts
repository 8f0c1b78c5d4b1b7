import { power } from 'ottoflow';
import { type Barenblatt, barenblatt } from 'ottoflow/problems';
import { describe, expect, test } from 'vitest';
import { integrate } from '../../../src/numerics/gaussKronrod.ts';

const cases = [1, 2, 3].flatMap((dimension) =>
  [1.25, 1.5, 2, 3, 4].map((exponent) => ({ dimension, exponent })),
);

/** Length, circumference and area of unit spheres. */
const SPHERE = [2, 2 * Math.PI, 4 * Math.PI];

/** ∫ f(r) dx over the ball of radius R in d dimensions; r = R sin θ takes the singularity at the edge away. */
function overBall(f: (r: number) => number, d: number, R: number): number {
  const integrand = (theta: number) => {
    const r = R * Math.sin(theta);
    return f(r) * r ** (d - 1) * R * Math.cos(theta);
  };
  return SPHERE[d - 1] * integrate(integrand, 0, 0.5 * Math.PI).value;
}

const radial = (profile: Barenblatt, R: number) => (r: number) => profile.density(r * r, R);

describe.each(cases)('Barenblatt profiles of m = $exponent in $dimension dimensions', (definition) => {
  const { dimension: d, exponent: m } = definition;
  const profile = barenblatt({ ...definition, mass: 0.7 });
  const { U, dU } = ((): { U: (p: number) => number; dU: (p: number) => number } => {
    const [term] = power(m).terms;
    if (term.kind !== 'internal') throw new Error('the power energy is internal');
    return term.density;
  })();

  test('have their mass, height and second moment', () => {
    for (const R of [0.3, 1, 4]) {
      const p = radial(profile, R);
      expect(overBall(p, d, R)).toBeCloseTo(0.7, 11);
      expect(p(0)).toBe(profile.height(R));
      expect(p(R)).toBe(0);
      expect(p(1.1 * R)).toBe(0);
      const moment = overBall((r) => r * r * p(r), d, R) / (0.7 * R * R * d);
      expect(moment).toBeCloseTo(profile.secondMoment, 11);
    }
  });

  test.each([0, 3, -2])('with κ = %d, they solve ∂p/∂t = Δp^m + κ div(x p)', (kappa) => {
    const law = profile.law(kappa);
    // Fourth-order differences, in units of the radius and of the time in which R^{α+1} changes by its own size.
    const h = 2e-3;
    const d1 = (f: (s: number) => number) => (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
    const d2 = (f: (s: number) => number) =>
      (16 * (f(h) + f(-h)) - (f(2 * h) + f(-2 * h)) - 30 * f(0)) / (12 * h * h);
    const rate = (law.exponent + 1) * (law.spreading * 0.6 ** (-law.exponent - 1) + Math.abs(kappa));
    const radiusAt = (later: number) => law.flow(0.6, (3 * h + later) / rate);
    const R = radiusAt(0);
    const p = (share: number, later: number) => profile.density((share * R) ** 2, radiusAt(later));
    for (const r of [0.1, 0.3, 0.5, 0.7]) {
      const inTime = rate * d1((s) => p(r, s));
      const power = (s: number) => p(r + s, 0) ** m;
      const laplacian = (d2(power) + ((d - 1) / r) * d1(power)) / R ** 2;
      const drift = kappa * (d * p(r, 0) + r * d1((s) => p(r + s, 0)));
      expect(Math.abs(inTime - laplacian - drift)).toBeLessThan(1e-7 * rate * profile.height(R));
    }
  });

  test('come from a point source: R^{α+1} grows linearly from 0', () => {
    const { law, radius } = profile;
    const R = radius(0.01);
    expect(law(0).flow(radius(0.004), 0.006)).toBeCloseTo(R, 13);
    expect(radius(0)).toBe(0);
    expect(Math.log(radius(0.16) / R) / Math.log(16)).toBeCloseTo(1 / (d * (m - 1) + 2), 13);
  });

  test.each([0, 3])(
    'with κ = %d, x = T⁻¹(x) + τ∇δE on the new support, and the old density comes to lie on the new',
    (kappa) => {
      const tau = 0.01;
      const old = 0.6;
      const next = profile.law(kappa).iterate(old, tau);
      const origin = (r: number) => (old / next) * r;
      const variation = (r: number) => dU(profile.density(r * r, next)) + 0.5 * kappa * r * r;
      const h = 1e-4 * next;
      for (const share of [0.1, 0.4, 0.7, 0.95]) {
        const r = share * next;
        const slope =
          (8 * (variation(r + h) - variation(r - h)) - (variation(r + 2 * h) - variation(r - 2 * h))) /
          (12 * h);
        expect(r + tau * slope).toBeCloseTo(origin(r), 9);
        const stretched = (next / old) ** d * profile.density(r * r, next);
        expect(stretched / profile.density(origin(r) ** 2, old)).toBeCloseTo(1, 12);
      }
    },
  );

  test('of all dilations the iterate has the least W₂²/(2τ) + E', () => {
    const tau = 0.02;
    const old = 0.5;
    const next = profile.law(0).iterate(old, tau);
    const objective = (R: number) => {
      const p = radial(profile, R);
      const distance = overBall((r) => r * r * p(r), d, R) * (1 - old / R) ** 2;
      return distance / (2 * tau) + overBall((r) => U(p(r)), d, R);
    };
    const h = 1e-3 * next;
    const [left, here, right] = [-h, 0, h].map((s) => objective(next + s));
    expect(here).toBeLessThan(left);
    expect(here).toBeLessThan(right);
    // The vertex of the parabola through the three lies where the iterate is.
    const vertex = (0.5 * h * (left - right)) / (left - 2 * here + right);
    expect(Math.abs(vertex)).toBeLessThan(2e-5 * next);
  });
});

describe('Barenblatt profiles', () => {
  test('known constants: R_old = R − 8τ/(πR³), R − 3Mτ/R², R − 12τ/(π²R³)', () => {
    const at = (dimension: number, exponent: number, mass: number) => {
      const { spreading, exponent: alpha } = barenblatt({ dimension, exponent, mass }).law(0);
      return [spreading, alpha];
    };
    const expected = (given: number[], [K, alpha]: number[]) => {
      expect(given[0]).toBeCloseTo(K, 12);
      expect(given[1]).toBe(alpha);
    };
    expected(at(2, 2, 1), [8 / Math.PI, 3]);
    expected(at(1, 2, 0.7), [2.1, 2]);
    expected(at(1, 3, 1), [12 / Math.PI ** 2, 3]);
    // ∫ (1 − r²) over the unit ball in three dimensions is 8π/15.
    expected(at(3, 2, 1), [(4 * 15) / (8 * Math.PI), 4]);
  });

  test.each([
    [{ exponent: 1, dimension: 1 }, /exponent is 1; allowed: a number m > 1/],
    [{ exponent: 2, dimension: 4 }, /dimension is 4; allowed: an integer in \[1, 3\]/],
    [{ exponent: 2, dimension: 1, mass: 0 }, /mass is 0/],
  ])('%j is refused', (definition, says) => {
    expect(() => barenblatt(definition)).toThrow(says);
  });
});
