import { OttoflowError } from '../../../src/errors/ottoflowError.ts';
import { gridOf } from '../../../src/node/fields.ts';
import type { GridResult } from '../../../src/node/result.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { ensemble } from '../ensemble.ts';
import type { SamplerOptions } from '../sampler.ts';
import type { ModelSource } from './modelSource.ts';
import { recordOf } from './record.ts';

/** Successive realisations that a thread is to run, as plain data. */
export interface Chunk {
  readonly source: ModelSource;
  readonly options: SamplerOptions & { readonly times: readonly number[] };
  readonly grid: GridResult;
  readonly first: number;
  readonly realisations: number;
}

/** What a thread answers: their ensemble and the seconds it took, or null if ottoflow threw on purpose. */
export type ChunkAnswer = { readonly record: Uint8Array; readonly seconds: number } | null;

/** Runs a chunk in the thread at hand, by the model that its source leads to. */
export function runChunk(model: ParticleModel, { options, grid, first, realisations }: Chunk): ChunkAnswer {
  const started = performance.now();
  try {
    const share = ensemble(model, { ...options, grid: gridOf(grid), first, realisations });
    return { record: recordOf(share), seconds: (performance.now() - started) / 1000 };
  } catch (error) {
    // Posted, it would lose its class: whoever asked runs into it again.
    if (error instanceof OttoflowError) return null;
    throw error;
  }
}
