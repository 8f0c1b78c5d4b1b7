import type { KdTree } from './kdTree.ts';

/** The nearest points of a query, nearest first, by the largest difference of coordinates. */
export interface Nearest {
  /** Distances; Infinity where there are fewer points. */
  readonly distances: Float64Array;
  /** Realisations of the points. */
  readonly realisations: Int32Array;
}

/** Looks for the points of a tree that are nearest to a place and not of the same realisation. */
export class NearestSearch {
  readonly nearest: Nearest;
  readonly #tree: KdTree;
  readonly #owners: Int32Array;
  readonly #stack: Int32Array;

  /**
   * @param owners - the realisation of each point, in the order of the tree.
   * @param neighbours - how many are looked for.
   */
  constructor(tree: KdTree, owners: Int32Array, neighbours: number) {
    this.#tree = tree;
    this.#owners = owners;
    this.#stack = new Int32Array(tree.depth + 1);
    this.nearest = {
      distances: new Float64Array(neighbours).fill(Infinity),
      realisations: new Int32Array(neighbours),
    };
  }

  /** Forgets what has been found. */
  clear(): void {
    this.nearest.distances.fill(Infinity);
  }

  /** Adds to what has been found the points near to the d coordinates of a place, but those of realisation `own`. */
  look(place: Float64Array, own: number): void {
    const { distances, realisations } = this.nearest;
    const { dimension: d, points, starts, ends, bounds } = this.#tree;
    const owners = this.#owners;
    const stack = this.#stack;
    const nodes = starts.length;
    const last = distances.length - 1;
    let height = 0;
    stack[height++] = 0;
    while (height > 0) {
      const node = stack[--height];
      if (outside(bounds, node, place, d) >= distances[last]) continue;
      const left = 2 * node + 1;
      if (left < nodes) {
        // The nearer half on top.
        const swap = outside(bounds, left, place, d) < outside(bounds, left + 1, place, d);
        stack[height++] = swap ? left + 1 : left;
        stack[height++] = swap ? left : left + 1;
        continue;
      }
      for (let i = starts[node]; i < ends[node]; i++) {
        let distance = 0;
        for (let k = 0; k < d; k++) distance = Math.max(distance, Math.abs(points[i * d + k] - place[k]));
        if (distance >= distances[last] || owners[i] === own) continue;
        let at = last;
        for (; at > 0 && distances[at - 1] > distance; at--) {
          distances[at] = distances[at - 1];
          realisations[at] = realisations[at - 1];
        }
        distances[at] = distance;
        realisations[at] = owners[i];
      }
    }
  }
}

/** How far a place is from the bounds of a node, 0 inside. */
function outside(bounds: Float64Array, node: number, place: Float64Array, d: number): number {
  const at = 2 * d * node;
  let most = 0;
  for (let k = 0; k < d; k++) most = Math.max(most, bounds[at + k] - place[k], place[k] - bounds[at + d + k]);
  return most;
}
