/** Points of a box sorted so that those near to one another are found quickly: halves of halves, down to a few. */
export interface KdTree {
  readonly dimension: number;
  /** Coordinates of the points in the tree's order, point by point. */
  readonly points: Float64Array;
  /** The point at each place of the order, as it was numbered. */
  readonly order: Int32Array;
  /** Number of levels of nodes; node n of a level has the nodes 2n + 1 and 2n + 2 below it. */
  readonly depth: number;
  /** First place of each node, and of what comes behind it. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Bounds of the points of each node, 2 d numbers per node: those below first. */
  readonly bounds: Float64Array;
}

/** Points of a leaf, at most. */
const LEAF = 8;

/** Puts the places in [from, to) of `order` in such order that the one at `middle` has its coordinate between those on either side. */
function select(order: Int32Array, keys: Float64Array, d: number, k: number, from: number, to: number): void {
  const middle = (from + to) >> 1;
  let [low, high] = [from, to - 1];
  while (low < high) {
    const pivot = keys[order[(low + high) >> 1] * d + k];
    let [i, j] = [low, high];
    while (i <= j) {
      while (keys[order[i] * d + k] < pivot) i++;
      while (keys[order[j] * d + k] > pivot) j--;
      if (i <= j) {
        const swapped = order[i];
        order[i++] = order[j];
        order[j--] = swapped;
      }
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else return;
  }
}

/**
 * Builds a {@link KdTree}, each node cut at the median along the widest axis of its points.
 *
 * @param points - n d coordinates, point by point; not changed.
 */
export function kdTree(points: Float64Array, dimension: number): KdTree {
  const d = dimension;
  const n = points.length / d;
  const depth = 1 + Math.max(0, Math.ceil(Math.log2(n / LEAF)));
  const nodes = 2 ** depth - 1;
  const order = Int32Array.from({ length: n }, (_, i) => i);
  const [starts, ends] = [new Int32Array(nodes), new Int32Array(nodes)];
  const bounds = new Float64Array(2 * d * nodes);
  ends[0] = n;
  for (let node = 0; node < nodes; node++) {
    const [from, to] = [starts[node], ends[node]];
    let widest = 0;
    for (let k = 0; k < d; k++) {
      let [below, above] = [Infinity, -Infinity];
      for (let i = from; i < to; i++) {
        const x = points[order[i] * d + k];
        if (x < below) below = x;
        if (x > above) above = x;
      }
      const at = 2 * d * node;
      bounds[at + k] = below;
      bounds[at + d + k] = above;
      if (above - below > bounds[at + d + widest] - bounds[at + widest]) widest = k;
    }
    const left = 2 * node + 1;
    if (left >= nodes) continue;
    select(order, points, d, widest, from, to);
    const middle = (from + to) >> 1;
    starts[left] = from;
    ends[left] = middle;
    starts[left + 1] = middle;
    ends[left + 1] = to;
  }
  const sorted = new Float64Array(points.length);
  for (let i = 0; i < n; i++) for (let k = 0; k < d; k++) sorted[i * d + k] = points[order[i] * d + k];
  return { dimension, points: sorted, order, depth, starts, ends, bounds };
}
