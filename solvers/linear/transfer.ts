import type { Coarsening } from './coarsen.ts';

/**
 * Interpolation from a coarse lattice to a fine one that follows the flux, and its adjoint.
 *
 * Along an axis a fine cell lies between the centre of its own coarse cell and that of the neighbour it is nearer to, and
 * takes the value that a constant flux between the two gives it: a quarter of the neighbour's for equal faces, nothing from
 * across a bad conductor. Axis after axis, the last at the end.
 * Source: Alcouffe–Brandt–Dendy–Painter 1981, The multi-grid method for the diffusion equation with strongly discontinuous
 * coefficients, here for cell centres.
 */
export interface Transfer {
  /** x += P X. */
  interpolate(x: Float64Array, coarse: Float64Array): void;
  /** R = Pᵀ r. */
  restrict(coarse: Float64Array, r: Float64Array): void;
}

/** t = (1 − v) X at `near` + v X at `far`, with the shares v from `at` on. */
function blend(
  t: Float64Array,
  X: Float64Array,
  near: number,
  far: number,
  v: Float64Array,
  at: number,
  m: number,
): void {
  for (let j = 0; j < m; j++) {
    const own = X[near + j];
    t[j] = own + v[at + j] * (X[far + j] - own);
  }
}

/** The adjoint of {@link blend}, added. */
function unblend(
  X: Float64Array,
  near: number,
  far: number,
  t: Float64Array,
  v: Float64Array,
  at: number,
  m: number,
): void {
  for (let j = 0; j < m; j++) {
    const there = v[at + j] * t[j];
    X[near + j] += t[j] - there;
    X[far + j] += there;
  }
}

/** x += the values t of coarse cells, interpolated along a row of n fine cells. */
function expand(
  x: Float64Array,
  o: number,
  n: number,
  t: Float64Array,
  m: number,
  lower: Float64Array,
  upper: Float64Array,
  near: number,
): void {
  let below = t[m - 1];
  let own = t[0];
  let i = o;
  for (let j = 0; j < m - 1; j++, i += 2) {
    const above = t[j + 1];
    x[i] += own + lower[near + j] * (below - own);
    x[i + 1] += own + upper[near + j] * (above - own);
    below = own;
    own = above;
  }
  x[i] += own + lower[near + m - 1] * (below - own);
  if (i + 1 < o + n) x[i + 1] += own + upper[near + m - 1] * (t[0] - own);
}

/** The adjoint of {@link expand}. */
function collapse(
  t: Float64Array,
  m: number,
  r: Float64Array,
  o: number,
  n: number,
  lower: Float64Array,
  upper: Float64Array,
  near: number,
): void {
  const odd = n % 2 === 1;
  const end = m - 1;
  // What passes from the last cell up to the first, and from each cell on to the next.
  let passed = odd ? 0 : upper[near + end] * r[o + n - 1];
  let first = 0;
  let before = 0;
  for (let j = 0, i = o; j < m; j++, i += 2) {
    const left = r[i];
    const right = j === end && odd ? 0 : r[i + 1];
    const down = lower[near + j] * left;
    const up = upper[near + j] * right;
    if (j === 0) first = down;
    else t[j - 1] = before + down;
    before = passed + (left - down) + (right - up);
    passed = up;
  }
  t[end] = before;
  t[end] += first;
}

/** The transfer of a coarsening, with the shares that it has at the time; calls allocate nothing. */
export function transfer({ fine, coarse, halved, parent, upperHalf, bonds }: Coarsening): Transfer {
  const { length: n, count, axes } = fine;
  const { length: m } = coarse;
  const last = axes.length - 1;
  const along = bonds[last];
  const t = new Float64Array(m);
  const rowsOfPlane = axes[last - 1].cells;
  const planeSize = coarse.axes[last - 1].cells * m;
  // Three dimensions: what the planes on either side of a fine one give, a coarse plane at a time.
  const between = new Float64Array(last === 2 ? planeSize : 0);

  const shares = (k: number, row: number): Float64Array =>
    upperHalf[k][row] === 1 ? bonds[k].upper : bonds[k].lower;
  const neighbour = (k: number, row: number): number =>
    (upperHalf[k][row] === 1 ? coarse.next : coarse.previous)[k][parent[row]];

  /** The rows of a fine plane from those of a coarse one that begins at `from` in X, and at `plane` in the lattice. */
  function interpolatePlane(
    x: Float64Array,
    first: number,
    X: Float64Array,
    from: number,
    plane: number,
  ): void {
    for (let row = first; row < first + rowsOfPlane; row++) {
      const at = parent[row] * m;
      const shift = from - plane;
      blend(t, X, at + shift, neighbour(last - 1, row) + shift, shares(last - 1, row), at, m);
      if (halved[last]) expand(x, row * n, n, t, m, along.lower, along.upper, at);
      else for (let j = 0; j < n; j++) x[row * n + j] += t[j];
    }
  }

  /** The adjoint of {@link interpolatePlane}. */
  function restrictPlane(X: Float64Array, from: number, plane: number, r: Float64Array, first: number): void {
    for (let row = first; row < first + rowsOfPlane; row++) {
      const at = parent[row] * m;
      const shift = from - plane;
      if (halved[last]) collapse(t, m, r, row * n, n, along.lower, along.upper, at);
      else for (let j = 0; j < n; j++) t[j] = r[row * n + j];
      unblend(X, at + shift, neighbour(last - 1, row) + shift, t, shares(last - 1, row), at, m);
    }
  }

  return {
    interpolate(x, X) {
      if (last === 1) {
        interpolatePlane(x, 0, X, 0, 0);
        return;
      }
      for (let first = 0; first < count; first += rowsOfPlane) {
        const plane = parent[first] * m;
        blend(between, X, plane, neighbour(0, first), shares(0, first), plane, planeSize);
        interpolatePlane(x, first, between, 0, plane);
      }
    },
    restrict(X, r) {
      X.fill(0);
      if (last === 1) {
        restrictPlane(X, 0, 0, r, 0);
        return;
      }
      for (let first = 0; first < count; first += rowsOfPlane) {
        const plane = parent[first] * m;
        between.fill(0);
        restrictPlane(between, 0, plane, r, first);
        unblend(X, plane, neighbour(0, first), between, shares(0, first), plane, planeSize);
      }
    },
  };
}
