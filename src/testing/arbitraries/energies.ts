import fc from 'fast-check';
import {
  type Energy,
  entropy,
  excludedVolume,
  interaction,
  type LocalEnergy,
  potential,
  power,
  sum,
} from '../../energy/index.ts';
import { logUniform } from './timeSteps.ts';

const coefficients = logUniform(0.01, 100);

/** ∫U(p): entropy, powers and excluded volume, over decades of coefficients. */
function internalEnergies(): fc.Arbitrary<LocalEnergy> {
  const exponents = fc.constantFrom(2, 3, 1.5, 4, 1.1, 0.75);
  return fc.oneof(
    coefficients.map((c) => entropy().scale(c)),
    coefficients.map((c) => excludedVolume(c)),
    fc.tuple(exponents, coefficients).map(([m, c]) => power(m).scale(c)),
  );
}

/** ∫Vp: wells, hills, tilts and ripples, in any dimension, with their convexity where it is known. */
function potentialEnergies(): fc.Arbitrary<LocalEnergy> {
  const squares = (x: readonly number[]) => x.reduce((s, v) => s + v * v, 0);
  const total = (x: readonly number[]) => x.reduce((s, v) => s + v, 0);
  const strengths = fc.integer({ min: -50, max: 50 }).map((k) => k / 5);
  return fc.oneof(
    strengths.map((a) => potential((...x) => 0.5 * a * squares(x), { convexity: a })),
    strengths.map((a) => potential((...x) => a * total(x), { convexity: 0 })),
    strengths.map((a) =>
      potential((...x) => a * Math.cos(3 * total(x)), { convexity: -9 * Math.abs(a) * 3 }),
    ),
    strengths.map((a) => potential((...x) => a * Math.hypot(1, squares(x) - 1))),
  );
}

/** ½∬W p p: attraction and repulsion, smooth and kinked, in any dimension. */
function interactionEnergies(): fc.Arbitrary<Energy> {
  const norm = (x: readonly number[]) => Math.hypot(...x);
  return fc.oneof(
    coefficients.map((c) => interaction((...x) => 0.5 * norm(x) ** 2, { convexity: 1 }).scale(c)),
    coefficients.map((c) => interaction((...x) => norm(x), { convexity: 0 }).scale(c)),
    coefficients.map((c) => interaction((...x) => Math.exp(-(norm(x) ** 2)), { convexity: -2 }).scale(c)),
    coefficients.map((c) => interaction((...x) => -Math.exp(-norm(x))).scale(c)),
  );
}

/** Local energies composed at random: one or two internal energies, which makes them strictly convex, and potentials. */
export function localEnergies(): fc.Arbitrary<LocalEnergy> {
  return fc
    .tuple(
      internalEnergies(),
      fc.array(internalEnergies(), { maxLength: 1 }),
      fc.array(potentialEnergies(), { maxLength: 2 }),
    )
    .map(([first, more, tilts]) => sum(first, ...more, ...tilts));
}

/** Energies composed at random: {@link localEnergies}, and interactions beside them. */
export function energies(): fc.Arbitrary<Energy> {
  return fc
    .tuple(localEnergies(), fc.array(interactionEnergies(), { maxLength: 2 }))
    .map(([local, interactions]) => sum(local, ...interactions));
}
