import { type Pointwise, pointwise } from '../../../src/energy/pointwise.ts';
import type { InternalTerm } from '../../../src/energy/term.ts';
import { CapabilityError } from '../../../src/errors/capabilityError.ts';
import type { GradientFlow } from '../../../src/flow/gradientFlow.ts';
import type { Grid } from '../../../src/grid/grid.ts';
import { flowDomain } from '../../densityBounds.ts';
import { type FaceFlux, type FaceWeights, type FluxChoice, faceFlux, faceWeights } from '../flux/index.ts';
import { boxJacobian } from './boxJacobian.ts';
import { RUN } from './eachWeighedRun.ts';
import type { Jacobian } from './jacobian.ts';
import { lineJacobian } from './lineJacobian.ts';
import { type NonlocalField, nonlocalField, updateField } from './nonlocalField.ts';
import { nonlocalJacobian } from './nonlocalJacobian.ts';

/**
 * One end of the domain of p, and the multipliers that keep the density from crossing it.
 *
 * Where U′ is infinite at the end (log 0), it needs none; where U′ is finite, ∂E is multivalued there and
 * ψ = U′ + V ∓ multiplier with multiplier ≥ 0 and multiplier · distance = 0.
 */
export interface End {
  readonly value: number;
  /** Nearest to the end that a density is let come, so that quotients by the distance stay finite. */
  readonly closest: number;
  readonly finiteSlope: boolean;
  /** Smallest complementarity, relative to the scale of p δE, that leaves a distance which rounding can tell. */
  readonly complementarity: number;
  readonly multiplier: Float64Array;
}

/** The nonlinear system of one backward Euler step on one grid, with its work space. */
export interface System {
  readonly grid: Grid;
  readonly flux: FaceFlux;
  /** What the flux makes of a run of faces. */
  readonly weights: FaceWeights;
  readonly internal: Pointwise;
  readonly potential: Float64Array;
  /** The potential of interactions; null if there are none. */
  readonly nonlocal: NonlocalField | null;
  readonly lower: End;
  readonly upper: End;
  /** Whether U′ is finite at an end of the domain. */
  readonly constrained: boolean;
  /** Scale of p δE, in which complementarity is measured. */
  readonly scale: number;
  /** The iterate p. */
  readonly p: Float64Array;
  /** ψ = δE with multipliers. */
  readonly psi: Float64Array;
  /** dψ/d log p. */
  readonly slope: Float64Array;
  /** What linearised complementarity adds to ψ whatever p does. */
  readonly shift: Float64Array;
  readonly jacobian: Jacobian;
  /** Residual of each cell at p. */
  readonly residual: Float64Array;
  /** Right-hand sides in, δ log p out. */
  readonly x: Float64Array;
}

/** Densities are positive inside the iteration: what is below this is vacuum to any purpose. */
const VACUUM = 1e-290;
const EPSILON = 2 ** -52;
/** Complementarity from which rounding can tell the distance to an end, and from which it can tell p from 0. */
const ROUNDING = 1e-14;
const TRACE = 1e-30;

function end(internal: Pointwise, value: number, closest: number, n: number): End {
  return {
    value,
    closest,
    finiteSlope: value < Infinity && Number.isFinite(internal.dU(value)),
    complementarity: value > 0 ? ROUNDING : TRACE,
    multiplier: new Float64Array(n),
  };
}

/** The end moved to the density nearest to it that doubles can tell, if U′ is infinite at the end itself. */
function barred(given: End, inwards: number): End {
  if (given.finiteSlope || given.value === Infinity) return given;
  const multiplier = new Float64Array(given.multiplier.length);
  return {
    ...given,
    value: given.closest,
    closest: given.closest * (1 + 4 * inwards * EPSILON),
    finiteSlope: true,
    multiplier,
  };
}

/**
 * The system with multipliers at both ends of the domain, for flows whose densities fall below what doubles can hold, or
 * come nearer to an upper end, while potentials go on; null if it is that already. Iterate and work space are shared.
 */
