/**
 * An isotropic repulsive pair potential u of unit range: particles of range ε feel u(|x − y|/ε).
 */
export interface PairPotential {
  readonly name: string;
  /** u(r) for r > 0 in units of the range; Infinity inside a hard core. */
  readonly u: (r: number) => number;
  /** −u′(r) for r > 0, null where u is not differentiable (hard core). */
  readonly force: ((r: number) => number) | null;
  /** Radius in units of the range inside which u is infinite; 0 for soft potentials. */
  readonly hardCore: number;
  /**
   * The excluded-volume coefficient α_u = ∫_{R^d} (1 − e^{−u(|x|)}) dx of (3.26), to 10 significant digits.
   *
   * @param dimension - 1, 2 or 3.
   * @throws DivergentIntegralError if u decays too slowly for the integral to be finite.
   */
  excludedVolume(dimension: number): number;
}
