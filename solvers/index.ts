export * from './finite-volume/index.ts';
export * from './jko/index.ts';
export * from './particles/index.ts';
export { generalChecks } from './verify/generalChecks.ts';
