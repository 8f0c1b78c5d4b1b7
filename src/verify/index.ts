export { type Check, check } from './check.ts';
export type { Figure, FigureAxis, FigureMap, Series, Table } from './figure.ts';
export {
  type Evidence,
  type Parameter,
  type ParameterValues,
  type Problem,
  type ProblemDefaults,
  type ProblemDefinition,
  parametersOf,
  problem,
  type VerifyContext,
} from './problem.ts';
export { type DensityCurve, densityFigure, type EnergyCurve, energyFigure } from './standardFigures.ts';
