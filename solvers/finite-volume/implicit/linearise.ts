import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import { aim, type System, subgradient } from './system.ts';

/**
 * Linearises the backward Euler system at its iterate p for the unknowns r = δ log p.
 *
 * Row i: p_i r_i − Δt/h² Σ_f ±(F_f + δF_f) = p_i^old − p_i with F = θ(p_L, p_R)(ψ_R − ψ_L), and in every cell
 * δψ = slope · r + shift, where ψ = U′(p) + V − s + t and linearised complementarity, s (p − lower) = μ and
 * t (upper − p) = μ, has eliminated δs and δt.
 *
 * @param previous - densities at the beginning of the step.
 * @param mu - complementarity aimed at; without effect at an end where U′ is infinite.
 * @param monotone - leaves out what ∂θ/∂p contributes against the monotonicity of F (it grows with p_R and falls with p_L
 * wherever potentials change by less than about 2 p U″ per cell): an M-matrix, safer far from the solution, slower near it.
 */
export function linearise(
  system: System,
  previous: Float64Array,
  timeStep: number,
  mu: number,
  monotone: boolean,
): void {
  const { grid, internal, lower, upper, p, slope, shift, below, diagonal, above, x } = system;
  subgradient(system);
  const muLower = aim(system, lower, mu);
  const muUpper = aim(system, upper, mu);
  for (let i = 0; i < p.length; i++) {
    const q = p[i];
    const s = lower.multiplier[i];
    const t = upper.multiplier[i];
    const toLower = q - lower.value;
    const toUpper = upper.value - q;
    slope[i] = q * internal.d2U(q) + (s * q) / toLower + (t * q) / toUpper;
    shift[i] = s - muLower / toLower - (t - muUpper / toUpper);
    diagonal[i] = q;
    x[i] = previous[i] - q;
  }
  // Ends of a walled axis: no face, no entry.
  below.fill(0);
  above.fill(0);
  const k = timeStep / grid.axes[0].spacing ** 2;
  eachFaceBlock(grid, 0, (face, left, right, count) => {
    faces(system, k, face, left, right, count, monotone);
  });
}

function faces(
  system: System,
  k: number,
  face: number,
  left: number,
  right: number,
  count: number,
  monotone: boolean,
): void {
  const { mean, p, psi, slope, shift, below, diagonal, above, x } = system;
  for (let i = 0; i < count; i++) {
    const l = left + i;
    const r = right + i;
    const a = p[l];
    const b = p[r];
    const theta = mean.value(a, b);
    const jump = psi[r] - psi[l];
    const flux = k * theta * (jump + shift[r] - shift[l]);
    let byLeft = k * (mean.slope(a, b) * a * jump - theta * slope[l]);
    let byRight = k * (mean.slope(b, a) * b * jump + theta * slope[r]);
    if (monotone) {
      byLeft = Math.min(byLeft, 0);
      byRight = Math.max(byRight, 0);
    }
    x[l] += flux;
    x[r] -= flux;
    diagonal[l] -= byLeft;
    above[face + i] -= byRight;
    diagonal[r] += byRight;
    below[face + i] += byLeft;
  }
}
