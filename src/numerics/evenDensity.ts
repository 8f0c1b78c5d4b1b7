// Newton's method for densities under a ceiling needs a handful of rounds.
const MOST_ROUNDS = 100;
const { EPSILON } = Number;

/**
 * Writes a density of given sum strictly between bounds that is even where these leave it: lower + 1/(μ + 1/(ceiling − lower)), with the
 * μ ≥ 0 of the right sum by Newton's method, which rises to it.
 *
 * @param sum - between n lower and Σ ceiling, not included. @param ceiling - Infinity where there is no bound; null if there is none anywhere.
 */
export function evenDensity(
  out: Float64Array,
  sum: number,
  lower: number,
  ceiling: Float64Array | null,
): void {
  const n = out.length;
  if (ceiling === null) {
    out.fill(sum / n);
    return;
  }
  const rest = sum - n * lower;
  let free = 0;
  for (let i = 0; i < n; i++) if (ceiling[i] === Infinity) free++;
  let mu = free / rest;
  for (let k = 0; k < MOST_ROUNDS; k++) {
    let found = 0;
    let slope = 0;
    for (let i = 0; i < n; i++) {
      const q = 1 / (mu + 1 / (ceiling[i] - lower));
      out[i] = lower + q;
      found += q;
      slope += q * q;
    }
    const step = (found - rest) / slope;
    if (!(step > EPSILON * mu)) return;
    mu += step;
  }
}
