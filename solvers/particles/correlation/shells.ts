import { ballVolume } from '../../../src/potentials/ball.ts';
import type { Lags } from './lags.ts';
import type { PairBins } from './pairCounter.ts';

/** Nodes per cell width at the radius of a shell, along the radius and along the shell. */
const FINE = 4;

/** Directions spread evenly over the part of the unit sphere of R^d with no negative coordinate, `side` of them along each angle. */
function directions(dimension: number, side: number): number[][] {
  const shares = Array.from({ length: side }, (_, k) => (k + 0.5) / side);
  if (dimension === 1) return [[1]];
  const circle = shares.map((s) => [Math.cos(0.5 * Math.PI * s), Math.sin(0.5 * Math.PI * s)]);
  if (dimension === 2) return circle;
  return shares.flatMap((height) =>
    circle.map((xy) => [...xy.map((v) => v * Math.sqrt(1 - height ** 2)), height]),
  );
}

/**
 * For bins of distances and lags m, the weights w with which ∬ p(x) p(y) 1{|x − y| in bin b} dx dy = Σ_m w_bm Σ_i p_i p_{i+m} h^d holds
 * for a density that is constant in cells.
 *
 * The autocorrelation ∫ p(x) p(x + z) dx of such a density is linear between lags along each axis, so that w is the integral over the
 * shell |z| in bin b of a product of hats; by midpoints of equal volume, exact for a uniform density.
 *
 * @returns bins × lags numbers, row by row.
 */
export function shellWeights({ grid, extents, size }: Lags, { reach, bins }: PairBins): Float64Array {
  const d = grid.dimension;
  const finest = FINE / Math.min(...grid.axes.map((axis) => axis.spacing));
  const strides = extents.map((_, k) =>
    extents.slice(k + 1).reduce((product, m) => product * (2 * m + 1), 1),
  );
  const weights = new Float64Array(bins * size);
  const width = reach / bins;
  const layers = Math.ceil(width * finest);

  /** Adds a node at z ≥ 0, and its reflections in all axes, to the lags around it. */
  function spread(bin: number, z: readonly number[], weight: number): void {
    let found = [{ lag: 0, share: weight }];
    for (let k = 0; k < d; k++) {
      const at = z[k] / grid.axes[k].spacing;
      const below = Math.floor(at);
      found = found.flatMap(({ lag, share }) =>
        [-1, 1].flatMap((sign) =>
          [below, below + 1]
            .filter((m) => m <= extents[k])
            .map((m) => ({
              lag: lag + strides[k] * (extents[k] + sign * m),
              share: 0.5 * share * (1 - Math.abs(at - m)),
            })),
        ),
      );
    }
    for (const { lag, share } of found) weights[bin * size + lag] += share;
  }

  for (let bin = 0; bin < bins; bin++)
    for (let layer = 0; layer < layers; layer++) {
      const inner = width * (bin + layer / layers);
      const outer = width * (bin + (layer + 1) / layers);
      const volume = ballVolume(d) * (outer ** d - inner ** d);
      const radius = (0.5 * (inner ** d + outer ** d)) ** (1 / d);
      const nodes = directions(d, Math.max(2 * FINE, Math.ceil(0.5 * Math.PI * radius * finest)));
      for (const direction of nodes)
        spread(
          bin,
          direction.map((v) => v * radius),
          volume / nodes.length,
        );
    }
  return weights;
}
