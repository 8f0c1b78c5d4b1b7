import { type LinearisedSettings, type LinearisedStep, linearise } from '../../../../solvers/index.ts';
import {
  Density,
  type Energy,
  entropy,
  excludedVolume,
  type Grid,
  gradientFlow,
  interaction,
  type Mobility,
  potential,
  power,
  sum,
} from '../../../../src/index.ts';

/** V and a direction in which it changes. */
export const well = (x: number, y = 0): number => 5 * (x - 0.4) ** 2 + Math.sin(4 * x + y);
export const ripple = (x: number, y = 0): number => Math.cos(5 * x - 2 * y);

/** Energies with all kinds of terms; c is the coefficient of the ripple. */
export const energies: Readonly<Record<string, (c: number) => Energy>> = {
  entropy: (c) =>
    sum(
      entropy(),
      potential((x, y) => well(x, y) + c * ripple(x, y)),
    ),
  'excluded volume': (c) => sum(energies.entropy(c), excludedVolume(0.3)),
  'power(3)': (c) =>
    sum(
      power(3),
      potential((x, y) => 0.1 * well(x, y) + c * ripple(x, y)),
    ),
  interaction: (c) =>
    sum(
      energies.entropy(c),
      interaction((x, y = 0) => 3 * Math.exp(-20 * (x * x + y * y))),
    ),
};

/** A field on the cells of a grid. */
export function field(grid: Grid, f: (x: number, y?: number) => number): Float64Array {
  return Float64Array.from({ length: grid.size }, (_, i) => {
    const [x, y] = grid.centre(i);
    return f(x, y);
  });
}

/** A density between 0.4 and 2.6, and a change of it that has mass. */
export const bump = (x: number, y = 0): number => 1.5 + 0.9 * Math.cos(3 * x + 1) + 0.2 * Math.sin(5 * y);
export const change = (x: number, y = 0): number => Math.cos(7 * x) * Math.exp(y) + 0.2;

/** A step whose start has been moved by `start` times {@link change}, whose potential by `tilt` times {@link ripple}. */
export function stepOf(
  box: Grid,
  energy: (c: number) => Energy,
  settings: LinearisedSettings,
  { start = 0, tilt = 0, mobility }: { start?: number; tilt?: number; mobility?: Mobility } = {},
): LinearisedStep {
  const initial = new Density(
    box,
    field(box, (x, y) => bump(x, y) + start * change(x, y)),
  );
  return linearise(gradientFlow({ energy: energy(tilt), initial, ...(mobility && { mobility }) }), settings);
}

/** (b − a)/(2h). */
export function quotient(a: Float64Array, b: Float64Array, h: number): Float64Array {
  return b.map((v, i) => (v - a[i]) / (2 * h));
}

/** Σ a b. */
export function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((s, v, i) => s + v * b[i], 0);
}

/** ‖a − b‖/‖b‖. */
export function relativeError(a: Float64Array, b: Float64Array): number {
  const d = a.map((v, i) => v - b[i]);
  return Math.sqrt(dot(d, d) / dot(b, b));
}
