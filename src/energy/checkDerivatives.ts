import { ArgumentError } from '../errors/argumentError.ts';
import { DerivativeError } from '../errors/derivativeError.ts';
import type { Domain, InternalDensity } from './internalDensity.ts';

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

/** A scalar function of p with its first two derivatives. */
export interface TwiceDifferentiable {
  readonly name: string;
  readonly domain: Domain;
  readonly f: (p: number) => number;
  readonly df: (p: number) => number;
  readonly d2f: (p: number) => number;
  /** What its author calls f, f′ and f″. */
  readonly labels: readonly [f: string, df: string, d2f: string];
}

// U = p log p is NaN at 0 unless its limit is spelt out: the commonest slip, and one that spreads silently.
function checkEnds({ name, f, df, domain, labels }: TwiceDifferentiable): void {
  for (const p of domain) {
    if (p === Infinity) continue;
    for (const [which, value] of [
      [labels[0], f(p)],
      [labels[1], df(p)],
    ] as const)
      if (typeof value !== 'number' || Number.isNaN(value))
        throw new ArgumentError(
          `${name}: ${which}(${p})`,
          value,
          'its limit there: a number, Infinity or -Infinity',
        );
  }
}

/**
 * Checks f′ against differences of f and f″ against differences of f′ over the domain; f and f′ at its ends; and
 * whatever else `at` checks at each point.
 *
 * @throws DerivativeError with the point, the value given and the value expected; ArgumentError where f or f′ is NaN.
 */
export function checkFunction(subject: TwiceDifferentiable, at: (p: number) => void): void {
  const { name, f, df, d2f, domain, labels } = subject;
  checkEnds(subject);
  for (const p of samples(domain)) {
    const room = Math.min(p - domain[0], domain[1] - p);
    compare(`${name}: ${labels[1]}`, f, df, p, room);
    compare(`${name}: ${labels[2]}`, df, d2f, p, room);
    at(p);
  }
}

/** {@link checkFunction} for U of a local energy, and d2U ≥ 0. */
export function checkDerivatives({ name, domain, U, dU, d2U }: InternalDensity): void {
  checkFunction({ name, domain, f: U, df: dU, d2f: d2U, labels: ['U', 'dU', 'd2U'] }, (p) => {
    if (d2U(p) < 0) throw new ArgumentError(`${name}: d2U(${p})`, d2U(p), 'a number ≥ 0 (U must be convex)');
  });
}
