import { z } from 'zod';
import { readJson } from './readJson.ts';
import type { Result } from './result.ts';

const perStep = z.array(z.number().nullable());

const schema = z.object({
  problem: z.string(),
  solver: z.string(),
  method: z.string(),
  settings: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.number())]),
  ),
  parameters: z.record(z.string(), z.number()),
  grid: z.object({
    bounds: z.array(z.tuple([z.number(), z.number()])),
    cells: z.array(z.number().int().positive()),
    periodic: z.array(z.boolean()).exactOptional(),
  }),
  times: z.array(z.number()),
  energy: perStep,
  mass: perStep,
  dissipation: perStep.nullable(),
  transport: perStep.nullable(),
  gap: perStep.nullable(),
  iterations: perStep,
  steady: z.object({ energy: z.number(), density: z.array(z.number()) }).nullable(),
  snapshots: z.array(z.object({ time: z.number(), density: z.array(z.number()) })),
  wallSeconds: z.number(),
});

/**
 * Reads a `result.json` back.
 *
 * @param path - the file.
 * @throws ArgumentError if it cannot be read or is not a result, naming the field at fault.
 * @see {@link writeRun}
 */
export async function readResult(path: string): Promise<Result> {
  return await readJson(path, schema);
}
