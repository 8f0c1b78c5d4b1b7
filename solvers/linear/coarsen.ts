import { completeDiagonal, type FaceOperator } from './faceOperator.ts';
import { type LatticeAxis, type Rows, rowsOf } from './rows.ts';

// Axes are halved while their spacing is within this factor of the smallest: the others are weakly coupled, and point
// relaxation alone does not see them.
const ISOTROPIC = 1.5;
// Bonds along two axes that differ by less share a cell.
const MUCH = 4;

/** How the rows of a lattice lie in those of a coarser one. */
export interface Coarsening {
  readonly fine: Rows;
  readonly coarse: Rows;
  /** Which axes are halved: pairs of cells along them merge, with a single one at an odd end. */
  readonly halved: readonly boolean[];
  /** Of each fine row, the coarse row that it lies in. */
  readonly parent: Int32Array;
  /** Per outer axis, whether a fine row is in the upper half of its coarse row. */
  readonly upperHalf: readonly Uint8Array[];
  /** Per outer axis, whether the faces between a fine row and the next are inside a coarse row. */
  readonly inside: readonly Uint8Array[];
  /** What {@link coarsenOperator} finds, per axis. */
  readonly bonds: readonly Bonds[];
}

/** How a coarse cell hangs together with its neighbours along one axis; entries as {@link Rows} says. */
export interface Bonds {
  /** Conductance of all fine faces between the cell and its upper neighbour. */
  readonly crossing: Float64Array;
  /** Resistance from the centre of the cell to its boundary. */
  readonly half: Float64Array;
  /** Share that the lower neighbour has in the lower half of the cell, see `transfer`. */
  readonly lower: Float64Array;
  /** Share that the upper neighbour has in the upper half. */
  readonly upper: Float64Array;
}

function bonds(n: number): Bonds {
  const make = (): Float64Array => new Float64Array(n);
  return { crossing: make(), half: make(), lower: make(), upper: make() };
}

/** The coarsening of a lattice of more than one cell. */
export function coarsening(fine: Rows): Coarsening {
  const smallest = Math.min(...fine.axes.filter((a) => a.cells > 1).map((a) => a.spacing));
  const halved = fine.axes.map((a) => a.cells > 1 && a.spacing <= ISOTROPIC * smallest);
  const coarse = rowsOf(
    fine.axes.map(
      (a, k): LatticeAxis =>
        halved[k] ? { ...a, cells: Math.ceil(a.cells / 2), spacing: 2 * a.spacing } : a,
    ),
  );
  const outer = fine.axes.slice(0, -1).map((_, k) => k);
  const index = (row: number, k: number): number =>
    Math.floor((row * fine.length) / fine.strides[k]) % fine.axes[k].cells;
  const perRow = (of: (row: number) => number): { length: number } & ArrayLike<number> =>
    Array.from({ length: fine.count }, (_, row) => of(row));
  const flags = (of: (k: number, j: number) => boolean): Uint8Array[] =>
    outer.map((k) => Uint8Array.from(perRow((row) => (halved[k] && of(k, index(row, k)) ? 1 : 0))));
  return {
    fine,
    coarse,
    halved,
    parent: Int32Array.from(
      perRow((row) =>
        outer.reduce((sum, k) => {
          const j = index(row, k);
          return sum + ((halved[k] ? j >> 1 : j) * coarse.strides[k]) / coarse.length;
        }, 0),
      ),
    ),
    upperHalf: flags((_k, j) => j % 2 === 1),
    inside: flags((k, j) => j % 2 === 0 && j + 1 < fine.axes[k].cells),
    bonds: fine.axes.map(() => bonds(coarse.size)),
  };
}

/** Adds the values c of a row of n fine cells to the coarse row that they lie in. */
function addRow(
  out: Float64Array,
  at: number,
  c: Float64Array,
  from: number,
  n: number,
  halved: boolean,
): void {
  if (!halved) {
    for (let j = 0; j < n; j++) out[at + j] += c[from + j];
    return;
  }
  const pairs = n >> 1;
  for (let j = 0, i = from; j < pairs; j++, i += 2) out[at + j] += c[i] + c[i + 1];
  if (n % 2 === 1) out[at + pairs] += c[from + n - 1];
}

/** Adds the faces along a row to those inside coarse cells and those between them, in turn; the last of an odd row is between. */
function addAlternating(
  inside: Float64Array,
  crossing: Float64Array,
  at: number,
  c: Float64Array,
  from: number,
  n: number,
): void {
  const pairs = n >> 1;
  for (let j = 0, i = from; j < pairs; j++, i += 2) {
    inside[at + j] += c[i];
    crossing[at + j] += c[i + 1];
  }
  if (n % 2 === 1) crossing[at + pairs] += c[from + n - 1];
}

