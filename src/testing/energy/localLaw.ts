import fc from 'fast-check';
import { type DiscreteLocalEnergy, isLocalEnergy } from '../../energy/index.ts';
import { logUniform } from '../arbitraries/timeSteps.ts';
import { forAll } from '../forAll.ts';
import { admissible } from './admissible.ts';
import { type EnergyLaw, type EnergySubject, law } from './law.ts';

/** Energies that have an inverse: local, with an internal energy or an obstacle among their terms. */
export function invertible({ energy }: EnergySubject): boolean {
  return isLocalEnergy(energy) && energy.terms.some((t) => t.kind !== 'potential');
}

/** A law about two densities in the domain of a local energy, the first off its ends, and a step. */
export function localLaw(
  verify: (energy: DiscreteLocalEnergy, sample: { p: Float64Array; q: Float64Array; step: number }) => void,
  applies: (subject: EnergySubject) => boolean,
): EnergyLaw {
  return law((subject) => {
    const { energy, grid } = subject;
    if (!isLocalEnergy(energy)) return;
    const samples = fc.record({
      p: admissible(subject, false),
      q: admissible(subject, true),
      step: logUniform(1e-4, 1e2),
    });
    const discrete = energy.on(grid);
    forAll(subject, samples, (sample) => verify(discrete, sample));
  }, applies);
}

/** δE(p). */
export function variation(energy: DiscreteLocalEnergy, p: Float64Array): Float64Array {
  const out = new Float64Array(p.length);
  energy.firstVariation(out, p);
  return out;
}

/** U″(p). */
export function curvatureAt(energy: DiscreteLocalEnergy, p: Float64Array): Float64Array {
  const out = new Float64Array(p.length);
  energy.curvature(out, p);
  return out;
}

/** Throws at the first cell where two fields differ by more than the tolerance there. */
export function expectCells(
  what: string,
  given: Float64Array,
  expected: Float64Array,
  tolerance: (i: number) => number,
): void {
  const wrong = given.findIndex((v, i) => !(Math.abs(v - expected[i]) <= tolerance(i)));
  if (wrong >= 0) throw new Error(`in cell ${wrong} ${what} is ${given[wrong]}, not ${expected[wrong]}`);
}
