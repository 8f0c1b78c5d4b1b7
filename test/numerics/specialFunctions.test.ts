import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gamma, logGamma } from '../../src/numerics/gamma.ts';
import { incompleteBeta } from '../../src/numerics/incompleteBeta.ts';
import { normalCdf, normalCdfPrimitive } from '../../src/numerics/normal.ts';

// Every expected value below is mpmath 1.3.0 at 40 digits: gamma, loggamma, betainc(regularized), ncdf, npdf.

test.each([
  [0.01, 99.4325851191506037],
  [0.1, 9.51350769866873184],
  [0.5, 1.77245385090551603],
  [0.9, 1.06862870211931935],
  [1.5, 0.886226925452758014],
  [3.7, 4.17065178379660317],
  [20.25, 256040133328476466],
])('Γ(%d)', (z, expected) => {
  expect(Math.abs(gamma(z) / expected - 1)).toBeLessThan(5e-14);
});

test.each([
  [0.001, 6.90717888538385368],
  [0.3, 1.09579799481807552],
  [2.5, 0.28468287047291916],
  [100, 359.134205369575399],
  [1000.5, 5908.67417584867749],
])('log Γ(%d)', (z, expected) => {
  expect(Math.abs(logGamma(z) / expected - 1)).toBeLessThan(1e-14);
});

test.each([
  [0.3, 1, 1, 0.3],
  [0.3, 2, 3, 0.3483],
  [0.001, 1, 100, 0.095207852886290958],
  [0.5, 50, 51, 0.539794618693589381],
  [0.45, 50, 51, 0.182728184686145203],
  [0.4, 500, 501, 1.01480303844001225e-10],
  [0.52, 500, 501, 0.902746008640386338],
  [0.9, 100, 1, 0.0000265613988875874769],
  [0.999, 1, 1000, 1],
  [0.62, 600, 401, 0.908839493127912723],
  [0.25, 0.5, 0.5, 1 / 3],
])('I_%d(%d, %d)', (x, a, b, expected) => {
  expect(Math.abs(incompleteBeta(x, a, b) / expected - 1)).toBeLessThan(5e-12);
});

test('I_x(i, n − i + 1) is the binomial tail, summed term by term', () => {
  const integers = fc
    .integer({ min: 1, max: 40 })
    .chain((n) => fc.tuple(fc.integer({ min: 1, max: n }), fc.constant(n)));
  fc.assert(
    fc.property(integers, fc.double({ min: 0, max: 1, noNaN: true }), ([i, n], x) => {
      let tail = 0;
      for (let k = i; k <= n; k++) {
        let choose = 1;
        for (let j = 1; j <= k; j++) choose *= (n - k + j) / j;
        tail += choose * x ** k * (1 - x) ** (n - k);
      }
      expect(Math.abs(incompleteBeta(x, i, n - i + 1) - tail)).toBeLessThan(1e-12);
    }),
  );
});

test.each([
  [-12, 1.776482112077679e-33, 1.46052011698455478e-34],
  [-5, 2.86651571879193912e-7, 5.34616553383281495e-8],
  [-3.5, 0.000232629079035525036, 0.0000584809184214224384],
  [-3, 0.00134989803163009453, 0.000382154317047723596],
  [-1, 0.158655253931457051, 0.0833154705876862984],
  [-0.1, 0.460172162722971019, 0.350935331204714664],
  [0, 0.5, 0.398942280401432678],
  [0.5, 0.691462461274013104, 0.69779655740130603],
  [2, 0.977249868051820793, 2.00849070261682964],
  [2.99, 0.99860511276450775, 2.99039587712054832],
  [3.01, 0.998693761551230532, 3.01036887472793435],
  [6, 0.999999999013412355, 6.00000000015635698],
])('Φ(%d) and its primitive', (z, cdf, primitive) => {
  expect(Math.abs(normalCdf(z) - cdf)).toBeLessThan(4e-16);
  expect(Math.abs(normalCdfPrimitive(z) - primitive)).toBeLessThan(1e-15 * (1 + Math.abs(z)));
});
