import type { Density } from '../../../src/index.ts';

/** Consecutive parcels of mass that fill a box from wall to wall, each of constant density mass/width. */
export interface Parcels {
  /** Masses Δs_k > 0; they never change. */
  readonly mass: Float64Array;
  /** Widths w_k > 0 at time zero. */
  readonly width: Float64Array;
}

/**
 * Smallest share of the mass that a parcel may have. Cells that hold less are joined with their neighbours, and what is
 * empty gets this much: every point of the box belongs to a parcel, and vacuum needs no rule of its own.
 */
const SMALLEST = 1e-12;

/**
 * Between cells whose densities differ by more than this factor there is an edge, over which mass will leak in a thin tail;
 * walls are edges too, for a potential may draw mass away from them.
 */
const EDGE = 10;

function isEdge(p: Float64Array, i: number): boolean {
  const [a, b] = [p[i - 1], p[i]];
  return i === 0 || i === p.length || EDGE * Math.min(a, b) < Math.max(a, b);
}

/** The share of a unit of mass beyond its edge that the k-th of `count` parcels takes: differences of cubes. */
function cube(k: number, count: number): number {
  return (3 * k * k + 3 * k + 1) / count ** 3;
}

/** The share of parcels that the k-th of `count` cells beyond an edge takes: differences of cube roots. */
function cubeRoot(k: number, count: number): number {
  return Math.cbrt((k + 1) / count) - Math.cbrt(k / count);
}

/**
 * How many parcels every cell wants, in proportion: half of them shared out evenly and half by mass, and again half evenly
 * and half graded towards both ends of each stretch between edges.
 */
function weightsOf({ grid, values, mass: total }: Density, least: number): Float64Array {
  const h = grid.cellVolume;
  const n = values.length;
  const weights = new Float64Array(n);
  const occupied = values.reduce((count, p) => count + (h * p >= least ? 1 : 0), 0);
  for (let from = 0; from < n; ) {
    let to = from + 1;
    while (!isEdge(values, to)) to++;
    const count = to - from;
    for (let i = from; i < to; i++) {
      if (h * values[i] < least) continue;
      const graded = 0.5 * count * (cubeRoot(i - from, count) + cubeRoot(to - 1 - i, count));
      weights[i] = (0.5 + (0.5 * h * values[i] * occupied) / total) * (0.5 + 0.5 * graded);
    }
    from = to;
  }
  return weights;
}

/** The share of a cell that the k-th of `count` parcels takes, graded towards edges on its sides. */
function shareOf(k: number, count: number, left: boolean, right: boolean): number {
  if (left && right) {
    const half = count / 2;
    return 0.5 * cube(k < half ? k : count - 1 - k, half);
  }
  if (left) return cube(k, count);
  return right ? cube(count - 1 - k, count) : 1 / count;
}

/** Parcels in the making; where mass is thin, cells are held back until together they hold enough. */
class Cutter {
  readonly mass: number[] = [];
  readonly width: number[] = [];
  readonly #least: number;
  #thinMass = 0;
  #thinWidth = 0;

  constructor(least: number) {
    this.#least = least;
  }

  addThin(mass: number, width: number): void {
    this.#thinMass += mass;
    this.#thinWidth += width;
    if (this.#thinMass >= this.#least) this.flush();
  }

  flush(): void {
    if (this.#thinWidth > 0) this.#add(Math.max(this.#thinMass, this.#least), this.#thinWidth);
    this.#thinMass = 0;
    this.#thinWidth = 0;
  }

  addCell(mass: number, width: number, wanted: number, left: boolean, right: boolean): void {
    this.flush();
    const even = left && right ? 2 * Math.ceil(wanted / 2) : wanted;
    const graded = mass * shareOf(left ? 0 : even - 1, even, left, right) >= this.#least;
    const count = graded ? even : Math.min(wanted, Math.floor(mass / this.#least));
    for (let k = 0; k < count; k++) {
      const share = graded ? shareOf(k, count, left, right) : 1 / count;
      this.#add(mass * share, width * share);
    }
  }

  #add(mass: number, width: number): void {
    this.mass.push(mass);
    this.width.push(width);
  }
}

function sum(values: Iterable<number>): number {
  let s = 0;
  let lost = 0;
  for (const v of values) {
    const term = v - lost;
    const next = s + term;
    lost = next - s - term;
    s = next;
  }
  return s;
}

/**
 * Cuts a density into at least `parcels` parcels (fewer only where cells hold too little to be cut): every cell that is not
 * next to empty into its own, so that the density of the parcels is that of the cells, but for the 1e-12 of the mass that
 * vacuum is given.
 *
 * At the ends of a support X is like the logarithm of the mass beyond, which takes graded parcels for second order.
 */
export function parcelsOf(density: Density, parcels: number): Parcels {
  const { grid, values, mass: total } = density;
  const h = grid.cellVolume;
  const least = SMALLEST * total;
  const weights = weightsOf(density, least);
  const all = sum(weights);
  const cutter = new Cutter(least);
  for (let i = 0; i < values.length; i++) {
    const mass = h * values[i];
    if (mass < least) {
      cutter.addThin(mass, h);
      continue;
    }
    // Less than a rounding error above a whole number is that number, so that equal cells are cut alike.
    const wanted = Math.ceil((parcels * weights[i]) / all - 1e-9);
    cutter.addCell(mass, h, wanted, isEdge(values, i), isEdge(values, i + 1));
  }
  cutter.flush();
  const factor = total / sum(cutter.mass);
  return {
    mass: Float64Array.from(cutter.mass, (m) => factor * m),
    width: Float64Array.from(cutter.width),
  };
}
