import { completeDiagonal, type FaceOperator } from './faceOperator.ts';
import { type LatticeAxis, type Rows, rowsOf } from './rows.ts';

// Axes are halved while their spacing is within this factor of the smallest: the others are weakly coupled, and point
// relaxation alone does not see them.
const ISOTROPIC = 1.5;

/** How the cells of a lattice merge into those of a coarser one: pairs along some axes, a single cell at an odd end. */
export interface Coarsening {
  readonly fine: Rows;
  readonly coarse: Rows;
  /** Which axes are halved. */
  readonly halved: readonly boolean[];
  /** The coarse cell of every fine one. */
  readonly parent: Int32Array;
  /** Per axis, the conductance of all fine faces between a coarse cell and its upper neighbour. */
  readonly crossing: readonly Float64Array[];
  /** Per axis, the resistance from the centre of a coarse cell to its boundary. */
  readonly half: readonly Float64Array[];
}

/** The coarsening of a lattice, or null if it is a single cell. */
export function coarsening(fine: Rows): Coarsening | null {
  if (fine.size === 1) return null;
  const smallest = Math.min(...fine.axes.filter((a) => a.cells > 1).map((a) => a.spacing));
  const halved = fine.axes.map((a) => a.cells > 1 && a.spacing <= ISOTROPIC * smallest);
  const axes = fine.axes.map(
    (a, k): LatticeAxis => (halved[k] ? { ...a, cells: Math.ceil(a.cells / 2), spacing: 2 * a.spacing } : a),
  );
  const coarse = rowsOf(axes);
  const parent = Int32Array.from({ length: fine.size }, (_, i) =>
    axes.reduce((sum, _axis, k) => {
      const index = Math.floor(i / fine.strides[k]) % fine.axes[k].cells;
      return sum + (halved[k] ? index >> 1 : index) * coarse.strides[k];
    }, 0),
  );
  const make = (): Float64Array[] => axes.map(() => new Float64Array(coarse.size));
  return { fine, coarse, halved, parent, crossing: make(), half: make() };
}

/** Adds what the faces of cells from…to − 1 conduct to the coarse cells that they lie between, or in. */
function addFaces(
  out: Float64Array,
  c: Float64Array,
  parent: Int32Array,
  from: number,
  to: number,
  step: number,
): void {
  for (let i = from; i < to; i += step) out[parent[i]] += c[i];
}

/** Sums the faces of axis k inside coarse cells into `inside` and those between them into `crossing`. */
function sumFaces(
  inside: Float64Array,
  crossing: Float64Array,
  c: Float64Array,
  { fine, halved, parent }: Coarsening,
  k: number,
): void {
  const { cells } = fine.axes[k];
  const stride = fine.strides[k];
  inside.fill(0);
  crossing.fill(0);
  if (!halved[k]) addFaces(crossing, c, parent, 0, fine.size, 1);
  else if (stride === 1) {
    // Along rows, faces alternate; the last one of an odd row crosses (it is zero at a wall).
    const pairs = cells - (cells % 2);
    for (let o = 0; o < fine.size; o += cells) {
      addFaces(inside, c, parent, o, o + pairs, 2);
      addFaces(crossing, c, parent, o + 1, o + pairs, 2);
      if (pairs < cells) addFaces(crossing, c, parent, o + pairs, o + cells, 1);
    }
  } else {
    for (let o = 0, index = 0; o < fine.size; o += stride, index = (index + 1) % cells) {
      const within = index % 2 === 0 && index < cells - 1;
      addFaces(within ? inside : crossing, c, parent, o, o + stride, 1);
    }
  }
}

/** c = 1/(resistances from centre to centre) of one axis, where there is an upper neighbour. */
function conductors(
  c: Float64Array,
  crossing: Float64Array,
  half: Float64Array,
  rows: Rows,
  k: number,
): void {
  const { cells } = rows.axes[k];
  const stride = rows.strides[k];
  for (let i = 0; i < c.length; i++) {
    const top = Math.floor(i / stride) % cells === cells - 1;
    const j = top ? i - (cells - 1) * stride : i + stride;
    // A single cell has no face with itself.
    c[i] = crossing[i] > 0 && cells > 1 ? 1 / (half[i] + 1 / crossing[i] + half[j]) : 0;
  }
}

/**
 * The operator on the coarser lattice, for equations summed over the fine cells: masses add, and faces are conductors, in
 * parallel across a coarse cell and in series between the centres of two.
 *
 * For smooth coefficients this is the discretisation on the coarse grid; across jumps it is the flux that matters.
 * Source: Wesseling 1992, An introduction to multigrid methods, ch. 5.
 */
export function coarsenOperator(coarse: FaceOperator, fine: FaceOperator, merged: Coarsening): void {
  const { parent, halved, crossing, half } = merged;
  coarse.mass.fill(0);
  for (let i = 0; i < parent.length; i++) coarse.mass[parent[i]] += fine.mass[i];
  for (let k = 0; k < halved.length; k++) {
    sumFaces(half[k], crossing[k], fine.faces[k], merged, k);
    for (let i = 0; i < half[k].length; i++) half[k][i] = half[k][i] > 0 ? 0.5 / half[k][i] : 0;
    conductors(coarse.faces[k], crossing[k], half[k], merged.coarse, k);
  }
  completeDiagonal(coarse);
}
