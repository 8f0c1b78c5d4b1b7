import { normalCdf, normalCdfPrimitive } from '../../../src/numerics/normal.ts';

/** t/ℓ² above which the cosine series is short; below it the images are few. */
const CROSSOVER = 0.05;

/** Standard deviations beyond which a normal distribution has no weight left. */
const FAR = 8.5;

/**
 * The distribution function at time t of a reflected Brownian motion (diffusion coefficient 1) on [0, ℓ] that starts
 * uniformly on [a, b] ⊂ [0, ℓ].
 *
 * By images, P = Σ_k [Φ((2kℓ + y − s)/σ) − Φ((2kℓ − y − s)/σ)] averaged over s with σ² = 2t, for t < ℓ²/20; by the cosine
 * series y/ℓ + Σ_n (2/(nπ)) c_n e^{−n²π²t/ℓ²} sin(nπy/ℓ), c_n = ⟨cos(nπs/ℓ)⟩, from there on.
 *
 * @param y - in [0, ℓ].
 * @param t - ≥ 0; Infinity is the uniform law.
 * @returns a number in [0, 1], with absolute error below 1e-14 ℓ/(b − a).
 */
export function reflectedStripCdf(y: number, t: number, a: number, b: number, length: number): number {
  if (y <= 0) return 0;
  if (y >= length) return 1;
  if (t === 0) return Math.min(1, Math.max(0, (y - a) / (b - a)));
  const value = t < CROSSOVER * length ** 2 ? byImages(y, t, a, b, length) : byCosines(y, t, a, b, length);
  return Math.min(1, Math.max(0, value));
}

function byImages(y: number, t: number, a: number, b: number, length: number): number {
  const sigma = Math.sqrt(2 * t);
  const reach = Math.ceil((FAR * sigma + length) / (2 * length));
  let sum = 0;
  for (let k = -reach; k <= reach; k++) {
    const upper = 2 * k * length + y;
    const lower = 2 * k * length - y;
    sum += normalCdfPrimitive((upper - a) / sigma) - normalCdfPrimitive((upper - b) / sigma);
    sum -= normalCdfPrimitive((lower - a) / sigma) - normalCdfPrimitive((lower - b) / sigma);
  }
  return (sigma * sum) / (b - a);
}

function byCosines(y: number, t: number, a: number, b: number, length: number): number {
  const q = Math.PI / length;
  let sum = y / length;
  for (let n = 1; ; n++) {
    const decay = Math.exp(-((n * q) ** 2) * t);
    if (decay < 1e-18) return sum;
    sum += (2 / (n * Math.PI)) * cosineMean(n * q, a, b) * decay * Math.sin(n * q * y);
  }
}

/**
 * The density at time t of the motion of {@link reflectedStripCdf}, its derivative in y, by the same two series.
 *
 * @param y - in [0, ℓ].
 * @param t - ≥ 0; Infinity is the uniform law.
 * @returns a number ≥ 0, with absolute error below 1e-14/(b − a).
 */
export function reflectedStripDensity(y: number, t: number, a: number, b: number, length: number): number {
  if (t === 0) return y >= a && y <= b ? 1 / (b - a) : 0;
  if (t >= CROSSOVER * length ** 2) {
    const q = Math.PI / length;
    let sum = 1 / length;
    for (let n = 1; ; n++) {
      const decay = Math.exp(-((n * q) ** 2) * t);
      if (decay < 1e-18) return Math.max(0, sum);
      sum += (2 / length) * cosineMean(n * q, a, b) * decay * Math.cos(n * q * y);
    }
  }
  const sigma = Math.sqrt(2 * t);
  const reach = Math.ceil((FAR * sigma + length) / (2 * length));
  let sum = 0;
  for (let k = -reach; k <= reach; k++)
    for (const image of [2 * k * length + y, 2 * k * length - y])
      sum += normalCdf((image - a) / sigma) - normalCdf((image - b) / sigma);
  return Math.max(0, sum / (b - a));
}

/** The mean of cos(q s) over s in [a, b]. */
function cosineMean(q: number, a: number, b: number): number {
  return (Math.sin(q * b) - Math.sin(q * a)) / (q * (b - a));
}
