import { solve as leastSquares, Matrix } from 'ml-matrix';
import { radialTransform } from '../../numerics/radialTransform.ts';
import { ballVolume } from '../../potentials/ball.ts';
import type { PairPotential } from '../../potentials/pairPotential.ts';

/** Nodes along the distance, and the radius of the ball that they fill, in diameters of hard particles that exclude as much. */
const NODES = 256;
const RADIUS = 12;
/** The indirect correlations are known when they change by less. */
const TOLERANCE = 1e-11;
const TURNS = 200;
/** Steps before that the next is mixed from. */
const DEPTH = 6;

/** A uniform fluid at one density. */
export interface FluidState {
  /** μ/n, the excess chemical potential per density, in units of k T ε^d. */
  readonly chemicalPotential: number;
  /** g = 1 + h at the distances `r`: how many pairs there are for each that there would be without interaction. */
  readonly correlation: Float64Array;
}

/** A uniform fluid, density by density. */
export interface Fluid {
  /** Distances in units of ε, and what each weighs in an integral over space. */
  readonly r: Float64Array;
  readonly weights: Float64Array;
  /** The fluid of density n ≥ 0, in units of ε^{−d}; null where no solution is found. */
  solve(n: number): FluidState | null;
}

/** The next iterate from those before and how far each was from its image, by least squares. Source: Anderson 1965. */
function mixed(iterates: readonly Float64Array[], residuals: readonly Float64Array[]): Float64Array {
  const last = iterates.length - 1;
  const out = iterates[last].map((x, i) => x + 0.5 * residuals[last][i]);
  if (last === 0) return out;
  const differences = (all: readonly Float64Array[]): Float64Array[] =>
    all.slice(0, -1).map((v) => v.map((x, i) => all[last][i] - x));
  const [steps, changes] = [differences(iterates), differences(residuals)];
  const dot = (a: Float64Array, b: Float64Array): number => a.reduce((s, x, i) => s + x * b[i], 0);
  const gram = new Matrix(changes.map((a) => changes.map((b) => dot(a, b))));
  const shares = leastSquares(gram, Matrix.columnVector(changes.map((a) => dot(a, residuals[last]))), true);
  for (let k = 0; k < steps.length; k++) {
    const share = shares.get(k, 0);
    for (let i = 0; i < out.length; i++) out[i] -= share * (steps[k][i] + 0.5 * changes[k][i]);
  }
  return out;
}

/**
 * Particles of a soft pair potential as a uniform fluid, in the hypernetted-chain approximation: h = c + n c ∗ h with 1 + h = e^{−u + h − c}, and
 * μ = n ∫ (½ h (h − c) − c) dx. It is exact in μ to second order of n, and neglects bridges beyond.
 *
 * Ask for densities in ascending order: each solution begins where the last one ended.
 *
 * @param dimension - 1, 2 or 3.
 * Source: Morita 1958, Theory of classical fluids: hyper-netted chain approximation; Hansen–McDonald 2013, Theory of simple liquids, ch. 4.
 */
export function hypernettedChain(pair: PairPotential, dimension: 1 | 2 | 3): Fluid {
  const alpha = pair.excludedVolume(dimension);
  const radius = RADIUS * (alpha / ballVolume(dimension)) ** (1 / dimension);
  const { r, weights, forward, inverse } = radialTransform(dimension, NODES, radius);
  const u = r.map((x) => pair.u(x));
  const c = new Float64Array(NODES);
  const transformed = new Float64Array(NODES);
  const image = new Float64Array(NODES);
  // What the ball and its nodes leave out of the second virial coefficient.
  const rest = alpha + u.reduce((sum, v, i) => sum + weights[i] * Math.expm1(-v), 0);
  let start: Float64Array = new Float64Array(NODES);

  /** h − c as it follows from c, which follows from h − c. */
  const turn = (gamma: Float64Array, n: number): void => {
    for (let i = 0; i < NODES; i++) c[i] = Math.expm1(gamma[i] - u[i]) - gamma[i];
    forward(transformed, c);
    for (let i = 0; i < NODES; i++) transformed[i] = (n * transformed[i] ** 2) / (1 - n * transformed[i]);
    inverse(image, transformed);
  };

  const solve = (n: number): FluidState | null => {
    const iterates: Float64Array[] = [start];
    const residuals: Float64Array[] = [];
    for (let k = 0; k < TURNS; k++) {
      const gamma = iterates[iterates.length - 1];
      turn(gamma, n);
      residuals.push(image.map((x, i) => x - gamma[i]));
      if (residuals[residuals.length - 1].every((x) => Math.abs(x) <= TOLERANCE)) {
        start = gamma;
        return {
          chemicalPotential: gamma.reduce(
            (sum, x, i) => sum + weights[i] * (0.5 * (c[i] + x) * x - c[i]),
            rest,
          ),
          correlation: gamma.map((x, i) => 1 + c[i] + x),
        };
      }
      iterates.push(mixed(iterates, residuals));
      if (iterates.length > DEPTH) {
        iterates.shift();
        residuals.shift();
      }
    }
    return null;
  };
  return { r, weights, solve };
}
