export * from './finite-volume/index.ts';
export * from './jko/index.ts';
export * from './particles/index.ts';
