/**
 * The laws that energies and solvers must obey, and random densities, energies and flows to try them on.
 *
 * @module ottoflow/testing
 */

export { type DensitiesOptions, densities } from './arbitraries/densities.ts';
export { energies, localEnergies } from './arbitraries/energies.ts';
export { faceMeans } from './arbitraries/faceMeans.ts';
export { type GradientFlowsOptions, gradientFlows } from './arbitraries/gradientFlows.ts';
export { type GridsOptions, grids } from './arbitraries/grids.ts';
export { timeSteps } from './arbitraries/timeSteps.ts';
export { checkOrder } from './checkOrder.ts';
export {
  type CheckEnergyOptions,
  checkEnergy,
  type EnergyLawName,
  energyLawNames,
} from './energy/checkEnergy.ts';
export type { SamplingOptions } from './forAll.ts';
export { LawError } from './lawError.ts';
export {
  type CheckSolverOptions,
  checkSolver,
  type SolverLawName,
  solverLawNames,
} from './solver/checkSolver.ts';
