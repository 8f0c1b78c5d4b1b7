import { eachFaceBlock } from '../../src/grid/eachFace.ts';
import { ArgumentError, type GradientFlow } from '../../src/index.ts';
import type { Linearisation } from './linearisation.ts';

/** The least and the largest multiplier that each cell agrees with: δE inside the bounds of p, a half-line at one of them. */
function multipliers(
  p: Float64Array,
  { discrete }: GradientFlow,
  { curvature }: Linearisation,
): { readonly least: Float64Array; readonly most: Float64Array } {
  const { domain, ceiling } = discrete.local;
  const least = new Float64Array(p.length);
  discrete.firstVariation(least, p);
  const most = least.slice();
  for (let i = 0; i < p.length; i++) {
    if (curvature[i] > 0) continue;
    const full = ceiling !== null && p[i] >= ceiling[i];
    // Between bounds, but with U″ beyond all numbers: δE is rounding there, as it is where log 0 = −∞.
    const unknown = (!full && p[i] > domain[0]) || !Number.isFinite(least[i]);
    if (full || unknown) most[i] = Infinity;
    if (!full || unknown) least[i] = -Infinity;
  }
  return { least, most };
}

/**
 * Throws unless p rests: |grad δE| ≤ tolerance · max U″p / L on all faces that conduct, L being the longest side of the box.
 *
 * Between a cell inside its bounds and one at a bound only a force that would take it off the bound counts.
 *
 * @throws ArgumentError naming `state`, with max |grad δE| and what is allowed.
 */
export function checkEquilibrium(
  p: Float64Array,
  flow: GradientFlow,
  linear: Linearisation,
  tolerance: number,
): void {
  const { grid, curvature, conductances } = linear;
  const { least, most } = multipliers(p, flow, linear);
  let steepest = 0;
  grid.axes.forEach(({ spacing }, k) => {
    eachFaceBlock(grid, k, (_, l, r, n) => {
      for (let i = l, j = r; i < l + n; i++, j++) {
        if (!(conductances[k][i] > 0)) continue;
        const slope = Math.max(least[i] - most[j], least[j] - most[i]) / spacing;
        if (!(slope <= steepest)) steepest = slope;
      }
    });
  });
  const strength = p.reduce((most, v, i) => Math.max(most, curvature[i] * v), 0);
  const length = Math.max(...grid.axes.map(({ lower, upper }) => upper - lower));
  const allowed = (tolerance * strength) / length;
  if (!(steepest <= allowed))
    throw new ArgumentError(
      'state',
      `a density with |grad δE| up to ${steepest}`,
      `an equilibrium of the flow, |grad δE| ≤ ${allowed} = equilibrium · max U″p / L, such as steadyState(…).density`,
    );
}
