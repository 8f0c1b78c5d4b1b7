import type { DiscreteEnergy } from '../energy/discreteEnergy.ts';
import type { NonlocalPart } from '../energy/nonlocal/nonlocalPart.ts';
import { multiplierFor } from './multiplier.ts';

const MOST_HALVINGS = 60;

/**
 * A field whose minimiser of the local part is p, or near it: −U′(p) − V.
 *
 * Where U′ is infinite – log 0 – there is none. Then p goes a part of the way to the minimiser of the energy with N
 * linearised at p, by halves until E does not rise: that is a direction of descent.
 *
 * Source: Bredies–Lorenz–Maass 2009, A generalized conditional gradient method.
 */
export function startField(
  p: Float64Array,
  mass: number,
  energy: DiscreteEnergy,
  nonlocal: NonlocalPart,
): Float64Array {
  const { local } = energy;
  const slope = new Float64Array(p.length);
  local.firstVariation(slope, p);
  if (slope.every(Number.isFinite)) return slope.map((v) => -v);
  const field = new Float64Array(p.length);
  nonlocal.firstVariation(field, p);
  const target = new Float64Array(p.length);
  const lambda = multiplierFor(target, mass, local, field);
  const start = energy.value(p);
  const mixed = target.slice();
  for (let k = 0, part = 1; k < MOST_HALVINGS && !(energy.value(mixed) <= start); k++) {
    part /= 2;
    for (let i = 0; i < p.length; i++) mixed[i] = (1 - part) * p[i] + part * target[i];
  }
  local.firstVariation(slope, mixed);
  // What is 0 even in the target is so to the last digit, and stays as it is there.
  return slope.map((v, i) => (Number.isFinite(v) ? -v : field[i] - lambda));
}
