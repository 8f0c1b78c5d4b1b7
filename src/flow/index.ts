export { dissipation } from './dissipation.ts';
export { type FlowDefinition, type GradientFlow, gradientFlow } from './gradientFlow.ts';
export { march, nextStep, sameTime } from './march.ts';
export type { Setting, Solver } from './solver.ts';
export { type SolveOptions, solve } from './solve.ts';
export type { Certificate, Step, StepStatus } from './step.ts';
export type { Snapshot, Trajectory } from './trajectory.ts';
