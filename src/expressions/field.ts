import type { Field } from '../energy/index.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import { type Constants, expression } from './expression.ts';

const VARIABLES = ['x', 'y', 'z', 'r'];

/**
 * A function of position from text: `potential(field('5 x^2'))`.
 *
 * @param text - a formula in x, y, z and r = √(x² + y² + z²).
 * @throws as `expression` does; when it is called, ArgumentError for a coordinate that the grid does not have.
 * @see {@link energyOf}
 */
export function field(text: string, constants: Constants = {}): Field {
  const { evaluate, uses } = expression('field', text, VARIABLES, constants);
  const needed = ['x', 'y', 'z'].findLastIndex((name) => uses.has(name)) + 1;
  return (...x) => {
    if (x.length < needed)
      throw new ArgumentError(
        'field',
        text,
        `a formula in ${VARIABLES.slice(0, x.length).join(', ')}, r: the grid has ${x.length} dimension${x.length > 1 ? 's' : ''}`,
      );
    const [a, b = 0, c = 0] = x;
    return evaluate([a, b, c, Math.hypot(a, b, c)]);
  };
}
