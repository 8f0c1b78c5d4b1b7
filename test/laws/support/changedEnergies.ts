import type { DiscreteEnergy, DiscreteLocalEnergy, Energy, LocalEnergy } from '../../../src/energy/index.ts';

/** An energy whose form on a grid is changed. */
export function changed(
  energy: LocalEnergy,
  change: (on: DiscreteLocalEnergy) => Partial<DiscreteLocalEnergy>,
): LocalEnergy {
  return { ...energy, on: (box) => ({ ...energy.on(box), ...change(energy.on(box)) }) };
}

/** An energy that need not be local, changed likewise. */
export function changedNonlocal(
  energy: Energy,
  change: (on: DiscreteEnergy) => Partial<DiscreteEnergy>,
): Energy {
  return { ...energy, on: (box) => ({ ...energy.on(box), ...change(energy.on(box)) }) };
}

/** Multiplies what `write` puts into `out` by a factor, in the last cell only. */
export function scaledLast<A extends readonly unknown[], R>(
  write: (out: Float64Array, ...rest: A) => R,
  factor: number,
): (out: Float64Array, ...rest: A) => R {
  return (out, ...rest) => {
    const result = write(out, ...rest);
    out[out.length - 1] *= factor;
    return result;
  };
}
