import type { FaceMean } from './faceMean.ts';

/** (a + b)/2: linear, so that the dual of a JKO step is explicit; positive as soon as one neighbour is. */
export const arithmetic: FaceMean = {
  name: 'arithmetic',
  value: (a, b) => 0.5 * (a + b),
  slope: () => 0.5,
  cross: () => 0,
};
