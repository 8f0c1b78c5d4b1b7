import fc from 'fast-check';
import {
  type Energy,
  entropy,
  excludedVolume,
  interaction,
  internal,
  type LocalEnergy,
  obstacle,
  potential,
  power,
  sum,
} from '../../energy/index.ts';
import { knownKeys } from '../../errors/check.ts';
import { logUniform } from './timeSteps.ts';
import { written } from './written.ts';

/** What {@link localEnergies} and {@link energies} may be told. */
export interface EnergiesOptions {
  /** Whether some forbid large densities, p < 1 by a crowding entropy or p ≤ k by an obstacle; false by default. */
  readonly bounded?: boolean;
}

const coefficients = logUniform(0.01, 100);

/** ∫U(p): entropy, powers and excluded volume, over decades of coefficients. */
function internalEnergies(): fc.Arbitrary<LocalEnergy> {
  const exponents = fc.constantFrom(2, 3, 1.5, 4, 1.1, 0.75);
  return fc.oneof(
    { withCrossShrink: true },
    coefficients.map((c) => written(entropy().scale(c), () => `entropy().scale(${c})`)),
    coefficients.map((c) => written(excludedVolume(c), () => `excludedVolume(${c})`)),
    fc
      .tuple(exponents, coefficients)
      .map(([m, c]) => written(power(m).scale(c), () => `power(${m}).scale(${c})`)),
  );
}

/** Bounds of the density: (1 − p) log(1 − p), whose slope is infinite at 1, and walls that are felt when they are touched. */
function bounds(): fc.Arbitrary<LocalEnergy> {
  const crowding = (c: number): LocalEnergy =>
    internal({
      name: 'crowding',
      U: (p) => (p < 1 ? (1 - p) * Math.log(1 - p) : 0),
      dU: (p) => -Math.log(1 - p) - 1,
      d2U: (p) => 1 / (1 - p),
      domain: [0, 1],
    }).scale(c);
  return fc.oneof(
    { withCrossShrink: true },
    coefficients.map((c) =>
      written(
        crowding(c),
        () =>
          `internal({ U: (p) => (p < 1 ? (1 - p) * Math.log(1 - p) : 0), dU: (p) => -Math.log(1 - p) - 1, d2U: (p) => 1 / (1 - p), domain: [0, 1] }).scale(${c})`,
      ),
    ),
    fc.constantFrom(1, 2, 10).map((k) =>
      written(
        obstacle((x) => k + 0.5 * Math.cos(5 * x)),
        () => `obstacle((x) => ${k} + 0.5 * Math.cos(5 * x))`,
      ),
    ),
  );
}

const SQUARES = 'x.reduce((s, v) => s + v * v, 0)';
const TOTAL = 'x.reduce((s, v) => s + v, 0)';

/** ∫Vp: wells, hills, tilts and ripples, in any dimension, with their convexity where it is known. */
function potentialEnergies(): fc.Arbitrary<LocalEnergy> {
  const squares = (x: readonly number[]) => x.reduce((s, v) => s + v * v, 0);
  const total = (x: readonly number[]) => x.reduce((s, v) => s + v, 0);
  const strengths = fc.integer({ min: -50, max: 50 }).map((k) => k / 5);
  return fc.oneof(
    { withCrossShrink: true },
    strengths.map((a) =>
      written(
        potential((...x) => 0.5 * a * squares(x), { convexity: a }),
        () => `potential((...x) => 0.5 * ${a} * ${SQUARES}, { convexity: ${a} })`,
      ),
    ),
    strengths.map((a) =>
      written(
        potential((...x) => a * total(x), { convexity: 0 }),
        () => `potential((...x) => ${a} * ${TOTAL}, { convexity: 0 })`,
      ),
    ),
    strengths.map((a) => {
      const convexity = -9 * Math.abs(a) * 3;
      return written(
        potential((...x) => a * Math.cos(3 * total(x)), { convexity }),
        () => `potential((...x) => ${a} * Math.cos(3 * ${TOTAL}), { convexity: ${convexity} })`,
      );
    }),
    strengths.map((a) =>
      written(
        potential((...x) => a * Math.hypot(1, squares(x) - 1)),
        () => `potential((...x) => ${a} * Math.hypot(1, ${SQUARES} - 1))`,
      ),
    ),
  );
}

/** ½∬W p p: attraction and repulsion, smooth and kinked, in any dimension. */
function interactionEnergies(): fc.Arbitrary<Energy> {
  const kernels: readonly (readonly [(...x: number[]) => number, string, number | undefined])[] = [
    [(...x) => 0.5 * Math.hypot(...x) ** 2, '0.5 * Math.hypot(...x) ** 2', 1],
    [(...x) => Math.hypot(...x), 'Math.hypot(...x)', 0],
    [(...x) => Math.exp(-(Math.hypot(...x) ** 2)), 'Math.exp(-(Math.hypot(...x) ** 2))', -2],
    [(...x) => -Math.exp(-Math.hypot(...x)), '-Math.exp(-Math.hypot(...x))', undefined],
  ];
  return fc.oneof(
    { withCrossShrink: true },
    ...kernels.map(([W, text, convexity]) => {
      const told = convexity === undefined ? {} : { convexity };
      const options = convexity === undefined ? '' : `, { convexity: ${convexity} }`;
      return coefficients.map((c) =>
        written(interaction(W, told).scale(c), () => `interaction((...x) => ${text}${options}).scale(${c})`),
      );
    }),
  );
}

/** A sum, written as one; a single summand is written already. */
function writtenSum<E extends Energy>(parts: readonly E[], total: E): E {
  const code = (): string => `sum(${parts.map((part) => fc.stringify(part)).join(', ')})`;
  return parts.length === 1 ? total : written(total, code);
}

/**
 * Local energies composed at random: one or two internal energies, which makes them strictly convex, and potentials; shrinks towards one entropy.
 *
 * @see {@link gradientFlows}
 */
export function localEnergies(options: EnergiesOptions = {}): fc.Arbitrary<LocalEnergy> {
  knownKeys('localEnergies', options, ['bounded']);
  const unbounded = fc
    .tuple(
      internalEnergies(),
      fc.array(internalEnergies(), { maxLength: 1 }),
      fc.array(potentialEnergies(), { maxLength: 2 }),
    )
    .map(([first, more, tilts]): readonly LocalEnergy[] => [first, ...more, ...tilts]);
  const summands =
    options.bounded === true
      ? fc
          .tuple(unbounded, fc.array(bounds(), { maxLength: 1 }))
          .map(([parts, bound]) => [...parts, ...bound])
      : unbounded;
  return summands.map((parts) => writtenSum(parts, sum(...parts)));
}

/** Energies composed at random: {@link localEnergies}, and interactions beside them. */
export function energies(options: EnergiesOptions = {}): fc.Arbitrary<Energy> {
  return fc
    .tuple(localEnergies(options), fc.array(interactionEnergies(), { maxLength: 2 }))
    .map(([local, interactions]) => {
      const parts = [local, ...interactions];
      return writtenSum(parts, sum(...parts));
    });
}
