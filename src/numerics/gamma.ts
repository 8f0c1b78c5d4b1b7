// Lanczos' approximation with g = 7 and nine terms; relative error of Γ below 1e-14 for z ≥ 1/2.
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** log Γ(z). @param z - a number > 0. Source: Lanczos 1964, A precision approximation of the gamma function. */
export function logGamma(z: number): number {
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - logGamma(1 - z);
  let s = LANCZOS[0];
  for (let k = 1; k < 9; k++) s += LANCZOS[k] / (z - 1 + k);
  const t = z + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (z - 0.5) * Math.log(t) - t + Math.log(s);
}

/** Γ(z). @param z - a number > 0. */
export function gamma(z: number): number {
  return z < 0.5 ? Math.PI / (Math.sin(Math.PI * z) * gamma(1 - z)) : Math.exp(logGamma(z));
}
