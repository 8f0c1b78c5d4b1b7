/**
 * The laws that energies and solvers must obey, and random densities, energies and flows to try them on.
 *
 * @module ottoflow/testing
 */

export { type DensitiesOptions, densities } from './arbitraries/densities.ts';
export { type EnergiesOptions, energies, localEnergies } from './arbitraries/energies.ts';
export { faceMeans } from './arbitraries/faceMeans.ts';
export { type GradientFlowsOptions, gradientFlows } from './arbitraries/gradientFlows.ts';
export { type GridsOptions, grids } from './arbitraries/grids.ts';
export { pairPotentials } from './arbitraries/pairPotentials.ts';
export { particleModels } from './arbitraries/particleModels.ts';
export { timeSteps } from './arbitraries/timeSteps.ts';
export { checkOrder } from './checkOrder.ts';
export {
  type CheckEnergyOptions,
  checkEnergy,
  type EnergyLawName,
  energyLawNames,
} from './energy/checkEnergy.ts';
export { type CheckFlowOptions, checkFlow, type FlowLaws } from './flow/checkFlow.ts';
export type { Measured } from './flow/orders.ts';
export type { Choice, SamplingOptions } from './forAll.ts';
export { LawError, type LawErrorOptions } from './lawError.ts';
export {
  type CheckSolverOptions,
  checkSolver,
  type SolverLawName,
  solverLawNames,
} from './solver/checkSolver.ts';
