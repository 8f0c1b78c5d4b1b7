import type { Pointwise } from '../pointwise.ts';
import type { CellLoops } from './cellLoops.ts';

// Gauss–Legendre nodes and weights on [0, 1], for d² ∫ (1 − t) U″(q + t d) dt.
const NODES = [0.06943184420297371, 0.33000947820757187, 0.6699905217924281, 0.9305681557970263];
const WEIGHTS = [0.17392742256872693, 0.32607257743127307, 0.32607257743127307, 0.17392742256872693];

/**
 * U(p) − U(q) − y (p − q) with y = U′(q), or y beyond the range of U′ and q that end of the domain; a q or U(q) beyond
 * the range of doubles makes it infinite.
 */
function divergence(f: Pointwise, p: number, q: number, y: number): number {
  const d = p - q;
  if (d === 0) return 0;
  // U″ may be singular at the ends of the domain; and at an end y may lie beyond U′(q), which the integral cannot see.
  if (Math.abs(d) <= 0.05 * Math.min(q - f.domain[0], f.domain[1] - q)) {
    let s = 0;
    for (let k = 0; k < 4; k++) s += WEIGHTS[k] * (1 - NODES[k]) * f.d2U(q + NODES[k] * d);
    // Near the smallest of doubles U″ may overflow.
    if (s < Infinity) return d * (d * s);
  }
  const floor = f.U(q);
  const top = f.U(p);
  return q === Infinity || floor === Infinity || top === Infinity
    ? Infinity
    : Math.max(0, top - floor - y * d);
}

/** The loops of any U, by calls of its functions in every cell. */
export function generalLoops(f: Pointwise): CellLoops {
  function value(p: Float64Array, V: Float64Array): number {
    let s = 0;
    for (let i = 0; i < p.length; i++) s += f.U(p[i]) + V[i] * p[i];
    return s;
  }
  return {
    value,
    firstVariation(out, p, V) {
      for (let i = 0; i < p.length; i++) out[i] = f.dU(p[i]) + V[i];
      return value(p, V);
    },
    curvature(out, p) {
      for (let i = 0; i < p.length; i++) out[i] = f.d2U(p[i]);
    },
    inverse(out, y, V) {
      for (let i = 0; i < y.length; i++) out[i] = f.inverse(y[i] - V[i], 0);
    },
    conjugate(y, V) {
      let s = 0;
      for (let i = 0; i < y.length; i++) {
        const z = y[i] - V[i];
        const q = f.inverse(z, 0);
        s += q < Infinity ? z * q - f.U(q) : Infinity;
      }
      return s;
    },
    fenchelGap(p, y, V) {
      let s = 0;
      for (let i = 0; i < p.length; i++) {
        const z = y[i] - V[i];
        s += divergence(f, p[i], f.inverse(z, 0, p[i]), z);
      }
      return s;
    },
    prox(out, x, V, kappa) {
      for (let i = 0; i < x.length; i++) out[i] = f.inverse(kappa * x[i] - V[i], kappa, x[i]);
    },
    bregman(p, q) {
      let s = 0;
      for (let i = 0; i < p.length; i++) s += p[i] === q[i] ? 0 : divergence(f, p[i], q[i], f.dU(q[i]));
      return s;
    },
  };
}
