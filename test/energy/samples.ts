import fc from 'fast-check';
import {
  entropy,
  excludedVolume,
  internal,
  type LocalEnergy,
  potential,
  power,
} from '../../src/energy/index.ts';

/** p log p + (1 − p) log(1 − p) on [0, 1]: a user's own energy with a hard constraint. */
export const fermi = (): LocalEnergy =>
  internal({
    name: 'fermi',
    U: (p) => (p > 0 ? p * Math.log(p) : 0) + (p < 1 ? (1 - p) * Math.log1p(-p) : 0),
    dU: (p) => Math.log(p) - Math.log1p(-p),
    d2U: (p) => 1 / (p * (1 - p)),
    domain: [0, 1],
  });

/** p²/2 on [0.25, 3]: constraints at which U′ is finite. */
export const bounded = (): LocalEnergy =>
  internal({ name: 'bounded', U: (p) => 0.5 * p * p, dU: (p) => p, d2U: () => 1, domain: [0.25, 3] });

/** Rods of length b on a line, p log(p/(1 − bp)) on [0, 1/b]: a constraint at which U′ is infinite. */
export const rods = (b: number): LocalEnergy =>
  internal({
    name: 'rods',
    U: (p) => (p > 0 ? p * Math.log(p / (1 - b * p)) : 0),
    dU: (p) => Math.log(p / (1 - b * p)) + 1 / (1 - b * p),
    d2U: (p) => 1 / (p * (1 - b * p) ** 2),
    domain: [0, 1 / b],
  });

/** One strictly convex local energy of every kind, by name. */
export const localEnergies: readonly (readonly [string, LocalEnergy])[] = [
  ['entropy', entropy()],
  ['entropy scaled', entropy().scale(0.03)],
  ['entropy + quadratic (closed form)', entropy().plus(excludedVolume(0.594))],
  ['quadratic', power(2)],
  ['porous medium m = 3', power(3)],
  ['porous medium m = 1.2', power(1.2)],
  ['fast diffusion m = 0.5', power(0.5)],
  [
    'entropy + m = 4 + potential',
    entropy()
      .plus(power(4))
      .plus(potential((x) => 3 * x * x)),
  ],
  [
    'entropy + quadratic + potential',
    entropy()
      .plus(power(2).scale(5))
      .plus(potential((x) => Math.sin(9 * x))),
  ],
  ['fermi', fermi()],
  ['fermi + power', fermi().plus(power(3).scale(0.5))],
  ['quadratic between bounds', bounded()],
];

/** Numbers strictly inside a domain, over many decades. */
export function inside([lower, upper]: readonly [number, number], decades = 8): fc.Arbitrary<number> {
  if (upper === Infinity)
    return fc.double({ min: -decades, max: Math.min(decades, 4), noNaN: true }).map((e) => lower + 10 ** e);
  return fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }).map((t) => lower + (upper - lower) * t);
}
