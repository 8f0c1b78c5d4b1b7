import { z } from 'zod';
import { density } from '../../density/index.ts';
import { gradientFlow } from '../../flow/index.ts';
import { grid } from '../../grid/index.ts';
import { readJson } from '../../node/readJson.ts';
import type { ProblemDefinition } from '../../verify/problem.ts';

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
  energy: z.strictObject({
    U: z.string().optional(),
    V: z.string().optional(),
    W: z.string().optional(),
    convexity: z.number().optional(),
    // JSON has no infinity: no upper end is none.
    domain: z.tuple([z.number(), z.number().nullable()]).optional(),
  }),
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

/**
 * The problem in a .json file whose energy and initial density are formulas, in which the parameters are constants.
 *
 * @throws ArgumentError naming the field that is wrong, or for a file that is no JSON.
 */
export async function formulaProblem(file: string): Promise<Partial<ProblemDefinition>> {
  const {
    bounds,
    periodic,
    energy: parts,
    initial,
    mass = 1,
    defaults,
    parameters = {},
    ...about
  } = await readJson(file, schema);
  // Loaded for such files alone: what reads formulas takes a second to load.
  const { energyOf, field } = await import('../../expressions/index.ts');
  const { domain, ...formulas } = parts;
  const flow: ProblemDefinition['flow'] = (constants, cells) => {
    const box = grid(bounds, cells, given({ periodic }));
    const ends = domain === undefined ? {} : { domain: [domain[0], domain[1] ?? Infinity] as const };
    const energy = energyOf({ ...given(formulas), ...ends, constants });
    return gradientFlow({ energy, initial: density(box, field(initial, constants), { mass }) });
  };
  const named = Object.fromEntries(
    Object.entries(parameters).map(([key, { range, ...rest }]) => [key, { ...rest, ...given({ range }) }]),
  );
  const { cells, until, ...times } = defaults;
  return { ...given(about), parameters: named, flow, defaults: { ...given(times), cells, until } };
}
