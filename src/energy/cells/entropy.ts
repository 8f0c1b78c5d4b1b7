import { bitsOf, logarithm } from '../../numerics/logarithm.ts';
import { entropyDefect, exponentialDefect, logDefect } from '../../numerics/smallLogarithms.ts';
import { roomOf } from '../../numerics/wasm/kernelRoom.ts';
import { wrightOmega, wrightOmegaStep } from '../../numerics/wrightOmega.ts';
import type { CellLoops } from './cellLoops.ts';
import { entropyVariation } from './entropyKernel.ts';
import { outside } from './outside.ts';

/** Of log q, relative to 1 + 2b p/a, within which the series around p hold. */
const NEAR = 0.12;

/**
 * U(p) + U*(z) − z p for U(p) = a p log p + b p², b > 0: a (p log(p/q) − p + q) + b (p − q)² with the q of U′(q) = z.
 *
 * Near p it is found from e = q/p − 1, that is log(1 + e) + w e = r with w = 2b p/a and the residual r of z at p, so that log p
 * is the only transcendental function. One step gives e up to its fourth order; the gap is stationary in a sense, and
 * what the rest of the residual, r₂, adds to it is r₂ e + r₂²/2 · d log q/dr.
 */
function gapAt(p: number, z: number, a: number, b: number, logSlope: number): number {
  const y = z / a - 1;
  const ratio = (2 * b) / a;
  const logP = Math.log(p);
  if (p > 0) {
    const w = ratio * p;
    const residual = y - logP - w;
    if (Math.abs(residual) <= NEAR * (1 + w)) {
      const e = wrightOmegaStep(w, residual);
      const defect = logDefect(e);
      const gap = defect + 0.5 * w * e * e;
      const rest = residual - (1 + w) * e + defect;
      // r₂ is of fourth order: its square is rounding below one per cent.
      if (Math.abs(e) < 0.01) return a * p * (gap + rest * e);
      return a * p * (gap + rest * (e + (0.5 * rest * (1 + e)) / (1 + w + w * e)));
    }
  }
  const q = wrightOmega(y + logSlope) / ratio;
  if (!(q < Infinity)) return outside(q);
  if (!(p > 0)) return p === 0 ? q * (a + b * q) : outside(p);
  const d = p - q;
  return Math.max(0, a * (p * (logP - y + ratio * q) - d) + b * d * d);
}

/** The same for b = 0: a p (e^r − 1 − r) with r = log(q/p). */
function heatGapAt(p: number, z: number, a: number): number {
  const y = z / a - 1;
  const r = y - Math.log(p);
  if (Math.abs(r) <= NEAR) return a * p * exponentialDefect(r);
  const q = Math.exp(y);
  if (!(q < Infinity)) return outside(q);
  if (!(p > 0)) return p === 0 ? a * q : outside(p);
  return Math.max(0, a * (q - p - p * r));
}

/** U(p) − U(q) − U′(q)(p − q) = a (p log(p/q) − p + q) + b (p − q)². */
function bregmanAt(p: number, q: number, a: number, b: number): number {
  const d = p - q;
  if (d === 0) return 0;
  if (!(p >= 0 && q >= 0)) return outside(Math.min(p, q));
  if (p === 0) return q * (a + b * q);
  if (q === 0 || p === Infinity || q === Infinity) return Infinity;
  const t = d / q;
  if (Math.abs(t) <= 0.05) return a * q * entropyDefect(t) + b * d * d;
  const quotient = p / q;
  const log = quotient > 1e-300 && quotient < 1e300 ? Math.log(quotient) : Math.log(p) - Math.log(q);
  return Math.max(0, a * (p * log - d) + b * d * d);
}

/** The loops of U(p) = a p log p + b p², a > 0, b ≥ 0; the inverse is p = (a/B) ω(y/a − 1 + log(B/a)) with B = 2b + κ. */
export function entropyLoops(a: number, b: number): CellLoops {
  const logSlope = b > 0 ? Math.log((2 * b) / a) : 0;
  return {
    value(p, V) {
      const bits = bitsOf(p);
      let s = 0;
      for (let i = 0; i < p.length; i++)
        s += p[i] > 0 ? p[i] * (a * logarithm(p, bits, i) + b * p[i] + V[i]) : p[i] === 0 ? 0 : outside(p[i]);
      return s;
    },
    firstVariation(out, p, V) {
      const room = roomOf(out, p);
      if (room !== null) {
        const sum = entropyVariation(out, p, V, a, b, room);
        if (sum !== null) return sum;
      }
      const bits = bitsOf(p);
      let s = 0;
      for (let i = 0; i < p.length; i++) {
        const q = p[i];
        const log = logarithm(p, bits, i);
        out[i] = a * (log + 1) + 2 * b * q + V[i];
        // As {@link outside} says, which is not called: a loop that calls anything checks its arrays anew in every cell.
        s += q > 0 ? q * (a * log + b * q + V[i]) : q === 0 ? 0 : q < 0 ? Infinity : q;
      }
      return s;
    },
    curvature(out, p) {
      for (let i = 0; i < p.length; i++) out[i] = a / p[i] + 2 * b;
    },
    inverse(out, y, V) {
      if (b > 0) {
        const scale = (0.5 * a) / b;
        for (let i = 0; i < y.length; i++) out[i] = scale * wrightOmega((y[i] - V[i]) / a - 1 + logSlope);
      } else for (let i = 0; i < y.length; i++) out[i] = Math.exp((y[i] - V[i]) / a - 1);
    },
    conjugate(y, V) {
      const scale = b > 0 ? (0.5 * a) / b : 0;
      let s = 0;
      for (let i = 0; i < y.length; i++) {
        const z = (y[i] - V[i]) / a - 1;
        // U*(z) = z q − U(q) = a q + b q².
        const q = b > 0 ? scale * wrightOmega(z + logSlope) : Math.exp(z);
        s += b > 0 ? q * (a + b * q) : a * q;
      }
      return s;
    },
    fenchelGap(p, y, V) {
      let s = 0;
      if (b > 0) for (let i = 0; i < p.length; i++) s += gapAt(p[i], y[i] - V[i], a, b, logSlope);
      else for (let i = 0; i < p.length; i++) s += heatGapAt(p[i], y[i] - V[i], a);
      return s;
    },
    prox(out, x, V, kappa) {
      const slope = 2 * b + kappa;
      const scale = a / slope;
      const shift = Math.log(slope / a) - 1;
      for (let i = 0; i < x.length; i++) out[i] = scale * wrightOmega((kappa * x[i] - V[i]) / a + shift);
    },
    bregman(p, q) {
      let s = 0;
      for (let i = 0; i < p.length; i++) s += bregmanAt(p[i], q[i], a, b);
      return s;
    },
  };
}
