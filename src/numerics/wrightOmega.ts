/**
 * The Wright omega function: the ω > 0 with ω + log ω = z, which is W(e^z) of Lambert without its overflow.
 *
 * @param z - any number; the relative error of the result is below 1e-15.
 * Source: Corless–Jeffrey 2002, The Wright ω function.
 */
export function wrightOmega(z: number): number {
  if (z < -40) return Math.exp(z);
  if (z > 1e30) return z;
  let w = z > 1 ? z - Math.log(z) + Math.log(z) / z : z > -2 ? 0.5671433 * Math.exp(0.6 * z) : Math.exp(z);
  // Halley's method in log ω keeps ω positive; four rounds take every start above to rounding.
  for (let k = 0; k < 4; k++) {
    const residual = w + Math.log(w) - z;
    const slope = w + 1;
    w *= Math.exp(-residual / (slope - (0.5 * residual * w) / slope));
  }
  return w;
}
