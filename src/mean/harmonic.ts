import type { FaceMean } from './faceMean.ts';

/** 2ab/(a + b): two half cells in series; zero where one neighbour is empty. */
export const harmonic: FaceMean = {
  name: 'harmonic',
  // In this order of operations neither overflow nor underflow spoils it, and it is symmetric to the bit.
  value: (a, b) => (a + b > 0 ? 2 * Math.min(a, b) * (Math.max(a, b) / (a + b)) : 0),
  slope: (a, b) => 2 * (b / (a + b)) ** 2,
  cross: (a, b) => (4 * (a / (a + b)) * (b / (a + b))) / (a + b),
};
