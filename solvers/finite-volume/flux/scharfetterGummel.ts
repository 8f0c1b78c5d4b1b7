import type { Pointwise } from '../../../src/energy/pointwise.ts';
import { bernoulli, bernoulliTilt } from './bernoulli.ts';
import { exponential } from './exponential.ts';
import type { FaceFlux } from './faceFlux.ts';

/**
 * B(x) = x/(eˣ − 1): exact where flux and force are constant from cell to cell, second order in h, upwind where diffusion vanishes; without forces,
 * and for the entropy, the logarithmic mean.
 *
 * Source: Scharfetter–Gummel 1969, Large-signal analysis of a silicon Read diode oscillator; Bessemoulin-Chatard 2012 for nonlinear U′.
 */
export function scharfetterGummel(internal: Pointwise, size: number): FaceFlux {
  const weight = { value: bernoulli, tilt: bernoulliTilt, growth: 1 };
  return exponential('scharfetterGummel', weight, internal, size);
}
