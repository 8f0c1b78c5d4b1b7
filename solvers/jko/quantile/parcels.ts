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

/** A cell with this many times the density of its neighbour has an edge there, over which mass will leak in a thin tail. */
const EDGE = 10;

/** A cell with an edge has this many times as many parcels as others, shrinking towards it like differences of cubes. */
const GRADING = 3;

interface Cell {
  readonly mass: number;
  /** On which sides there is an edge; a wall is one, for a potential may draw mass away from it. */
  readonly left: boolean;
  readonly right: boolean;
  /** Parcels wanted here, in proportion: half of all shared out evenly over the cells, half by mass. */
  readonly weight: number;
}

function cellAt({ grid, values, mass: total }: Density, i: number, occupied: number): Cell {
  const p = values[i];
  const mass = grid.cellVolume * p;
  const left = i === 0 || EDGE * values[i - 1] < p;
  const right = i === values.length - 1 || EDGE * values[i + 1] < p;
  const even = 0.5 + (0.5 * mass * occupied) / total;
  return { mass, left, right, weight: left || right ? GRADING * even : even };
}

/** The share of a cell that the k-th of `count` parcels takes. */
function shareOf(k: number, count: number, left: boolean, right: boolean): number {
  if (left && right) {
    const half = count / 2;
    return 0.5 * shareOf(k < half ? k : count - 1 - k, half, true, false);
  }
  if (left) return (3 * k * k + 3 * k + 1) / count ** GRADING;
  return right ? shareOf(count - 1 - k, count, true, false) : 1 / count;
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

  addCell({ mass, left, right }: Cell, width: number, wanted: number): void {
    this.flush();
    const even = left && right ? 2 * Math.ceil(wanted / 2) : wanted;
    const smallest = mass * shareOf(0, even, left, right);
    const graded = smallest >= this.#least;
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

function sum(values: readonly number[]): number {
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
 * Cuts a density into at least `parcels` parcels: every cell that is not next to empty among its own, so that the density of
 * the parcels is that of the cells, but for the 1e-12 of the mass that vacuum is given.
 */
export function parcelsOf(density: Density, parcels: number): Parcels {
  const { grid, values, mass: total } = density;
  const h = grid.cellVolume;
  const least = SMALLEST * total;
  const isFull = (p: number): boolean => h * p >= least;
  const occupied = values.reduce((n, p) => n + (isFull(p) ? 1 : 0), 0);
  const weights = values.reduce((s, p, i) => s + (isFull(p) ? cellAt(density, i, occupied).weight : 0), 0);
  const cutter = new Cutter(least);
  for (let i = 0; i < values.length; i++) {
    if (!isFull(values[i])) {
      cutter.addThin(h * values[i], h);
      continue;
    }
    const cell = cellAt(density, i, occupied);
    // Less than a rounding error above a whole number is that number, so that equal cells are cut alike.
    cutter.addCell(cell, h, Math.ceil((parcels * cell.weight) / weights - 1e-9));
  }
  cutter.flush();
  const factor = total / sum(cutter.mass);
  return {
    mass: Float64Array.from(cutter.mass, (m) => factor * m),
    width: Float64Array.from(cutter.width),
  };
}
