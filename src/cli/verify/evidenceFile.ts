import { z } from 'zod';
import { json } from '../../node/json.ts';
import { readJson } from '../../node/readJson.ts';
import type { Verification } from '../verification.ts';

// JSON has no NaN and no infinities: they come back as NaN, which no check passes and no figure draws.
const number = z
  .number()
  .nullable()
  .transform((v) => v ?? Number.NaN);
const numbers = z.array(number);

const check = z.object({
  name: z.string(),
  measured: number,
  expected: number,
  tolerance: number,
  relation: z.enum(['equal', 'atMost', 'atLeast']),
  source: z.string(),
  pass: z.boolean(),
});

const axis = z.object({
  label: z.string(),
  scale: z.enum(['linear', 'log']).exactOptional(),
  domain: z.tuple([z.number(), z.number()]).exactOptional(),
});

const figure = z.object({
  id: z.string(),
  title: z.string(),
  caption: z.string(),
  x: axis,
  y: axis,
  series: z.array(
    z.object({
      label: z.string(),
      x: numbers,
      y: numbers,
      error: numbers.exactOptional(),
      style: z.enum(['line', 'dashed', 'dots', 'steps']).exactOptional(),
      group: z.string().exactOptional(),
    }),
  ),
  map: z.object({ label: z.string(), x: numbers, y: numbers, values: numbers }).exactOptional(),
});

const table = z.object({
  id: z.string(),
  title: z.string(),
  caption: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), number]))),
});

const evidence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('check'), check }),
  z.object({ kind: z.literal('figure'), figure }),
  z.object({ kind: z.literal('table'), table }),
  z.object({ kind: z.literal('note'), note: z.string() }),
]);

const verification = z.object({
  problem: z.object({
    name: z.string(),
    title: z.string(),
    source: z.string(),
    summary: z.string(),
    parameters: z.record(z.string(), z.number()),
    cells: z.array(z.number()),
  }),
  evidence: z.array(evidence),
  error: z.string().nullable(),
});

const file = z.object({ version: z.string(), verifications: z.array(verification) });

/** The text of `evidence.json`, from which a report can be made again. */
export function evidenceJson(version: string, verifications: readonly Verification[]): string {
  return json({ version, verifications });
}

/** Reads an `evidence.json` back. @throws ArgumentError naming the field at fault. */
export async function readEvidence(path: string): Promise<Verification[]> {
  return (await readJson(path, file)).verifications;
}
