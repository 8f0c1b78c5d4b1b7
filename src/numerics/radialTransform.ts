import { bessel, besselZeros } from './bessel.ts';

/** Fourier transforms of functions of the distance from 0 in R^d, on the nodes of a ball. */
export interface RadialTransform {
  /** Distances, ascending, all above 0. */
  readonly r: Float64Array;
  /** ∫_{R^d} f dx is Σ f(r_i) weights_i of what is small beyond the ball. */
  readonly weights: Float64Array;
  /** f̂(|k|) = ∫ f(|x|) e^{i k·x} dx at wave numbers of its own. */
  forward(out: Float64Array, f: Float64Array): void;
  /** f(|x|) = (2π)^{−d} ∫ f̂(|k|) e^{−i k·x} dk; the inverse of `forward`, to rounding in one and three dimensions. */
  inverse(out: Float64Array, f: Float64Array): void;
}

/** e^{i k·x} averaged over the directions of k, as a function of |k| |x|. */
const waves: Readonly<Record<1 | 2 | 3, (x: number) => number>> = {
  1: Math.cos,
  2: (x) => bessel(0, x),
  3: (x) => Math.sin(x) / x,
};

/** Distances and wave numbers in a ball, and what a value at each weighs in integrals over x and, with (2π)^{−d}, over k. */
interface Nodes {
  readonly r: Float64Array;
  readonly k: Float64Array;
  readonly weights: Float64Array;
  readonly waveWeights: Float64Array;
}

/** The zeros of J₀ in the plane, the middles of equal intervals otherwise. */
function nodesOf(dimension: 1 | 2 | 3, count: number, radius: number): Nodes {
  if (dimension === 2) {
    const zeros = besselZeros(count + 1);
    const last = zeros[count];
    const own = zeros.subarray(0, count);
    const share = own.map((zero) => 1 / bessel(1, zero) ** 2);
    return {
      r: own.map((zero) => (zero * radius) / last),
      k: own.map((zero) => zero / radius),
      weights: share.map((s) => 4 * Math.PI * (radius / last) ** 2 * s),
      waveWeights: share.map((s) => s / (Math.PI * radius ** 2)),
    };
  }
  const h = radius / count;
  const r = Float64Array.from({ length: count }, (_, i) => (i + 0.5) * h);
  const k = Float64Array.from({ length: count }, (_, i) => ((i + 0.5) * Math.PI) / radius);
  return dimension === 1
    ? { r, k, weights: r.map(() => 2 * h), waveWeights: k.map(() => 1 / radius) }
    : {
        r,
        k,
        weights: r.map((x) => 4 * Math.PI * h * x * x),
        waveWeights: k.map((x) => (x * x) / (2 * Math.PI * radius)),
      };
}

/**
 * Prepares transforms on so many nodes in a ball.
 *
 * Source: Lado 1971, Numerical Fourier transforms in one, two, and three dimensions for liquid state calculations: nodes at which Bessel functions are as good as
 * orthogonal.
 */
export function radialTransform(dimension: 1 | 2 | 3, count: number, radius: number): RadialTransform {
  const { r, k, weights, waveWeights } = nodesOf(dimension, count, radius);
  const wave = waves[dimension];
  // Products of the ith distance and the jth wave number are those of the jth and the ith: the table is symmetric.
  const table = new Float64Array(count * count);
  for (let i = 0; i < count; i++)
    for (let j = 0; j <= i; j++) table[i * count + j] = table[j * count + i] = wave(r[i] * k[j]);

  const weighted = new Float64Array(count);
  const apply = (out: Float64Array, f: Float64Array, w: Float64Array): void => {
    for (let i = 0; i < count; i++) weighted[i] = w[i] * f[i];
    for (let j = 0; j < count; j++) {
      const row = j * count;
      let sum = 0;
      for (let i = 0; i < count; i++) sum += table[row + i] * weighted[i];
      out[j] = sum;
    }
  };
  return {
    r,
    weights,
    forward: (out, f) => apply(out, f, weights),
    inverse: (out, f) => apply(out, f, waveWeights),
  };
}
