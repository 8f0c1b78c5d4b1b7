import { z } from 'zod';
import { type Density, density } from '../../density/index.ts';
import type { Energy } from '../../energy/index.ts';
import { oneOf } from '../../errors/check.ts';
import { ArgumentError } from '../../errors/index.ts';
import type { Constants } from '../../expressions/index.ts';
import { gradientFlow } from '../../flow/index.ts';
import { grid } from '../../grid/index.ts';
import { readJson } from '../../node/readJson.ts';
import { closureNames, coarseGrain, type ParticleModel } from '../../particles/index.ts';
import type { ProblemDefinition } from '../../verify/problem.ts';
import { type Formulas, formulaModel, type ParticleFormula, particlesSchema } from './formulaParticles.ts';

const pair = z.tuple([z.number(), z.number()]);
const list = z.array(z.number());

/** A problem of formulas: what a .json file of one may say. */
const schema = z.strictObject({
  name: z.string().optional(),
  title: z.string().optional(),
  source: z.string().optional(),
  summary: z.string().optional(),
  bounds: z.array(pair),
  periodic: z.array(z.boolean()).optional(),
  energy: z
    .strictObject({
      U: z.string().optional(),
      V: z.string().optional(),
      W: z.string().optional(),
      convexity: z.number().optional(),
      // JSON has no infinity: no upper end is none.
      domain: z.tuple([z.number(), z.number().nullable()]).optional(),
    })
    .optional(),
  particles: particlesSchema.optional(),
  initial: z.string(),
  mass: z.number().optional(),
  parameters: z
    .record(
      z.string(),
      z.strictObject({ default: z.number(), description: z.string(), range: pair.optional() }),
    )
    .optional(),
  defaults: z.strictObject({
    cells: list,
    until: z.number(),
    timeStep: z.number().optional(),
    saveAt: list.optional(),
  }),
});

/** Without the keys whose value is undefined. */
function given<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const known: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  Object.assign(known, Object.fromEntries(Object.entries(options).filter(([, v]) => v !== undefined)));
  return known;
}

type EnergyFormulas = NonNullable<z.infer<typeof schema>['energy']>;

/** U, V and W of a file as an energy, its parameters being constants. */
function energyIn(
  { domain, ...parts }: EnergyFormulas,
  { energyOf }: Formulas,
  constants: Constants,
): Energy {
  const ends = domain === undefined ? {} : { domain: [domain[0], domain[1] ?? Infinity] as const };
  return energyOf({ ...given(parts), ...ends, constants });
}

/** The energy of particles by a closure, with V, and what is known of it, beside it. */
function closedEnergy(
  model: ParticleModel,
  { closure }: ParticleFormula,
  parts: EnergyFormulas,
  formulas: Formulas,
  constants: Constants,
): Energy {
  const between = coarseGrain(
    { ...model, external: null },
    closure === undefined ? {} : { closure: oneOf('particles.closure', closure, closureNames) },
  );
  return parts.V === undefined ? between : between.plus(energyIn(parts, formulas, constants));
}

/** Throws ArgumentError unless the file says once, and not twice, what its energy is. */
function checkEnergy(file: string, { energy, particles, mass = 1 }: z.infer<typeof schema>): void {
  const own = energy?.U ?? energy?.W;
  if (particles === undefined) {
    if (energy === undefined)
      throw new ArgumentError(`energy in ${file}`, energy, 'U, V or W, where there are no particles');
    return;
  }
  if (mass !== 1) throw new ArgumentError(`mass in ${file}`, mass, '1 where there are particles');
  if (own !== undefined && particles.closure !== undefined)
    throw new ArgumentError(
      `particles.closure in ${file}`,
      particles.closure,
      'a closure, or U and W of your own, not both',
    );
  if (own === undefined && energy?.domain !== undefined)
    throw new ArgumentError(`energy.domain in ${file}`, energy.domain, 'a domain of U, where there is one');
}

/**
 * The problem in a .json file whose energy and initial density are formulas, in which the parameters are constants; with particles, whose V is that of the energy,
 * and which give the rest of it by a closure unless U or W are there.
 *
 * @throws ArgumentError naming the field that is wrong, or for a file that is no JSON.
 */
export async function formulaProblem(file: string): Promise<Partial<ProblemDefinition>> {
  const contents = await readJson(file, schema);
  checkEnergy(file, contents);
  const {
    bounds,
    periodic,
    energy: parts = {},
    particles,
    initial,
    mass = 1,
    defaults,
    parameters = {},
    ...about
  } = contents;
  // Loaded for such files alone: what reads formulas takes a second to load.
  const formulas = await import('../../expressions/index.ts');
  const start = (constants: Constants, cells: readonly number[]): Density =>
    density(grid(bounds, cells, given({ periodic })), formulas.field(initial, constants), { mass });
  const model = (constants: Constants, of: ParticleFormula): ParticleModel =>
    formulaModel(
      of,
      start(constants, defaults.cells),
      parts.V === undefined ? null : formulas.field(parts.V, constants),
      formulas,
      constants,
    );
  const closed = particles !== undefined && parts.U === undefined && parts.W === undefined;
  const flow: ProblemDefinition['flow'] = (constants, cells) =>
    gradientFlow({
      energy: closed
        ? closedEnergy(model(constants, particles), particles, parts, formulas, constants)
        : energyIn(parts, formulas, constants),
      initial: start(constants, cells),
    });
  const named = Object.fromEntries(
    Object.entries(parameters).map(([key, { range, ...rest }]) => [key, { ...rest, ...given({ range }) }]),
  );
  const { cells, until, ...times } = defaults;
  return {
    ...given(about),
    parameters: named,
    flow,
    ...(particles === undefined ? {} : { model: (constants) => model(constants, particles) }),
    defaults: { ...given(times), cells, until },
  };
}
