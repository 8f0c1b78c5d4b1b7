import {
  ArgumentError,
  Density,
  density,
  entropy,
  gradientFlow,
  grid,
  type ParticleModel,
  potential,
} from '../../../src/index.ts';
import { isHardSphere } from '../../../src/potentials/pairPotential.ts';
import { outerOf, requireTwoOnLine, type TwoParticles, twoParticles } from './twoParticles.ts';

/** ε in cells of the model's grid. */
function cellsPerRod({ epsilon, pair, initial }: ParticleModel): number {
  if (!isHardSphere(pair)) throw new ArgumentError('pair', pair.name, 'hardSphere()');
  const [{ spacing, cells }] = initial.grid.axes;
  const length = pair.hardCore * epsilon;
  const count = Math.round(length / spacing);
  if (!(count >= 1 && count < cells && Math.abs(length / spacing - count) < 1e-9))
    throw new ArgumentError(
      'epsilon',
      epsilon,
      `a multiple of the cell width ${spacing}, shorter than the box`,
    );
  return count;
}

/**
 * Two hard rods of length ε in [a, b]: (3.34) on |x₁ − x₂| ≥ ε, with no flux where they touch.
 *
 * The shift x₂ → x₂ − ε of the half x₁ < x₂, and its mirror image, closes the gap: both halves make the square [a, b − ε]², and a P that is
 * symmetric is smooth in each half and has no flux through the diagonal by symmetry, as (3.34 d) asks. So the flow is that of
 *
 *     ∬ P log P + (V(y₁) + V(y₂ + ε)) P dy₁ dy₂,   y₁ < y₂, symmetric,
 *
 * on a plain square. It starts from p₀(x₁) p₀(x₂) on condition that the rods do not overlap, with the model's p₀.
 *
 * @param model - two hard rods on a line between walls, ε a multiple of the cells of the grid that p₀ is on.
 * @throws ArgumentError for other models.
 * Source: (3.34), for N rods by Tonks 1936.
 * @see [Coarse graining](/theory/coarse-graining)
 */
export function twoHardRods(model: ParticleModel): TwoParticles {
  requireTwoOnLine(model);
  const { initial, external } = model;
  const line = initial.grid;
  const [{ lower, upper, cells, spacing }] = line.axes;
  const rod = cellsPerRod(model);
  const epsilon = rod * spacing;
  const n = cells - rod;
  const side = [lower, upper - epsilon] as const;
  const square = grid([side, side], [n, n]);
  const p = initial.values;
  const start = Float64Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    return p[Math.min(i, j)] * p[Math.max(i, j) + rod];
  });
  const V = external ?? (() => 0);
  const field = potential((y1, y2) => V(Math.min(y1, y2)) + V(Math.max(y1, y2) + epsilon));
  const flow = gradientFlow({
    name: 'two hard rods',
    energy: entropy().plus(field),
    initial: density(square, start, { mass: 1 }),
  });

  function marginal({ values }: Density): Density {
    const sums = new Float64Array(cells);
    for (let i = 0; i < n; i++) {
      // The diagonal cuts its cells in two equal halves.
      const half = 0.5 * values[i * n + i];
      let [right, left] = [half, half];
      for (let j = 0; j < i; j++) right += values[i * n + j];
      for (let j = i + 1; j < n; j++) left += values[i * n + j];
      // The left one of the two is where it is on the square, the right one a rod further.
      sums[i] += left;
      sums[i + rod] += right;
    }
    return new Density(
      line,
      sums.map((s) => s * spacing),
    );
  }

  function onSquare({ values }: Density): Float64Array {
    return Float64Array.from({ length: cells * cells }, (_, k) => {
      const [i, j] = [Math.floor(k / cells), k % cells];
      const [left, right] = [Math.min(i, j), Math.max(i, j) - rod];
      return right < left ? Number.NaN : values[left * n + right];
    });
  }

  return twoParticles(model, flow, { outer: outerOf(model, flow, start), marginal, onSquare });
}