/** Sums masses, and per axis the faces inside coarse cells (into `half`) and those between them. */
function sumFine(
  mass: Float64Array,
  fine: FaceOperator,
  { parent, halved, inside, coarse, bonds }: Coarsening,
): void {
  const { count, length: n } = fine.rows;
  const last = halved.length - 1;
  mass.fill(0);
  for (const { half, crossing } of bonds) {
    half.fill(0);
    crossing.fill(0);
  }
  const along = bonds[last];
  for (let row = 0; row < count; row++) {
    const from = row * n;
    const at = parent[row] * coarse.length;
    addRow(mass, at, fine.mass, from, n, halved[last]);
    for (let k = 0; k < last; k++) {
      const { half, crossing } = bonds[k];
      addRow(inside[k][row] === 1 ? half : crossing, at, fine.faces[k], from, n, halved[last]);
    }
    if (halved[last]) addAlternating(along.half, along.crossing, at, fine.faces[last], from, n);
    else addRow(along.crossing, at, fine.faces[last], from, n, false);
  }
}

/** From conductances inside cells to resistances of half of them; none where there is nothing to pass. */
function invertHalves(half: Float64Array): void {
  for (let i = 0; i < half.length; i++) half[i] = half[i] > 0 ? 0.5 / half[i] : 0;
}

/** c = 1/(resistances from centre to centre) of n cells from i on and their upper neighbours, and the shares of each in the other. */
function join(
  c: Float64Array,
  { crossing, half, lower, upper }: Bonds,
  i: number,
  u: number,
  n: number,
): void {
  for (let j = 0; j < n; j++) {
    const a = i + j;
    const b = u + j;
    const conductance = crossing[a] > 0 && a !== b ? 1 / (half[a] + 1 / crossing[a] + half[b]) : 0;
    c[a] = conductance;
    // Resistances may overflow where next to nothing is conducted.
    upper[a] = conductance > 0 ? conductance * half[a] : 0;
    lower[b] = conductance > 0 ? conductance * half[b] : 0;
  }
}

/** Joins all coarse cells along axis k. */
function joinAxis(c: Float64Array, of: Bonds, { count, length, next }: Rows, k: number): void {
  for (let row = 0; row < count; row++) {
    const o = row * length;
    if (k < next.length) join(c, of, o, next[k][row], length);
    else {
      join(c, of, o, o + 1, length - 1);
      join(c, of, o + length - 1, o, 1);
    }
  }
}

/**
 * Of n cells from i on: reduces the shares of neighbours that a bond is much weaker to than those along another axis, so that a
 * fine cell that hangs on a good conductor is not given values from elsewhere.
 *
 * @param down - the first lower neighbour along the axis of `weak`.
 * @param beside - the first lower neighbour along the axis of `strong`.
 */
function yieldTo(strong: Bonds, weak: Bonds, i: number, down: number, beside: number, n: number): void {
  const { crossing, lower, upper } = weak;
  for (let j = 0; j < n; j++) {
    const bond = Math.max(strong.crossing[i + j], strong.crossing[beside + j]);
    const above = MUCH * crossing[i + j];
    const below = MUCH * crossing[down + j];
    if (bond > above) upper[i + j] *= above / bond;
    if (bond > below) lower[i + j] *= below / bond;
  }
}

/** Lets the shares along each axis yield to bonds along the others. */
function yieldShares(bonds: readonly Bonds[], { count, length: n, previous }: Rows): void {
  const last = bonds.length - 1;
  for (let row = 0; row < count; row++) {
    const o = row * n;
    const end = o + n - 1;
    for (let k = 0; k < last; k++) {
      const down = previous[k][row];
      yieldTo(bonds[last], bonds[k], o, down, end, 1);
      yieldTo(bonds[last], bonds[k], o + 1, down + 1, o, n - 1);
      yieldTo(bonds[k], bonds[last], o, end, down, 1);
      yieldTo(bonds[k], bonds[last], o + 1, o, down + 1, n - 1);
      for (let other = 0; other < last; other++)
        if (other !== k) yieldTo(bonds[other], bonds[k], o, down, previous[other][row], n);
    }
  }
}

/**
 * The operator on the coarser lattice, for equations summed over the fine cells: masses add, and faces are conductors, in
 * parallel across a coarse cell and in series between the centres of two.
 *
 * For smooth coefficients this is the discretisation on the coarse grid; across jumps it is the flux that matters. It is not
 * that of Galerkin, and must not conduct much less: interpolation may bend a coarse function only where it conducts badly.
 * Source: Wesseling 1992, An introduction to multigrid methods, ch. 5.
 */
export function coarsenOperator(coarse: FaceOperator, fine: FaceOperator, merged: Coarsening): void {
  const { bonds } = merged;
  sumFine(coarse.mass, fine, merged);
  for (let k = 0; k < bonds.length; k++) {
    invertHalves(bonds[k].half);
    joinAxis(coarse.faces[k], bonds[k], merged.coarse, k);
  }
  yieldShares(bonds, merged.coarse);
  completeDiagonal(coarse);
}
