import { chebyshev, differentiate, integral, interpolate, lowerBound } from '../../numerics/chebyshev.ts';
import type { PairPotential } from '../../potentials/pairPotential.ts';
import { type Fluid, hypernettedChain } from './hypernettedChain.ts';

/** Ends of the panels, by B₂ n. */
const ENDS = [0.25, 0.5, 1, 2, 4, 8];
const WALK = [0.25, 0.5, 0.75, 1];
/** The last coefficients of a series, relative to the first; how often a panel is cut in two for it. */
const TOLERANCE = 1e-9;
const CUTS = 2;

/** m = μ/n between two densities, with its derivative and ∫₀ m n dn, as Chebyshev series. */
interface Panel {
  readonly left: number;
  readonly right: number;
  readonly value: Float64Array;
  readonly slope: Float64Array;
  readonly energy: Float64Array;
}

/** The excess of a uniform fluid at densities n from 0 to `densest`, in units of k T and ε. */
export interface UniformFluid {
  readonly densest: number;
  /** μ/n. */
  value(n: number): number;
  /** Its derivative. */
  slope(n: number): number;
  /** ∫₀ⁿ μ dn, the free energy per volume. */
  energy(n: number): number;
  /** Whether U″ > 0 and n U″ ≥ U′ − U/n for U = `energy`, at all densities: U is convex, and satisfies McCann's condition in every dimension. */
  readonly convex: boolean;
}

/** μ/n of densities between two, by a series: once upwards first, as nodes come in another order. Null where there are no solutions, or not smooth ones. */
function resolved(fluid: Fluid, left: number, right: number): Float64Array | null {
  const of = (n: number): number => fluid.solve(n)?.chemicalPotential ?? Number.NaN;
  for (const share of WALK) if (Number.isNaN(of(left + share * (right - left)))) return null;
  const value = interpolate(of, left, right);
  const rest = Math.max(...value.slice(-2).map(Math.abs));
  return rest <= TOLERANCE * value[0] ? value : null;
}

function panelsOf(pair: PairPotential, dimension: 1 | 2 | 3): Panel[] {
  const fluid = hypernettedChain(pair, dimension);
  const second = 0.5 * pair.excludedVolume(dimension);
  const panels: Panel[] = [];
  const add = (left: number, right: number, cuts: number): boolean => {
    const value = resolved(fluid, left, right);
    if (value === null) {
      const middle = 0.5 * (left + right);
      return cuts > 0 && add(left, middle, cuts - 1) && add(middle, right, cuts - 1);
    }
    const half = 0.5 * (right - left);
    const potential = interpolate((n) => n * chebyshev(value, 0, (n - left) / half - 1), left, right);
    const energy = integral(potential, half);
    const before = panels.length === 0 ? 0 : chebyshev(panels[panels.length - 1].energy, 0, 1);
    energy[0] += before - chebyshev(energy, 0, -1);
    panels.push({ left, right, value, slope: differentiate(value, half), energy });
    return true;
  };
  ENDS.every((end, k) => add((k === 0 ? 0 : ENDS[k - 1]) / second, end / second, CUTS));
  return panels;
}

/**
 * Whether n m′ ≥ −m/2 everywhere, by bounds of both. Then U″ = m + n m′ > 0, and ∫ m n dn/n², which is U″ − (U′ − U/n)/n without n m′, is at least half of the
 * least m below n.
 */
function isConvex(panels: readonly Panel[]): boolean {
  const least = Math.min(...panels.map(({ value }) => lowerBound(value)));
  return least > 0 && panels.every(({ right, slope }) => right * lowerBound(slope) >= -0.5 * least);
}

/**
 * Tabulates a {@link hypernettedChain} fluid up to B₂ n = 8, or as far as there are solutions.
 *
 * @param dimension - 1, 2 or 3.
 * @returns null where there are none.
 */
export function uniformFluid(pair: PairPotential, dimension: 1 | 2 | 3): UniformFluid | null {
  const panels = panelsOf(pair, dimension);
  if (panels.length === 0) return null;
  const of =
    (series: 'value' | 'slope' | 'energy') =>
    (n: number): number => {
      const { left, right, [series]: c } = panels.find((p) => n <= p.right) ?? panels[panels.length - 1];
      return chebyshev(c, 0, (2 * n - left - right) / (right - left));
    };
  return {
    densest: panels[panels.length - 1].right,
    value: of('value'),
    slope: of('slope'),
    energy: of('energy'),
    convex: isConvex(panels),
  };
}
