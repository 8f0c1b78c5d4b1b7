export type { Axis } from './axis.ts';
export { edges } from './axis.ts';
export { type FaceField, faceField } from './faceField.ts';
export { type Bounds, Grid, type GridOptions, grid } from './grid.ts';
export { cellSum, divergence, faceAverage, gradient } from './operators.ts';
