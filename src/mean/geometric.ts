import type { FaceMean } from './faceMean.ts';

/** √(ab): zero where one neighbour is empty. */
export const geometric: FaceMean = {
  name: 'geometric',
  value: (a, b) => Math.sqrt(a) * Math.sqrt(b),
  slope: (a, b) => 0.5 * Math.sqrt(b / a),
  cross: (a, b) => 0.25 / (Math.sqrt(a) * Math.sqrt(b)),
};
