import type { Domain } from '../energy/internalDensity.ts';

/**
 * The mobility m(p) of a flow ∂p/∂t = div(m(p) grad δE): concave and nonnegative on its domain.
 *
 * Source: Dolbeault–Nazaret–Savaré 2009, A new class of transport distances between measures.
 *
 * @see {@link mobility}
 */
export interface Mobility {
  readonly name: string;
  /** Whether m(p) = p: the mobility of Wasserstein gradient flows. */
  readonly linear: boolean;
  /** m(p) ≥ 0 for p in the domain. */
  readonly m: (p: number) => number;
  /** m′(p); may be infinite at the ends of the domain. */
  readonly dm: (p: number) => number;
  /** m″(p) ≤ 0. */
  readonly d2m: (p: number) => number;
  /** Where m is nonnegative: densities never leave it. */
  readonly domain: Domain;
}
