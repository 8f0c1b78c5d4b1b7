import { z } from 'zod';
import type { Density } from '../../density/index.ts';
import type { Field } from '../../energy/index.ts';
import { ArgumentError, UnknownNameError } from '../../errors/index.ts';
import type { Constants } from '../../expressions/index.ts';
import { type ParticleModel, particleModel } from '../../particles/index.ts';
import {
  exponential,
  gaussian,
  hardSphere,
  type PairPotential,
  pairPotential,
  powerLaw,
  repulsiveLennardJones,
  softRamp,
  yukawa,
} from '../../potentials/index.ts';

/** What reads formulas, which is loaded when it is needed. */
export type Formulas = typeof import('../../expressions/index.ts');

/** A number, or a formula of the parameters. */
type Quantity = number | string;

/** A pair potential by name, or by its u(r). */
interface PairFormula {
  readonly name?: string | undefined;
  readonly amplitude?: Quantity | undefined;
  readonly exponent?: Quantity | undefined;
  readonly u?: string | undefined;
  readonly hardCore?: Quantity | undefined;
  readonly cutoff?: Quantity | undefined;
}

/** What a file says of its particles. */
export interface ParticleFormula {
  /** N. */
  readonly number: Quantity;
  /** The range of the pair potential; the diameter of hard particles. */
  readonly epsilon: Quantity;
  readonly pair: string | PairFormula;
  readonly closure?: string | undefined;
}

const quantity = z.union([z.number(), z.string()], 'a number, or a formula of the parameters as text');

/** What a file may say of its particles. */
export const particlesSchema: z.ZodType<ParticleFormula> = z.strictObject({
  number: quantity,
  epsilon: quantity,
  pair: z.union(
    [
      z.string(),
      z.strictObject({
        name: z.string().optional(),
        amplitude: quantity.optional(),
        exponent: quantity.optional(),
        u: z.string().optional(),
        hardCore: quantity.optional(),
        cutoff: quantity.optional(),
      }),
    ],
    'the name of a pair potential, { name, amplitude, exponent } or { u, hardCore, cutoff }',
  ),
  closure: z.string().optional(),
});

/** Pair potentials by name, of an amplitude. */
const named: Readonly<Record<string, (amplitude: number | undefined) => PairPotential>> = {
  yukawa,
  exponential,
  gaussian,
  softRamp,
  repulsiveLennardJones,
};

/** The pair potential of this u(r), with its force derived where that can be done in closed form. */
function ownPotential(
  { u: text, hardCore, cutoff }: PairFormula & { readonly u: string },
  read: (argument: string, given: Quantity) => number,
  { expression }: Formulas,
  constants: Constants,
): PairPotential {
  const u = expression('particles.pair.u', text, ['r'], constants);
  const slope = u.derivative('r');
  return pairPotential({
    name: text,
    u: (r) => u.evaluate([r]),
    force: (r) => -slope.evaluate([r]),
    ...(hardCore === undefined ? {} : { hardCore: read('particles.pair.hardCore', hardCore) }),
    ...(cutoff === undefined ? {} : { cutoff: read('particles.pair.cutoff', cutoff) }),
  });
}

/** Throws ArgumentError if a pair says what its potential does not have. */
function only(pair: PairFormula, keys: readonly (keyof PairFormula)[]): void {
  for (const [key, value] of Object.entries(pair))
    if (value !== undefined && !keys.some((known) => known === key))
      throw new ArgumentError(`particles.pair.${key}`, value, `nothing but ${keys.join(', ')} beside it`);
}

function pairOf(
  given: ParticleFormula['pair'],
  read: (argument: string, given: Quantity) => number,
  formulas: Formulas,
  constants: Constants,
): PairPotential {
  const pair: PairFormula = typeof given === 'string' ? { name: given } : given;
  const { u, name, amplitude, exponent } = pair;
  if (u !== undefined) {
    only(pair, ['u', 'hardCore', 'cutoff']);
    return ownPotential({ ...pair, u }, read, formulas, constants);
  }
  if (name === undefined) throw new ArgumentError('particles.pair', given, 'a name, or u as a formula of r');
  const A = amplitude === undefined ? undefined : read('particles.pair.amplitude', amplitude);
  if (name === 'hardSphere') {
    only(pair, ['name']);
    return hardSphere();
  }
  if (name === 'powerLaw') {
    only(pair, ['name', 'exponent', 'amplitude']);
    if (exponent === undefined)
      throw new ArgumentError(
        'particles.pair.exponent',
        exponent,
        'the k of r^−k, greater than the dimension',
      );
    return powerLaw(read('particles.pair.exponent', exponent), A);
  }
  if (!Object.hasOwn(named, name))
    throw new UnknownNameError('pair potential', name, ['hardSphere', 'powerLaw', ...Object.keys(named)]);
  only(pair, ['name', 'amplitude']);
  return named[name](A);
}

/**
 * The particle model that a file describes.
 *
 * @param external - V; null for none.
 * @throws ArgumentError naming the field, UnknownNameError with the nearest names; as `particleModel` and `pairPotential` do.
 */
export function formulaModel(
  { number, epsilon, pair }: ParticleFormula,
  initial: Density,
  external: Field | null,
  formulas: Formulas,
  constants: Constants,
): ParticleModel {
  const read = (argument: string, given: Quantity): number =>
    typeof given === 'number' ? given : formulas.expression(argument, given, [], constants).evaluate([]);
  return particleModel({
    particles: read('particles.number', number),
    epsilon: read('particles.epsilon', epsilon),
    pair: pairOf(pair, read, formulas, constants),
    external,
    initial,
  });
}
