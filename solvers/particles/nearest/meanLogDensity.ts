import { ArgumentError } from '../../../src/errors/argumentError.ts';
import { digamma } from '../../../src/numerics/digamma.ts';
import type { Cloud } from './cloud.ts';
import { kdTree } from './kdTree.ts';
import { NearestSearch } from './nearest.ts';

/** The shifts of a place to those of its periodic images, itself first. */
function shiftsOf(periods: readonly number[]): number[][] {
  return periods.reduce<number[][]>(
    (all, period) =>
      (period === Infinity ? [0] : [0, -period, period]).flatMap((s) => all.map((shift) => [...shift, s])),
    [[]],
  );
}

/**
 * ∫ p log p for the density p of the points of some realisations of a cloud, by distances to the k-th nearest: the mean of
 *
 *   ψ(k) − ψ(M + 1) − log |B_i|
 *
 * over all points, B_i what there is of space within the distance of the k-th nearest of the M points of *other* realisations, and ψ
 * the digamma function. If these are independent, the law of their number in B_i is binomial and the mean is exact where p is constant
 * in B_i, walls or not. Those of one realisation may keep apart: then their number varies less, and the mean is too high by (1 − g)/(2R), R the
 * number of realisations and g how many pairs of the k nearest are of one realisation, over how many there would be by chance. That is taken off.
 *
 * @param members - the realisations that are taken, at least two.
 * @returns Infinity if k points are in one place.
 * @throws ArgumentError if there are not k points, or not in half a period of a periodic axis.
 * Source: Kozachenko–Leonenko 1987, Sample estimate of the entropy of a random vector.
 */
export function meanLogDensity(cloud: Cloud, members: readonly number[], neighbours: number): number {
  const { dimension: d, each, periods } = cloud;
  const size = each * d;
  const others = each * (members.length - 1);
  const points = new Float64Array(size * members.length);
  members.forEach((r, slot) => {
    points.set(cloud.points.subarray(r * size, (r + 1) * size), slot * size);
  });
  const tree = kdTree(points, d);
  const owners = tree.order.map((i) => Math.floor(i / each));
  const search = new NearestSearch(tree, owners, neighbours);
  const { distances, realisations } = search.nearest;
  const reach = Math.min(...periods) / 2;
  const shifts = shiftsOf(periods);
  const place = new Float64Array(d);
  const image = new Float64Array(d);
  let logarithms = 0;
  let together = 0;
  for (let i = 0; i < owners.length; i++) {
    search.clear();
    for (let k = 0; k < d; k++) place[k] = tree.points[i * d + k];
    for (const shift of shifts) {
      for (let k = 0; k < d; k++) image[k] = place[k] + shift[k];
      search.look(image, owners[i]);
    }
    const radius = distances[neighbours - 1];
    if (!(radius <= reach && radius < Infinity))
      throw new ArgumentError(
        'neighbours',
        neighbours,
        `fewer neighbours, or more realisations: there are ${others} points of others, and half a period is ${reach}`,
      );
    logarithms += cloud.logVolume(place, radius);
    for (let k = 1; k < neighbours; k++)
      for (let l = 0; l < k; l++) if (realisations[k] === realisations[l]) together++;
  }
  const value = digamma(neighbours) - digamma(others + 1) - logarithms / owners.length;
  const pairs = (neighbours * (neighbours - 1)) / 2;
  const chance = (pairs * (each - 1)) / (others - 1);
  return chance > 0 ? value - (1 - together / owners.length / chance) / (2 * members.length) : value;
}
