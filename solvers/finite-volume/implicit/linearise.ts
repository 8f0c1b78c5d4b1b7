import { aim, type System, subgradient } from './system.ts';

/**
 * Linearises the backward Euler system at its iterate p for the unknowns r = δ log p.
 *
 * Row i: p_i r_i − Δt/h² Σ_f ±(F_f + δF_f) = p_i^old − p_i with F = θ(p_L, p_R, Δψ) Δψ, Δψ = ψ_R − ψ_L, so that
 * δF = (θ + Δψ ∂θ/∂Δψ) δΔψ + Δψ (∂θ/∂p_L δp_L + ∂θ/∂p_R δp_R), and in every cell
 * δψ = slope · r + shift, where ψ = U′(p) + V − s + t and linearised complementarity, s (p − lower) = μ and
 * t (upper − p) = μ, has eliminated δs and δt.
 *
 * @param previous - densities at the beginning of the step.
 * @param mu - complementarity aimed at; without effect at an end where U′ is infinite.
 * @param monotone - see {@link Jacobian}.
 */
export function linearise(
  system: System,
  previous: Float64Array,
  timeStep: number,
  mu: number,
  monotone: boolean,
): void {
  const { internal, flux, lower, upper, p, slope, shift, x } = system;
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
    x[i] = previous[i] - q;
  }
  flux.update(p);
  system.jacobian.assemble(system, timeStep, monotone);
}
