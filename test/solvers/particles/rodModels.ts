import { grid, hardSphere, indicator, type ParticleModel, particleModel } from 'ottoflow';

/** N rods of length ε in [−1/2, 1/2], thrown into [a, b]. */
export function strip(particles: number, epsilon: number, a: number, b: number, cells = 200): ParticleModel {
  const line = grid([[-0.5, 0.5]], [cells]);
  return particleModel({ particles, epsilon, pair: hardSphere(), initial: indicator(line, [[a, b]]) });
}

/** Reflected Brownian motion on [0, ℓ] from the uniform law on [a, b], by a long cosine series: density and distribution. */
export function naiveReflected(
  t: number,
  a: number,
  b: number,
  length: number,
): { g: (y: number) => number; G: (y: number) => number } {
  const terms = Array.from({ length: 3000 }, (_, k) => {
    const q = ((k + 1) * Math.PI) / length;
    return {
      q,
      c: (2 * (Math.sin(q * b) - Math.sin(q * a)) * Math.exp(-q * q * t)) / (q * (b - a) * length),
    };
  }).filter(({ c }) => Math.abs(c) > 1e-18);
  return {
    g: (y) => terms.reduce((s, { q, c }) => s + c * Math.cos(q * y), 1 / length),
    G: (y) => terms.reduce((s, { q, c }) => s + (c / q) * Math.sin(q * y), y / length),
  };
}
