import {
  ArgumentError,
  density,
  entropy,
  gradientFlow,
  grid,
  marginal,
  type ParticleModel,
  potential,
} from '../../../src/index.ts';
import { outerOf, requireTwoOnLine, type TwoParticles, twoParticles } from './twoParticles.ts';

/**
 * Two particles with a soft repulsion on a line: (2.1) on the plain square Ω², with V(x₁) + V(x₂) + u(|x₁ − x₂|/ε) for a potential.
 *
 * It starts from p₀(x₁) p₀(x₂) e^{−u}, normalised, with the model's p₀: independent particles with the weight of their distance, as samplers
 * start. u is taken at differences of cell centres: the cells of the model's grid have to resolve ε.
 *
 * @param model - two particles on a line between walls whose u is finite everywhere.
 * @throws ArgumentError for other models.
 * @see {@link twoHardRods}
 */
export function twoSoftRods(model: ParticleModel): TwoParticles {
  requireTwoOnLine(model);
  const { initial, external, epsilon, pair } = model;
  if (!Number.isFinite(pair.u(0)))
    throw new ArgumentError('pair', pair.name, 'a potential that is finite at r = 0');
  const line = initial.grid;
  const [{ lower, upper, cells: n }] = line.axes;
  const side = [lower, upper] as const;
  const square = grid([side, side], [n, n]);
  const x = line.centres(0);
  const u = (x1: number, x2: number): number => pair.u(Math.abs(x1 - x2) / epsilon);
  const p = initial.values;
  const start = Float64Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    return p[i] * p[j] * Math.exp(-u(x[i], x[j]));
  });
  const V = external ?? (() => 0);
  const flow = gradientFlow({
    name: 'two soft rods',
    energy: entropy().plus(potential((x1, x2) => V(x1) + V(x2) + u(x1, x2))),
    initial: density(square, start, { mass: 1 }),
  });

  return twoParticles(model, flow, {
    outer: outerOf(model, flow, start),
    marginal: (P) => marginal(P, 1),
    onSquare: ({ values }) => values,
  });
}
