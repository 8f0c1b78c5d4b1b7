import { Tinypool } from 'tinypool';
import { fromSource } from '../../../src/node/modules/importModule.ts';
import type { Chunk, ChunkAnswer } from './chunk.ts';

/** Threads that run chunks of an ensemble. */
export interface Pool {
  readonly run: (chunk: Chunk) => Promise<ChunkAnswer>;
  /** Ends all threads at once; what they were at is rejected. */
  readonly end: () => Promise<void>;
}

/** Starts threads. */
export function startPool(threads: number): Pool {
  const filename = new URL(fromSource ? './worker.mjs' : './worker.js', import.meta.url).href;
  const pool = new Tinypool({
    filename,
    minThreads: threads,
    maxThreads: threads,
    // Options of this process that concern loaders would be repeated in the threads, which have their own.
    ...(fromSource ? { execArgv: [] } : {}),
  });
  let over: Promise<void> | null = null;
  return {
    run: (chunk) => (over === null ? pool.run(chunk) : Promise.reject(new Error('the threads have ended'))),
    end: () => {
      over ??= pool.destroy();
      return over;
    },
  };
}
