import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { type Chunk, type ChunkAnswer, runChunk } from './chunk.ts';
import { modelFrom } from './modelSource.ts';

let model: Promise<ParticleModel> | null = null;

/** What a thread is asked to do; it serves one source all its life. */
export default async function work(chunk: Chunk): Promise<ChunkAnswer> {
  model ??= modelFrom(chunk.source);
  return runChunk(await model, chunk);
}
