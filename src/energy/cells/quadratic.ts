import type { CellLoops } from './cellLoops.ts';
import { outside } from './outside.ts';

/** The loops of U(p) = b p², b > 0, on p ≥ 0: everything is a polynomial. */
export function quadraticLoops(b: number): CellLoops {
  return {
    value(p, V) {
      let s = 0;
      for (let i = 0; i < p.length; i++) s += p[i] >= 0 ? p[i] * (b * p[i] + V[i]) : outside(p[i]);
      return s;
    },
    firstVariation(out, p, V) {
      let s = 0;
      for (let i = 0; i < p.length; i++) {
        out[i] = 2 * b * p[i] + V[i];
        s += p[i] >= 0 ? p[i] * (b * p[i] + V[i]) : outside(p[i]);
      }
      return s;
    },
    curvature(out) {
      out.fill(2 * b);
    },
    inverse(out, y, V) {
      const inverse = 0.5 / b;
      for (let i = 0; i < y.length; i++) out[i] = Math.max(0, inverse * (y[i] - V[i]));
    },
    conjugate(y, V) {
      let s = 0;
      for (let i = 0; i < y.length; i++) {
        const z = Math.max(0, y[i] - V[i]);
        s += z * z;
      }
      return (0.25 / b) * s;
    },
    fenchelGap(p, y, V) {
      const inverse = 0.5 / b;
      let s = 0;
      for (let i = 0; i < p.length; i++) {
        const z = y[i] - V[i];
        const d = p[i] - inverse * z;
        s += !(p[i] >= 0) ? outside(p[i]) : z < 0 ? p[i] * (b * p[i] - z) : b * d * d;
      }
      return s;
    },
    prox(out, x, V, kappa) {
      const inverse = 1 / (2 * b + kappa);
      for (let i = 0; i < x.length; i++) out[i] = Math.max(0, inverse * (kappa * x[i] - V[i]));
    },
    bregman(p, q) {
      let s = 0;
      for (let i = 0; i < p.length; i++) {
        const d = p[i] - q[i];
        s += d === 0 ? 0 : p[i] >= 0 && q[i] >= 0 ? b * d * d : outside(Math.min(p[i], q[i]));
      }
      return s;
    },
  };
}
