import { Density } from '../density/density.ts';
import type { Energy } from '../energy/energy.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import type { GradientFlow } from '../flow/gradientFlow.ts';
import type { ParticleModel } from '../particles/particleModel.ts';
import type { ParameterValues, Problem } from './problem.ts';

function isFlow(given: unknown): given is GradientFlow<Energy> {
  return given !== null && typeof given === 'object' && 'discrete' in given && 'grid' in given;
}

/**
 * The flow of a problem, which a user's module may have made of anything.
 *
 * @throws ArgumentError for what is no flow, or one on a grid with other cells than were asked for; and what the problem itself throws.
 */
export function flowOf(
  { flow }: Problem,
  parameters: ParameterValues,
  cells: readonly number[],
): GradientFlow<Energy> {
  const made: unknown = flow(parameters, cells);
  if (!isFlow(made))
    throw new ArgumentError(
      'what flow(parameters, cells) returned',
      made,
      'the flow itself, return gradientFlow({ energy, initial })',
    );
  const { shape } = made.grid;
  if (shape.length !== cells.length || shape.some((n, k) => n !== cells[k]))
    throw new ArgumentError(
      'the grid of what flow(parameters, cells) returned',
      made.grid.toString(),
      `one made with the cells that it is given, ${cells.join(' × ')}: grid(bounds, cells)`,
    );
  return made;
}

/** The particle model of a problem, null if it has none for these parameters. @throws ArgumentError for what is none; and what the problem itself throws. */
export function modelOf({ model }: Problem, parameters: ParameterValues): ParticleModel | null {
  if (model === undefined) return null;
  const made = model(parameters);
  if (made === null) return null;
  if (!(made?.initial instanceof Density) || !Array.isArray(made.box))
    throw new ArgumentError(
      'what model(parameters) returned',
      made,
      'a particle model, return particleModel({ particles, epsilon, pair, initial }), or null',
    );
  return made;
}
