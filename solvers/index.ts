/**
 * How to move: JKO steps, finite volumes, Brownian particles, and the modes about a steady state.
 *
 * @module ottoflow/solvers
 */

export * from './cite/index.ts';
export * from './finite-volume/index.ts';
export * from './jko/index.ts';
export * from './particles/index.ts';
export * from './spectrum/index.ts';
export type { AdaptiveSettings } from './stepping/adaptation.ts';
export { generalChecks } from './verify/generalChecks.ts';
