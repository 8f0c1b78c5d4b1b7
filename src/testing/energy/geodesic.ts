import type { Energy, Term } from '../../energy/index.ts';

/**
 * A measure on the line cut into parcels of given masses, parcel j filling [x_j, x_{j+1}] evenly. Between two measures
 * of the same masses the displacement interpolation moves the ends of parcels linearly, and everything below is exact.
 */
export interface Parcels {
  readonly masses: readonly number[];
  /** Ends of parcels, ascending; one more than masses. */
  readonly ends: readonly number[];
}

/** The measure a fraction t of the way along the geodesic. */
export function displaced(from: Parcels, to: Parcels, t: number): Parcels {
  return { masses: from.masses, ends: from.ends.map((x, j) => (1 - t) * x + t * to.ends[j]) };
}

// Three-point Gauss–Legendre on [0, 1]: its nodes move linearly too, so convexity survives the quadrature exactly.
const NODES = [0.5 - Math.sqrt(0.15), 0.5, 0.5 + Math.sqrt(0.15)];
const WEIGHTS = [5 / 18, 8 / 18, 5 / 18];

/** The measure as points with weights. */
function points({ masses, ends }: Parcels): { x: number; w: number }[] {
  return masses.flatMap((m, j) =>
    NODES.map((s, q) => ({ x: ends[j] + s * (ends[j + 1] - ends[j]), w: m * WEIGHTS[q] })),
  );
}

/** W₂² of two measures of the same masses, at the points of the quadrature. */
export function squaredDistance(from: Parcels, to: Parcels): number {
  const [a, b] = [points(from), points(to)];
  return a.reduce((s, { x, w }, k) => s + w * (x - b[k].x) ** 2, 0);
}

function termValue(term: Term, parcels: Parcels): number {
  const { masses, ends } = parcels;
  switch (term.kind) {
    case 'internal':
      return masses.reduce(
        (s, m, j) => s + (ends[j + 1] - ends[j]) * term.density.U(m / (ends[j + 1] - ends[j])),
        0,
      );
    case 'potential':
      return points(parcels).reduce((s, { x, w }) => s + w * term.V(x), 0);
    case 'interaction': {
      const all = points(parcels);
      return 0.5 * all.reduce((s, a) => s + all.reduce((r, b) => r + a.w * b.w * term.W(a.x - b.x), 0), 0);
    }
    case 'obstacle':
    case 'functional':
      return Number.NaN;
  }
}

/** The energy of a measure, term by term and without a grid. */
export function energyOfParcels({ terms }: Energy, parcels: Parcels): number {
  return terms.reduce((s, term) => s + term.coefficient * termValue(term, parcels), 0);
}
