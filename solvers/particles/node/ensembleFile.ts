import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ArgumentError } from '../../../src/errors/argumentError.ts';
import { gridOf } from '../../../src/node/fields.ts';
import { type NamedArray, npz } from '../../../src/node/npz.ts';
import { readArchive } from '../../../src/node/readArchive.ts';
import { gridResult } from '../../../src/node/result.ts';
import type { ParameterValues } from '../../../src/verify/problem.ts';
import type { Ensemble } from '../ensemble.ts';
import { frameArrays, framesFrom } from './frameArrays.ts';

const FORMAT = 'ottoflow-ensemble/1';
const HEADER = 'header.json';

/** An ensemble, and what it is a share of: what a file holds. @see {@link readEnsemble} */
export interface StoredEnsemble {
  readonly ensemble: Ensemble;
  /** Of this package, when it was made. */
  readonly version: string;
  /** The name of its problem; null where it has none. */
  readonly problem: string | null;
  /** Every parameter of the problem. */
  readonly parameters: ParameterValues;
  /** Realisations of the whole, 0 to `whole` − 1, of which these are a share, or all. */
  readonly whole: number;
}

const settings = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.number())]),
);

const schema = z.object({
  format: z.literal(FORMAT),
  version: z.string(),
  problem: z.string().nullable(),
  parameters: z.record(z.string(), z.number()),
  whole: z.number().int().positive(),
  method: z.string(),
  settings,
  counts: z.enum(['capped', 'collisions', 'rejected']).nullable(),
  model: settings,
  particles: z.number().int().positive(),
  grid: z.object({
    bounds: z.array(z.tuple([z.number(), z.number()])),
    cells: z.array(z.number().int().positive()),
    periodic: z.array(z.boolean()).exactOptional(),
  }),
  times: z.array(z.number()),
});

/** A checksum of a header, and of arrays with their names and shapes. */
function checksum(header: object, arrays: Iterable<readonly [string, NamedArray]>): string {
  const hash = createHash('sha256').update(JSON.stringify(header));
  for (const [name, { data, shape }] of arrays) {
    hash.update(JSON.stringify([name, shape]));
    hash.update(data instanceof Int32Array ? data : Float64Array.from(data));
  }
  return hash.digest('hex');
}

/**
 * An ensemble as the bytes of a NumPy archive: one array per value of the frames, the first axis of which is time, `realisations`,
 * and `header.json`. Equal ensembles make equal bytes.
 *
 * @param level - how hard to compress, 0 for not at all.
 */
export function ensembleBytes(stored: StoredEnsemble, level: 0 | 6 = 6): Uint8Array {
  const { ensemble, version, problem, parameters, whole } = stored;
  const { method, settings, counts, model, particles, grid, times, realisations, frames } = ensemble;
  const arrays: Record<string, NamedArray> = {
    realisations: { data: realisations, shape: [realisations.length] },
    ...frameArrays(frames),
  };
  const header = {
    ...{ format: FORMAT, version, problem, parameters, whole, method, settings, counts, model, particles },
    ...{ grid: gridResult(grid), times },
  };
  const sha256 = checksum(header, Object.entries(arrays));
  return npz(arrays, { [HEADER]: `${JSON.stringify({ ...header, sha256 })}\n` }, level);
}

/** The ensemble that some bytes hold. @throws Error, of one kind or another, if they hold none, or are damaged. */
export function ensembleFrom(bytes: Uint8Array): StoredEnsemble {
  const { arrays, texts } = readArchive(bytes);
  const { sha256, ...written } = Object(JSON.parse(texts.get(HEADER) ?? 'null')) as Record<string, unknown>;
  const realisations = arrays.get('realisations');
  if (realisations === undefined || checksum(written, arrays) !== sha256)
    throw new ArgumentError('sha256', sha256, 'the checksum of header and arrays');
  const { version, problem, parameters, whole, ...origin } = schema.parse(written);
  const { method, settings, counts, model, particles, times } = origin;
  const ensemble = {
    ...{ method, settings, counts, model, particles, grid: gridOf(origin.grid), times },
    realisations: [...realisations.data],
    frames: framesFrom(
      [...arrays].filter(([name]) => name !== 'realisations'),
      times.length,
    ),
  };
  return { ensemble, version, problem, parameters, whole };
}
