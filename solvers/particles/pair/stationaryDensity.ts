import type { MoveOfPair } from './moveOfPair.ts';
import type { Shells } from './shells.ts';

/**
 * The density g of a pair that the moves leave as it is, relative to that far away: Σ_i g_i |shell i| P_ij = g_j |shell j|, and g = 1
 * in all shells from `inner` on.
 *
 * By elimination without exchange of rows, for the matrix is an M-matrix; only what is not zero is touched, as moves are short.
 *
 * @returns g in all shells.
 */
export function stationaryDensity(
  { shares }: MoveOfPair,
  { number, volumes }: Shells,
  inner: number,
): Float64Array {
  const rows = Array.from({ length: inner }, () => new Float64Array(inner + 1));
  const last = new Int32Array(inner);
  for (let j = 0; j < inner; j++) {
    const row = rows[j];
    for (let i = 0; i < number; i++) {
      const share = (volumes[i] * shares[i * number + j]) / volumes[j];
      if (i >= inner) row[inner] += share;
      else row[i] = (i === j ? 1 : 0) - share;
    }
    for (let i = 0; i < inner; i++) if (row[i] !== 0) last[j] = i;
  }
  for (let k = 0; k < inner; k++) {
    const pivot = rows[k];
    for (let j = k + 1; j < inner; j++) {
      const row = rows[j];
      if (row[k] === 0) continue;
      const factor = row[k] / pivot[k];
      for (let i = k; i <= last[k]; i++) row[i] -= factor * pivot[i];
      row[inner] -= factor * pivot[inner];
      last[j] = Math.max(last[j], last[k]);
    }
  }
  const g = new Float64Array(number).fill(1);
  for (let k = inner - 1; k >= 0; k--) {
    let sum = rows[k][inner];
    for (let i = k + 1; i <= last[k]; i++) sum -= rows[k][i] * g[i];
    g[k] = sum / rows[k][k];
  }
  return g;
}
