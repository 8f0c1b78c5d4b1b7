import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ArgumentError } from '../../../src/errors/argumentError.ts';
import { gridOf } from '../../../src/node/fields.ts';
import { type NamedArray, npz } from '../../../src/node/npz.ts';
import { readArchive } from '../../../src/node/readArchive.ts';
import type { ReadArray } from '../../../src/node/readArray.ts';
import { gridResult } from '../../../src/node/result.ts';
import type { ParameterValues } from '../../../src/verify/problem.ts';
import type { Ensemble } from '../ensemble.ts';
import { type FrameValue, frameOf, frameValues } from '../gathering.ts';

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

/** The values that frames have under one name, as one array: the first axis is time, the last entries, or realisations. */
function stacked(values: readonly FrameValue[]): NamedArray {
  const [first] = values;
  if (typeof first === 'number') return { data: values.map(Number), shape: [values.length] };
  const lists = values.map((v): readonly (Int32Array | Float64Array)[] =>
    typeof v === 'number' ? [] : ArrayBuffer.isView(v) ? [v] : v,
  );
  const parts = lists.flat();
  const data = new (first instanceof Int32Array ? Int32Array : Float64Array)(parts.length * parts[0].length);
  parts.forEach((part, k) => {
    data.set(part, k * part.length);
  });
  const axes = ArrayBuffer.isView(first) ? [] : [lists[0].length];
  return { data, shape: [values.length, ...axes, parts[0].length] };
}

/** The value of the k-th frame in an array that {@link stacked} made. */
function sliced({ data, shape }: ReadArray, k: number): FrameValue {
  const size = data.length / shape[0];
  const own = data.slice(k * size, (k + 1) * size);
  if (shape.length === 1) return own[0];
  if (shape.length === 2) return own;
  const length = shape[2];
  return Array.from({ length: shape[1] }, (_, axis) =>
    Float64Array.from(own.subarray(axis * length, (axis + 1) * length)),
  );
}

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
  };
  const values = frames.map(frameValues);
  // All frames of an ensemble hold the same values, in the same order.
  values[0].forEach(([name], k) => {
    arrays[name] = stacked(values.map((frame) => frame[k][1]));
  });
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
  const values = [...arrays].filter(([name]) => name !== 'realisations');
  const ensemble = {
    ...{ method, settings, counts, model, particles, grid: gridOf(origin.grid), times },
    realisations: [...realisations.data],
    frames: times.map((_, k) => frameOf(values.map(([name, array]) => [name, sliced(array, k)]))),
  };
  return { ensemble, version, problem, parameters, whole };
}
