import type { ParticleModel } from 'ottoflow';
import { realisation } from 'ottoflow/solvers';
import { uniformAt } from '../../../solvers/particles/random/streams.ts';

/** Positions of R realisations at the times, as [time][realisation]. */
export function sample(
  model: ParticleModel,
  times: readonly number[],
  realisations: number,
): Float64Array[][] {
  const out: Float64Array[][] = times.map(() => []);
  for (let index = 0; index < realisations; index++)
    realisation(model, { index, seed: 11, times }).forEach((x, k) => {
      out[k].push(x);
    });
  return out;
}

/** Histogram of one particle per realisation, chosen at random: independent draws from the one-particle density. */
export function independentCounts(samples: readonly Float64Array[], cells: number): Float64Array {
  const counts = new Float64Array(cells);
  samples.forEach((x, r) => {
    const one = x[Math.floor(x.length * uniformAt({ seed: 99, realisation: r }, 0, 0))];
    counts[Math.min(cells - 1, Math.floor((one + 0.5) * cells))]++;
  });
  return counts;
}
