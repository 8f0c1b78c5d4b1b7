export { dissipation, dissipationOf } from './dissipation.ts';
export { type FlowDefinition, type GradientFlow, gradientFlow } from './gradientFlow.ts';
export { march, nextStep, sameTime } from './march.ts';
export { record, type SolveOptions } from './record.ts';
export { solve, solveAsync } from './solve.ts';
export type { Setting, Solver } from './solver.ts';
export type { Certificate, StandardErrors, Step, StepStatus } from './step.ts';
export type { Snapshot, Trajectory } from './trajectory.ts';
