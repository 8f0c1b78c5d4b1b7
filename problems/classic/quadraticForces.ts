import { ArgumentError } from '../../src/errors/argumentError.ts';
import { finite, integer } from '../../src/errors/check.ts';
import { type Energy, interaction, type LocalEnergy, potential } from '../../src/index.ts';
import { requireMinimiser } from './dilation.ts';

/** The options of `QuadraticForces`. @see {@link gaussianFlow} */
export interface QuadraticForceOptions {
  /** κ of V = κ|x − well|²/2, of either sign; 0 unless said otherwise. */
  readonly confinement?: number;
  /** Where V is least; the initial centre of mass unless said otherwise. */
  readonly well?: readonly number[];
  /** κ of W = κ|x − y|²/2, of either sign; 0 unless said otherwise. */
  readonly attraction?: number;
}

/** Forces under which profiles move and dilate: of a quadratic potential, and of a quadratic interaction. */
export interface QuadraticForces {
  readonly confinement: number;
  readonly well: readonly number[];
  /** Undefined where there is no interaction, and the energy is local. */
  readonly attraction: number | undefined;
}

/** The coordinates of a point in d dimensions. @throws ArgumentError unless they are d finite numbers. */
export function point(argument: string, given: readonly number[], dimension: number): readonly number[] {
  if (!Array.isArray(given) || given.length !== dimension)
    throw new ArgumentError(argument, given, `as many numbers as the grid has dimensions (${dimension})`);
  given.forEach((x, k) => {
    finite(`${argument}[${k}]`, x);
  });
  return given;
}

/** Checks and completes the options. */
export function quadraticForces(options: QuadraticForceOptions, centre: readonly number[]): QuadraticForces {
  return {
    confinement: finite('confinement', options.confinement ?? 0),
    well: point('well', options.well ?? centre, centre.length),
    attraction: options.attraction === undefined ? undefined : finite('attraction', options.attraction),
  };
}

/** κ of V and of W for mass M: what draws the profile to its own centre of mass, which W = κ|x|²/2 does as a V of κM. */
export function totalConfinement({ confinement, attraction = 0 }: QuadraticForces, mass: number): number {
  return confinement + attraction * mass;
}

const halfSquare = (x: readonly number[]): number => 0.5 * x.reduce((s, v) => s + v * v, 0);

/** An internal energy, the potential and the interaction. */
export function withForces(
  internal: LocalEnergy,
  { confinement, well, attraction }: QuadraticForces,
): Energy {
  const V = (...x: number[]): number => confinement * halfSquare(x.map((v, i) => v - well[i]));
  const local = confinement === 0 ? internal : internal.plus(potential(V, { convexity: confinement }));
  if (attraction === undefined) return local;
  return local.plus(interaction((...x) => attraction * halfSquare(x), { convexity: attraction }));
}

/** The centre of mass after JKO steps: backward Euler for dc/dt = −κ (c − well). W, being even, does not move it. */
export function centreOfIterate(
  centre: readonly number[],
  { confinement, well }: QuadraticForces,
  timeStep: number,
  steps: number,
): readonly number[] {
  requireMinimiser(confinement, timeStep);
  const left = (1 + confinement * timeStep) ** -integer('steps', steps, 0);
  return centre.map((c, k) => well[k] + (c - well[k]) * left);
}

/** The centre of mass after time t of the flow: well + (c − well) e^{−κt}. */
export function centreAfter(
  centre: readonly number[],
  { confinement, well }: QuadraticForces,
  time: number,
): readonly number[] {
  const left = confinement === 0 ? 1 : Math.exp(-confinement * time);
  return centre.map((c, k) => well[k] + (c - well[k]) * left);
}