export function withMultipliers(system: System): System | null {
  const lower = barred(system.lower, 1);
  const upper = barred(system.upper, -1);
  return lower === system.lower && upper === system.upper
    ? null
    : { ...system, lower, upper, constrained: true };
}

function scaleOf(
  internal: Pointwise,
  potential: Float64Array,
  field: Float64Array | null,
  { initial }: GradientFlow,
): number {
  let largest = 0;
  for (const p of initial.values) largest = Math.max(largest, p);
  let lowest = Infinity;
  let highest = -Infinity;
  for (let i = 0; i < potential.length; i++) {
    const v = potential[i] + (field === null ? 0 : field[i]);
    lowest = Math.min(lowest, v);
    highest = Math.max(highest, v);
  }
  const inside = Math.min(largest, 0.5 * (largest + internal.domain[1]) * (1 - EPSILON));
  const curvature = internal.d2U(inside);
  return largest * (largest * (Number.isFinite(curvature) ? curvature : 0) + highest - lowest) || largest;
}

/** The complementarity to aim at for one end when μ is asked for: none where there is no multiplier, never too small. */
export function aim({ scale }: System, { finiteSlope, complementarity }: End, mu: number): number {
  return finiteSlope ? Math.max(mu, complementarity * scale) : 0;
}

/**
 * The system of a flow.
 *
 * @throws CapabilityError if the energy has no internal part, so that nothing keeps densities from concentrating.
 */
export function system(flow: GradientFlow, flux: FluxChoice): System {
  const { grid, energy, mobility, discrete } = flow;
  const terms = energy.terms.filter((t): t is InternalTerm => t.kind === 'internal');
  if (terms.length === 0)
    throw new CapabilityError(
      'finiteVolume({ method: "implicit" })',
      'an internal energy U(p) that is strictly convex',
      'add entropy() or power(m), or use method "explicit"',
    );
  // Closed forms are those of the energy, whatever the mobility cuts off.
  const internal: Pointwise = { ...pointwise(terms, energy.capabilities.domain), domain: flowDomain(flow) };
  const { potential } = discrete.local;
  const nonlocal = nonlocalField(discrete);
  if (nonlocal !== null) nonlocal.part.firstVariation(nonlocal.values, flow.initial.values);
  const n = grid.size;
  const [least, most] = internal.domain;
  const lower = end(internal, least, least > 0 ? least * (1 + 4 * EPSILON) : VACUUM, n);
  const upper = end(internal, most, most * (1 - 4 * EPSILON), n);
  const cells = (): Float64Array => new Float64Array(n);
  const local = grid.dimension === 1 ? lineJacobian(grid) : boxJacobian(grid);
  return {
    grid,
    flux: faceFlux(flux, internal, mobility, n),
    weights: faceWeights(RUN),
    internal,
    potential,
    nonlocal,
    lower,
    upper,
    constrained: lower.finiteSlope || upper.finiteSlope,
    scale: scaleOf(internal, potential, nonlocal?.values ?? null, flow),
    p: cells(),
    psi: cells(),
    slope: cells(),
    shift: cells(),
    jacobian: nonlocal === null ? local : nonlocalJacobian(grid, local, nonlocal),
    residual: cells(),
    x: cells(),
  };
}

/** Writes ψ = U′(p) + V − s + t + W∗p̄, which its multipliers single out among what ∂E has for the iterate, into `psi`. */
export function subgradient({ internal, potential, nonlocal, lower, upper, p, psi }: System): Float64Array {
  for (let i = 0; i < p.length; i++)
    psi[i] = internal.dU(p[i]) + potential[i] - lower.multiplier[i] + upper.multiplier[i];
  if (nonlocal !== null) {
    updateField(nonlocal, p);
    for (let i = 0; i < p.length; i++) psi[i] += nonlocal.values[i];
  }
  return psi;
}
