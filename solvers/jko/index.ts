export { jko, jkoMethods } from './jko.ts';
export {
  type LinearisedTrajectory,
  linearise,
  lineariseTrajectory,
  type TrajectoryChange,
} from './linearised/linearise.ts';
export type { LinearisedStep, StepChange, StepGradient } from './linearised/linearisedStep.ts';
export type { LinearisedSettings } from './linearised/settings.ts';
export type { Misfit, MisfitValue, TrajectoryGradient } from './linearised/trajectoryGradient.ts';
export type { JkoMethod, JkoSettings } from './settings.ts';
