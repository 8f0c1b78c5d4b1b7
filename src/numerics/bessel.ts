/**
 * J_n(x) = (1/π) ∫₀^π cos(n t − x sin t) dt for whole n ≥ 0 and x ≥ 0, to rounding: what is integrated is periodic and entire, so that the mean over equidistant points
 * is exact as soon as they resolve it.
 */
export function bessel(order: number, x: number): number {
  const points = 32 + order + Math.ceil(0.55 * x);
  let sum = 0;
  for (let k = 0; k < points; k++) {
    const t = ((k + 0.5) * Math.PI) / points;
    sum += Math.cos(order * t - x * Math.sin(t));
  }
  return sum / points;
}

/** The first zeros of J₀, ascending: by Newton's method from McMahon's (k − ¼) π. */
export function besselZeros(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, k) => {
    let zero = (k + 0.75) * Math.PI;
    for (let turn = 0; turn < 6; turn++) zero += bessel(0, zero) / bessel(1, zero);
    return zero;
  });
}
