import { Matrix } from 'ml-matrix';
import { edges } from '../../../src/grid/axis.ts';
import { type Bounds, Density, type Grid } from '../../../src/index.ts';
import { gaussLegendre, legendre } from './legendre.ts';

/** Polynomials on an interval, orthonormal in L²: φ_k(x) = √((2k + 1)/L) P_k(ξ), with their values at nodes of quadrature. */
export interface Basis {
  readonly bounds: Bounds;
  /** Their number, one more than the highest degree. */
  readonly size: number;
  /** Nodes of quadrature in the interval, exact for products of three of the polynomials. */
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
  /** φ_k at node i: row i, column k. */
  readonly values: Matrix;
  /** φ_k′ at node i. */
  readonly slopes: Matrix;
}

function norm(k: number, [lower, upper]: Bounds): number {
  return Math.sqrt((2 * k + 1) / (upper - lower));
}

/** The basis of so many polynomials. */
export function basis(bounds: Bounds, size: number): Basis {
  const [lower, upper] = bounds;
  const half = (upper - lower) / 2;
  const { nodes, weights } = gaussLegendre(Math.ceil(1.5 * size) + 1);
  const values = new Matrix(nodes.length, size);
  const slopes = new Matrix(nodes.length, size);
  const p = new Float64Array(size);
  for (let i = 0; i < nodes.length; i++) {
    legendre(p, nodes[i]);
    for (let k = 0; k < size; k++) {
      values.set(i, k, norm(k, bounds) * p[k]);
      const slope = k === 0 ? 0 : (k * (p[k - 1] - nodes[i] * p[k])) / (1 - nodes[i] ** 2);
      slopes.set(i, k, (norm(k, bounds) * slope) / half);
    }
  }
  return {
    bounds,
    size,
    nodes: nodes.map((xi) => lower + half * (1 + xi)),
    weights: weights.map((w) => half * w),
    values,
    slopes,
  };
}

/** ∫ φ_k from the lower end of the interval to x: (P_{k+1} − P_{k−1})/(2k + 1), times norms. */
function integrals({ bounds, size }: Basis, x: number): Float64Array {
  const [lower, upper] = bounds;
  const half = (upper - lower) / 2;
  const p = new Float64Array(size + 1);
  const xi = (x - lower) / half - 1;
  legendre(p, xi);
  return Float64Array.from({ length: size }, (_, k) =>
    k === 0
      ? norm(0, bounds) * half * (xi + 1)
      : (norm(k, bounds) * half * (p[k + 1] - p[k - 1])) / (2 * k + 1),
  );
}

/** The projection of the indicator of [from, to], of unit mass: exact. */
export function projectIndicator(basisOf: Basis, [from, to]: Bounds): Float64Array {
  const [a, b] = [integrals(basisOf, from), integrals(basisOf, to)];
  return b.map((v, k) => (v - a[k]) / (to - from));
}

/** Exact averages of Σ u_k φ_k over the cells of a grid. @throws DensityError where they are negative. */
export function cellAverages(basisOf: Basis, u: Float64Array, grid: Grid): Density {
  const [axis] = grid.axes;
  const sums = edges(axis).map((x) => integrals(basisOf, x).reduce((s, v, k) => s + v * u[k], 0));
  return new Density(
    grid,
    Float64Array.from({ length: axis.cells }, (_, i) => (sums[i + 1] - sums[i]) / axis.spacing),
  );
}
