import type { Pointwise } from '../../../src/energy/pointwise.ts';
import { scalarInverse } from '../../../src/numerics/scalarInverse.ts';

// Gauss–Legendre nodes and weights on [0, 1].
const NODES = [0.06943184420297371, 0.33000947820757187, 0.6699905217924281, 0.9305681557970263];
const WEIGHTS = [0.17392742256872693, 0.32607257743127307, 0.32607257743127307, 0.17392742256872693];

/** Steps of Newton's plain method before the safeguarded one. */
const NEAR = 3;

/**
 * The internal energy of a parcel of mass Δs as a function of its width, ψ(w) = w U(Δs/w).
 *
 * ψ′ = −P and ψ″ = p P′(p)/w at p = Δs/w, with the pressure P(p) = p U′(p) − U(p), which never decreases where U is convex:
 * ψ is then convex too, and that is all of McCann's condition in one dimension.
 */
export interface ParcelEnergy {
  readonly U: (p: number) => number;
  /** P(p) = p U′(p) − U(p). */
  readonly pressure: (p: number) => number;
  /** P′(p) = p U″(p). */
  readonly stiffness: (p: number) => number;
  /** A bound on the terms of which P(p) is the difference: the scale of its rounding. */
  readonly pressureScale: (p: number) => number;
  /** The p with P(p) = π, for π above `leastPressure`; `guess` is where to start. */
  readonly density: (pressure: number, guess: number) => number;
  /** P(0+). */
  readonly leastPressure: number;
  /** Densities stay below this. */
  readonly largest: number;
  /** ψ(v) − ψ(w) − ψ′(w)(v − w) ≥ 0 for widths v and w, without cancellation near v = w. */
  readonly bregman: (mass: number, v: number, w: number) => number;
}

/** The {@link ParcelEnergy} of an internal energy. */
export function parcelEnergy({ U, dU, d2U, domain }: Pointwise): ParcelEnergy {
  const [, largest] = domain;
  const leastPressure = -U(0);
  const pressure = (p: number): number => p * dU(p) - U(p);
  const stiffness = (p: number): number => p * d2U(p);
  const onClosure = (p: number): number => {
    if (!(p > 0)) return leastPressure;
    const value = p < largest ? pressure(p) : Infinity;
    return Number.isNaN(value) ? Infinity : value;
  };
  const density = (value: number, guess: number): number => {
    // Near the solution the guess is so good that Newton's plain method needs a step or two; elsewhere it goes astray.
    let p = guess;
    for (let k = 0; k < NEAR && p > 0 && p < largest; k++) {
      const step = (pressure(p) - value) / stiffness(p);
      p -= step;
      if (Math.abs(step) <= 1e-13 * p) return p;
    }
    return scalarInverse(onClosure, stiffness, value, 0, largest, guess);
  };
  return {
    U,
    pressure,
    stiffness,
    pressureScale: (p) => Math.abs(p * dU(p)) + Math.abs(U(p)),
    density,
    leastPressure,
    largest,
    bregman: (mass, v, w) => {
      const change = v - w;
      if (Math.abs(change) > 0.05 * w)
        return Math.max(0, v * U(mass / v) - w * U(mass / w) + pressure(mass / w) * change);
      let s = 0;
      for (let k = 0; k < 4; k++) {
        const width = w + NODES[k] * change;
        const p = mass / width;
        s += (WEIGHTS[k] * (1 - NODES[k]) * p * stiffness(p)) / width;
      }
      return change * change * s;
    },
  };
}
