import { eachFaceBlock } from '../../src/grid/eachFace.ts';
import { CapabilityError, type FaceMean, type GradientFlow, type Grid } from '../../src/index.ts';
import { type Components, componentsOf } from './components.ts';

/** U″ above this is as good as infinite: the cell is empty, or full, to the last digit. */
const STIFFEST = 1e300;

/**
 * The linearised flow dq/dt = −K H q at densities p, K = −div θ(p) grad and H = δ²E(p).
 *
 * Cells at a bound – vacuum, p ≤ k(x) – keep their density, but not their potential: it takes the value that lets as much
 * pass into such a cell as out of it. So K acts on potentials in all cells, H on densities in the `mobile` ones.
 */
export interface Linearisation {
  readonly grid: Grid;
  /** The cells strictly between the bounds of the energy, ascending. */
  readonly mobile: Int32Array;
  /** U″ in mobile cells, 0 elsewhere. */
  readonly curvature: Float64Array;
  /** 1/U″ in mobile cells, 0 elsewhere. */
  readonly compliance: Float64Array;
  /** θ/h² per axis, as `conduct` takes it. */
  readonly conductances: readonly Float64Array[];
  readonly components: Components;
  /** Writes W ∗ q; null without an interaction. */
  readonly interact: ((out: Float64Array, q: Float64Array) => void) | null;
}

function curvatureInside(p: Float64Array, { discrete, energy }: GradientFlow): Float64Array {
  const { domain, ceiling } = discrete.local;
  const curvature = new Float64Array(p.length);
  discrete.local.curvature(curvature, p);
  return curvature.map((c, i) => {
    if (p[i] <= domain[0] || (ceiling !== null && p[i] >= ceiling[i]) || c > STIFFEST) return 0;
    if (!(c > 0))
      throw new CapabilityError(
        'spectrum',
        `an internal energy with U″ > 0, but that of "${energy.name}" is ${c} at p = ${p[i]}`,
        'add entropy() or power(m)',
      );
    return c;
  });
}

function conductancesOf(p: Float64Array, { grid, mobility }: GradientFlow, mean: FaceMean): Float64Array[] {
  const m = mobility.linear ? p : p.map((density) => mobility.m(density));
  return grid.axes.map(({ spacing }, k) => {
    const out = new Float64Array(grid.size);
    eachFaceBlock(grid, k, (_, l, r, n) => {
      for (let i = l; i < l + n; i++) out[i] = mean.value(m[i], m[i + r - l]) / spacing ** 2;
    });
    return out;
  });
}

/**
 * The linearisation of a flow at densities p on its grid.
 *
 * @throws CapabilityError if U″ is not > 0 at a p inside its domain, or if the energy has a black box, whose δ²E nobody knows.
 */
export function linearisation(flow: GradientFlow, p: Float64Array, mean: FaceMean): Linearisation {
  const { grid, discrete, energy } = flow;
  if (energy.terms.some(({ kind }) => kind === 'functional'))
    throw new CapabilityError(
      'spectrum',
      'second variations of all terms',
      'write functional() as interaction()',
    );
  const curvature = curvatureInside(p, flow);
  const mobile = Int32Array.from(curvature.keys()).filter((i) => curvature[i] > 0);
  const conductances = conductancesOf(p, flow, mean);
  const { nonlocal } = discrete;
  return {
    grid,
    mobile,
    curvature,
    compliance: curvature.map((c) => (c > 0 ? 1 / c : 0)),
    conductances,
    components: componentsOf(grid, conductances, mobile),
    interact:
      nonlocal === null
        ? null
        : (out, q) => {
            nonlocal.firstVariation(out, q);
          },
  };
}

/** out = H q in mobile cells, 0 elsewhere, for q that is 0 there. */
export function applyHessian(
  out: Float64Array,
  q: Float64Array,
  { curvature, interact }: Linearisation,
): void {
  if (interact === null) out.fill(0);
  else interact(out, q);
  for (let i = 0; i < q.length; i++) out[i] = curvature[i] > 0 ? out[i] + curvature[i] * q[i] : 0;
}

/** Σ x_i per component, 0 for none of them. */
function sums(x: Float64Array, weight: Float64Array | null, { label, count }: Components): Float64Array {
  const out = new Float64Array(count);
  for (let i = 0; i < x.length; i++)
    if (label[i] >= 0) out[label[i]] += weight === null ? x[i] : weight[i] * x[i];
  return out;
}

/** Adds a constant to the potential in each component such that Σ u/U″ = 0 there: u/U″ then carries no mass. */
export function centre(u: Float64Array, { components, compliance }: Linearisation): void {
  const total = sums(compliance, null, components);
  const mean = sums(u, compliance, components).map((s, c) => s / total[c]);
  const { label } = components;
  for (let i = 0; i < u.length; i++) if (label[i] >= 0) u[i] -= mean[label[i]];
}

/** Takes what mass q carries out of each component along 1/U″, so that tails are changed no more than they can bear. */
export function removeMass(q: Float64Array, { components, compliance }: Linearisation): void {
  const total = sums(compliance, null, components);
  const mass = sums(q, null, components);
  const { label } = components;
  for (let i = 0; i < q.length; i++)
    if (label[i] >= 0) q[i] -= (mass[label[i]] / total[label[i]]) * compliance[i];
}
