/**
 * An isotropic repulsive pair potential u of unit range: particles of range ε feel u(|x − y|/ε).
 *
 * @see {@link pairPotential}
 */
export interface PairPotential {
  readonly name: string;
  /** u(r) for r > 0 in units of the range; Infinity inside a hard core. */
  readonly u: (r: number) => number;
  /** −u′(r) for r > 0 outside the hard core; null where it is unknown, or where nothing but a hard core is there. */
  readonly force: ((r: number) => number) | null;
  /** Radius in units of the range inside which u is infinite; 0 for soft potentials. */
  readonly hardCore: number;
  /** Radius in units of the range beyond which u is zero; Infinity if there is none. */
  readonly cutoff: number;
  /** Whether u(|x|) is known to be of positive type in R^d, its Fourier transform nonnegative: mean-field energies are convex then. */
  readonly positiveType: (dimension: number) => boolean;
  /**
   * The excluded-volume coefficient α_u = ∫_{R^d} (1 − e^{−u(|x|)}) dx of (3.26), to 10 significant digits.
   *
   * @param dimension - 1, 2 or 3.
   * @throws DivergentIntegralError if u decays too slowly for the integral to be finite.
   */
  excludedVolume(dimension: number): number;
  /**
   * The third virial coefficient B₃ = −⅓ ∬ f f f of f = e^{−u} − 1 over triangles, of the pressure n (1 + B₂ n + B₃ n² + …), where
   * B₂ = α_u/2: to 9 digits for smooth u, in units of ε^{2d}.
   *
   * @param dimension - 1, 2 or 3.
   * @throws CapabilityError if u has both a hard core and a tail; DivergentIntegralError if there is no finite B₃.
   */
  thirdVirial(dimension: number): number;
}

/** Whether u is infinite inside its hard core and zero outside: hard rods, disks or spheres. @see {@link hardSphere} */
export function isHardSphere({ hardCore, cutoff }: PairPotential): boolean {
  return hardCore > 0 && hardCore === cutoff;
}
