import { finiteVolume, type Spectrum, spectrum } from '../../../solvers/index.ts';
import {
  ConvergenceError,
  type GradientFlow,
  type LocalEnergy,
  march,
  relativeEnergy,
  type SteadyState,
  steadyState,
} from '../../../src/index.ts';

/** A flow on its way to rest, seen mode by mode. */
export interface ModalRun {
  readonly spectrum: Spectrum;
  readonly times: readonly number[];
  /** ΔE at the times, as a Bregman distance. */
  readonly relative: readonly number[];
  /** c_k at the times, one array for each mode. */
  readonly amplitudes: readonly (readonly number[])[];
  /** Where nothing but the slowest mode is left to see. */
  readonly late: readonly [number, number];
}

/** Of second order, a step of length z/λ changes the rate of its mode by z²/6 of itself. */
const STEP = 0.02;
/** How much the other modes may change the rate in the late window, relative to it. */
const CONTAMINATION = 1e-4;
/** How large the slowest mode may be there: what it changes by itself is of its own size. */
const SMALL = 1e-3;
/** A run ends after so many decay times 1/λ₁ at the latest. */
const LONGEST = 40;

/**
 * c_k = ⟨q_k, δ²E (p − p∞)⟩ of the modes: near rest ΔE = ½ Σ c_k², each falling like e^{−λ_k t}.
 *
 * @param curvature - U″(p∞), cell by cell.
 */
function projections(
  { modes }: Spectrum,
  curvature: Float64Array,
  p: Float64Array,
  rest: SteadyState,
): number[] {
  const { values, grid } = rest.density;
  return modes.map((q) => {
    let sum = 0;
    for (let i = 0; i < q.length; i++) sum += q[i] * curvature[i] * (p[i] - values[i]);
    return sum * grid.cellVolume;
  });
}

/** Eigenvalues that differ by less, relatively, are one: λ₁ of a square belongs to two modes. */
const SAME = 1e-6;

/** How many modes are the slowest. */
function multiplicity({ eigenvalues }: Spectrum): number {
  return eigenvalues.filter((v) => v <= (1 + SAME) * eigenvalues[0]).length;
}

/** Σ c_k² over the slowest modes. */
function slowestSquare(found: Spectrum, c: readonly number[]): number {
  return c.slice(0, multiplicity(found)).reduce((s, v) => s + v ** 2, 0);
}

/** How much the rate of ΔE is above 2λ₁, relative to it, while it is the sum over the modes. */
function contamination(found: Spectrum, c: readonly number[]): number {
  const { eigenvalues } = found;
  const excess = c.reduce((s, v, k) => s + v ** 2 * (eigenvalues[k] / eigenvalues[0] - 1), 0);
  return excess / slowestSquare(found, c);
}

/**
 * Follows a flow by implicit finite volumes of second order until ΔE has fallen for one decay time 1/λ₁ at the rate of its slowest
 * mode alone. When that begins is read off the projections onto the modes, whose gap decides it.
 *
 * @param curvatureAt - U″.
 * @throws ConvergenceError if it does not begin.
 */
export function modalRun(
  flow: GradientFlow<LocalEnergy>,
  curvatureAt: (p: number) => number,
  signal: AbortSignal | undefined,
): ModalRun {
  const rest = steadyState(flow.energy, flow.grid, flow.initial.mass);
  const found = spectrum(flow, rest.density);
  const curvature = rest.density.values.map(curvatureAt);
  const [slowest] = found.eigenvalues;
  const times: number[] = [];
  const relative: number[] = [];
  const amplitudes: number[][] = found.modes.map(() => []);
  const look = (time: number, density: typeof flow.initial): number[] => {
    const c = projections(found, curvature, density.values, rest);
    times.push(time);
    relative.push(relativeEnergy(flow.discrete, density, rest));
    c.forEach((v, k) => {
      amplitudes[k].push(v);
    });
    return c;
  };
  look(0, flow.initial);
  let from = Infinity;
  for (const step of march(flow, finiteVolume({ order: 2, timeStep: STEP / slowest }), [LONGEST / slowest])) {
    signal?.throwIfAborted();
    const c = look(step.time, step.density);
    const settled = contamination(found, c) <= CONTAMINATION && slowestSquare(found, c) <= SMALL ** 2;
    if (from === Infinity && settled) from = step.time;
    if (step.time >= from + 1 / slowest)
      return { spectrum: found, times, relative, amplitudes, late: [from, step.time] };
  }
  throw new ConvergenceError(`${flow.name} shows no slowest mode by t = ${LONGEST / slowest}`);
}

/** A mode that ΔE follows for a while, and when. */
export interface PassingMode {
  /** k ≥ 1, counted from 0 for the slowest. */
  readonly mode: number;
  readonly window: readonly [number, number];
}

/** A mode rules while it has so much of the dissipation Σ λ_k c_k², */
const RULES = 0.99;
/** once it is so small that ΔE is nearly quadratic, */
const NEAR = 0.1;
/** for at least so much of its decay time 1/λ_k. */
const LONG_ENOUGH = 0.5;

/** The first of the faster modes that rules ΔE before the slowest does; null if none does. */
export function passingMode({ spectrum: found, times, amplitudes }: ModalRun): PassingMode | null {
  const { eigenvalues } = found;
  for (let mode = multiplicity(found); mode < amplitudes.length; mode++) {
    const ruling = times.filter((_, i) => {
      const dissipation = amplitudes.map((c, k) => eigenvalues[k] * c[i] ** 2);
      const all = dissipation.reduce((a, b) => a + b, 0);
      return dissipation[mode] >= RULES * all && Math.abs(amplitudes[mode][i]) <= NEAR;
    });
    const [from, to] = [ruling[0] ?? 0, ruling[ruling.length - 1] ?? 0];
    if (to - from >= LONG_ENOUGH / eigenvalues[mode]) return { mode, window: [from, to] };
  }
  return null;
}
