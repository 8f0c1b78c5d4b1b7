import type { DiscreteEnergy, DiscreteLocalEnergy } from '../../../src/energy/discreteEnergy.ts';
import { discreteLocal } from '../../../src/energy/discreteLocal.ts';
import { type Pointwise, pointwise } from '../../../src/energy/pointwise.ts';
import type { InternalTerm } from '../../../src/energy/term.ts';
import type { GradientFlow } from '../../../src/flow/gradientFlow.ts';
import type { RowKernels } from './rowKernels.ts';

/**
 * First variations are taken at max(p, floor) with floor this part of the largest initial density: the vacuum's chemical
 * potential is finite, and lower than that of any density which matters (by 69 for the entropy).
 */
const FLOOR = 1e-30;

/** The energy and its first variation at one density, in the parts that the scheme needs. */
export interface Variation {
  readonly discrete: DiscreteEnergy;
  /** The internal part of the energy, whose diffusion limits the time step; null if it has none. */
  readonly internal: DiscreteLocalEnergy | null;
  /** The same as a function of one density. */
  readonly pointwise: Pointwise | null;
  /** U″, 0 without an internal part. */
  readonly d2U: (p: number) => number;
  readonly floor: number;
  /** Room for max(p, floor). */
  readonly room: Float64Array;
  /** max(p, floor): p itself where no cell is below. */
  floored: Float64Array;
  /** U′, 0 without an internal part. */
  readonly slope: Float64Array;
  /** δE = U′ + V + …. */
  readonly xi: Float64Array;
  /** Room for the nonlocal part of δE, and V; empty without one. */
  readonly part: Float64Array;
  /** What a loop adds up. */
  readonly sums: Float64Array;
  /** E(p). */
  energy: number;
  /** h^d Σ p |δE|, of the latest density for which it was asked: E itself may vanish by cancellation. */
  size: number;
}

/** Work space for the variations of a flow's energy. @param allocate - makes arrays that the kernels can work on. */
export function variation(
  { grid, energy, discrete, initial }: GradientFlow,
  allocate: (length: number) => Float64Array,
): Variation {
  const terms = energy.terms.filter((t): t is InternalTerm => t.kind === 'internal');
  const field = (): Float64Array => allocate(grid.size);
  const room = field();
  const scalar = terms.length > 0 ? pointwise(terms, energy.capabilities.domain) : null;
  return {
    discrete,
    internal: terms.length > 0 ? discreteLocal(terms, grid) : null,
    pointwise: scalar,
    d2U: scalar === null ? () => 0 : scalar.d2U,
    floor: FLOOR * initial.values.reduce((a, b) => Math.max(a, b), 0),
    room,
    floored: room,
    slope: field(),
    xi: field(),
    part: discrete.nonlocal === null ? new Float64Array(0) : field(),
    sums: new Float64Array(2),
    energy: Number.NaN,
    size: Number.NaN,
  };
}

/**
 * Evaluates E and δE at p ≥ 0.
 *
 * @param later - whether U′ by itself and the size of E are of no interest.
 */
export function vary(at: Variation, p: Float64Array, kernels: RowKernels, later: boolean): void {
  const { discrete, internal, slope, xi, part, room } = at;
  const { nonlocal, local } = discrete;
  const below = kernels.least(p) < at.floor;
  if (below) for (let i = 0; i < p.length; i++) room[i] = Math.max(p[i], at.floor);
  at.floored = below ? room : p;
  if (later && nonlocal === null) {
    const energy = local.firstVariation(xi, at.floored);
    at.energy = below ? discrete.value(p) : energy;
    return;
  }
  // U′ alone says how diffusive the flow is; with V added it is the local δE to the bit, and logarithms are taken once.
  const ofInternal = internal === null ? 0 : internal.firstVariation(slope, at.floored);
  const ofNonlocal = nonlocal === null ? 0 : nonlocal.firstVariation(part, at.floored);
  const { potential } = local;
  for (let i = 0; i < part.length; i++) part[i] += potential[i];
  const volume = discrete.grid.cellVolume;
  compose(xi, slope, part.length > 0 ? part : potential, potential, p, at.sums);
  at.size = volume * at.sums[0];
  // The energy of what the floor adds may matter: U(p) = −√p of vacuum is far from that of a floor of 1e-30.
  at.energy = below ? discrete.value(p) : ofInternal + ofNonlocal + volume * at.sums[1];
}

/** Writes ξ = U′ + field, and Σ p |ξ| and Σ V p into `sums`. */
function compose(
  xi: Float64Array,
  slope: Float64Array,
  field: Float64Array,
  V: Float64Array,
  p: Float64Array,
  sums: Float64Array,
): void {
  let size = 0;
  let ofPotential = 0;
  for (let i = 0; i < xi.length; i++) {
    const y = slope[i] + field[i];
    xi[i] = y;
    size += p[i] * Math.abs(y);
    ofPotential += V[i] * p[i];
  }
  sums[0] = size;
  sums[1] = ofPotential;
}
