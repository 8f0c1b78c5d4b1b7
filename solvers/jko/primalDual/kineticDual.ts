/**
 * Projects (a, b) onto the paraboloid a + (τ/2) b² ≤ 0, the domain of the conjugate of m²/(2τθ), in the metric
 * da²/σ_a + db²/σ_b, and returns the multiplier λ ≥ 0: the projection is (a − σ_a λ, b/(1 + σ_b τ λ)).
 *
 * λ is the density θ that the proximal map of the kinetic energy gives to the face. The scalar equation is convex and
 * decreasing, so that Newton's method converges monotonically from any λ below the solution, and its first step from
 * one above it goes below.
 *
 * @param timeStep - τ > 0. @param stepA - σ_a > 0. @param stepB - σ_b > 0. @param guess - of λ, any number.
 */
export function kineticMultiplier(
  a: number,
  b: number,
  timeStep: number,
  stepA: number,
  stepB: number,
  guess = 0,
): number {
  const half = 0.5 * timeStep * b * b;
  if (a + half <= 0) return 0;
  let lambda = guess > 0 ? guess : 0;
  for (let k = 0; k < 60; k++) {
    const d = 1 + stepB * timeStep * lambda;
    const excess = half / (d * d);
    const next = lambda + (a - stepA * lambda + excess) / (stepA + (2 * stepB * timeStep * excess) / d);
    if (Math.abs(next - lambda) <= 4e-16 * next) return next;
    lambda = next > 0 ? next : 0;
  }
  return lambda;
}
