import type { PurePower } from '../purePower.ts';
import type { CellLoops } from './cellLoops.ts';
import { outside } from './outside.ts';

/** Coefficients of ((1 + t)^m − 1 − m t)/t² in powers of t, as many as |t| ≤ 0.05 needs. */
function defectSeries(m: number): Float64Array {
  const coefficients = [(m * (m - 1)) / 2];
  for (let j = 0; j < 60; j++) {
    const next = (coefficients[j] * (m - 2 - j)) / (j + 3);
    if (!(Math.abs(next) * 0.05 ** (j + 1) > 1e-18 * Math.abs(coefficients[0]))) break;
    coefficients.push(next);
  }
  return Float64Array.from(coefficients);
}

function horner(coefficients: Float64Array, t: number): number {
  let s = 0;
  for (let j = coefficients.length - 1; j >= 0; j--) s = s * t + coefficients[j];
  return s;
}

/** The loops of U(p) = c p^m on p ≥ 0, convex. With q^m = q z/(m c) where U′(q) = z, a gap near zero takes one power alone. */
export function powerLoops(f: PurePower): CellLoops {
  const { m, c, slopePower, U, dU, d2U, inverse } = f;
  const k = m * c;
  const series = defectSeries(m);
  const cubic = m === 3;

  /** U(p) + V p, given p^(m − 1), which may overflow where its product with p does not. */
  function cell(p: number, power: number, V: number): number {
    return p > 0 ? p * (c * Math.min(power, Number.MAX_VALUE) + V) : p === 0 ? 0 : outside(p);
  }

  /** U(p) − U(q) − z (p − q) with U(q) = base, z = U′(q) or, for q = 0, beyond it. */
  function divergence(p: number, q: number, base: number, z: number): number {
    const d = p - q;
    if (d === 0 && q > 0) return 0;
    if (!(p >= 0)) return outside(p);
    if (!(q < Infinity)) return outside(q);
    if (cubic && q > 0) return c * d * d * (p + 2 * q);
    const t = d / q;
    if (Math.abs(t) <= 0.05) return base * t * t * horner(series, t);
    return Math.max(0, U(p) - base - z * d);
  }

  return {
    value(p, V) {
      let s = 0;
      for (let i = 0; i < p.length; i++) s += cell(p[i], slopePower(p[i]), V[i]);
      return s;
    },
    firstVariation(out, p, V) {
      let s = 0;
      for (let i = 0; i < p.length; i++) {
        const power = slopePower(p[i]);
        out[i] = k * power + V[i];
        s += cell(p[i], power, V[i]);
      }
      return s;
    },
    curvature(out, p) {
      for (let i = 0; i < p.length; i++) out[i] = d2U(p[i]);
    },
    inverse(out, y, V) {
      for (let i = 0; i < y.length; i++) out[i] = inverse(y[i] - V[i], 0);
    },
    conjugate(y, V) {
      let s = 0;
      for (let i = 0; i < y.length; i++) {
        const z = y[i] - V[i];
        const q = inverse(z, 0);
        s += q > 0 && q < Infinity ? z * q * (1 - 1 / m) : q;
      }
      return s;
    },
    fenchelGap(p, y, V) {
      let s = 0;
      for (let i = 0; i < p.length; i++) {
        const z = y[i] - V[i];
        const q = inverse(z, 0);
        s += divergence(p[i], q, q > 0 ? (z / m) * q : 0, z);
      }
      return s;
    },
    prox(out, x, V, kappa) {
      for (let i = 0; i < x.length; i++) out[i] = inverse(kappa * x[i] - V[i], kappa, x[i]);
    },
    bregman(p, q) {
      let s = 0;
      for (let i = 0; i < p.length; i++)
        s += p[i] === q[i] ? 0 : !(q[i] >= 0) ? outside(q[i]) : divergence(p[i], q[i], U(q[i]), dU(q[i]));
      return s;
    },
  };
}
