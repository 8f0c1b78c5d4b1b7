import fc from 'fast-check';
import type { Grid } from '../../grid/index.ts';

/**
 * A sample that fast-check prints as the code that makes it, so that a counterexample can be run as it stands.
 *
 * @param value - a plain object, which is copied if it is frozen, or an instance.
 * @param code - an expression in the names that `ottoflow` exports.
 */
export function written<T extends object>(value: T, code: () => string): T {
  const own = Object.isFrozen(value) ? { ...value } : value;
  return Object.defineProperty(own, fc.toStringMethod, { value: code, configurable: true });
}

/** The code that makes a grid. */
export function gridCode({ axes, shape }: Grid): string {
  const bounds = axes.map((a) => `[${a.lower}, ${a.upper}]`).join(', ');
  const periodic = axes.some((a) => a.periodic)
    ? `, { periodic: [${axes.map((a) => a.periodic).join(', ')}] }`
    : '';
  return `grid([${bounds}], [${shape.join(', ')}]${periodic})`;
}
