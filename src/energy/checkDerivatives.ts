import { ArgumentError } from '../errors/argumentError.ts';
import { DerivativeError } from '../errors/derivativeError.ts';
import type { InternalDensity } from './internalDensity.ts';

// Points over six decades inside the domain, away from end points where derivatives may be infinite.
function samples([lower, upper]: readonly [number, number]): number[] {
  const span = upper === Infinity ? 100 : upper - lower;
  return [1e-4, 1e-3, 1e-2, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.99].map((s) => lower + s * span);
}

// Fourth-order central differences; their error and the rounding of f set how closely agreement can be asked for.
function compare(
  which: string,
  f: (p: number) => number,
  df: (p: number) => number,
  p: number,
  room: number,
): void {
  const h = 1e-3 * room;
  const expected = (8 * (f(p + h) - f(p - h)) - (f(p + 2 * h) - f(p - 2 * h))) / (12 * h);
  const given = df(p);
  const scale = Math.abs(expected) + Math.abs(f(p)) / room + 1e-12;
  if (!(Math.abs(given - expected) <= 1e-5 * scale)) throw new DerivativeError(which, p, given, expected);
}

// U = p log p is NaN at 0 unless its limit is spelt out: the commonest slip, and one that spreads silently.
function checkEnds({ name, U, dU, domain }: InternalDensity): void {
  for (const p of domain) {
    if (p === Infinity) continue;
    for (const [which, value] of [
      ['U', U(p)],
      ['dU', dU(p)],
    ] as const)
      if (typeof value !== 'number' || Number.isNaN(value))
        throw new ArgumentError(
          `${name}: ${which}(${p})`,
          value,
          'its limit there: a number, Infinity or -Infinity',
        );
  }
}

/** Checks dU against differences of U, d2U against differences of dU, and d2U ≥ 0, over the domain; and U, dU at its ends. */
export function checkDerivatives(density: InternalDensity): void {
  const { name, U, dU, d2U, domain } = density;
  checkEnds(density);
  for (const p of samples(domain)) {
    const room = Math.min(p - domain[0], domain[1] - p);
    compare(`${name}: dU`, U, dU, p, room);
    compare(`${name}: d2U`, dU, d2U, p, room);
    if (d2U(p) < 0) throw new ArgumentError(`${name}: d2U(${p})`, d2U(p), 'a number ≥ 0 (U must be convex)');
  }
}
