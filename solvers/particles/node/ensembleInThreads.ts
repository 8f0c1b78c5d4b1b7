import { availableParallelism } from 'node:os';
import { integer, knownKeys } from '../../../src/errors/check.ts';
import { type Ledger, openLedger } from '../../../src/node/ledger/ledger.ts';
import { gridResult } from '../../../src/node/result.ts';
import { VERSION } from '../../../src/node/version.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { type Ensemble, type EnsembleOptions, ensemble, ensembleKeys, planOf } from '../ensemble.ts';
import { identityOf } from '../identity.ts';
import { Gathering } from '../mergeEnsembles.ts';
import { type ModelSource, modelFrom, postable } from './modelSource.ts';
import { startPool } from './pool.ts';
import { type Progress, progressFrom } from './progress.ts';
import { Queue } from './queue.ts';
import { ensembleOfRecord } from './record.ts';

/** What {@link ensembleInThreads} takes beside the options of an ensemble. */
export interface ThreadOptions {
  /** How many threads; as many as the machine has cores unless given. They make no difference to the result. */
  readonly threads?: number;
  /**
   * A folder for the ledger of what is done, made if it does not exist. A run that finds one there goes on with it, so that it may be ended
   * at any moment in any way; one of another ensemble is refused, but for the number of realisations.
   */
  readonly checkpoint?: string;
  /** Ends the run at once; the ledger stays. */
  readonly signal?: AbortSignal;
  /** Hears how far the run is, at the start and every few seconds or so. */
  readonly onProgress?: (progress: Progress) => void;
}

/** The realisations that a ledger holds, of those asked for. */
function recall(ledger: Ledger | null, gathering: Gathering, queue: Queue): void {
  for (const record of ledger?.records ?? []) {
    const share = ensembleOfRecord(record);
    if (queue.remove(share.realisations)) gathering.add(share);
  }
}

/**
 * {@link ensembleInThreads} of a model that this thread has made already from a source that can be posted.
 *
 * @param start - what starts the threads.
 */
export async function runInThreads(
  model: ParticleModel,
  source: ModelSource,
  options: EnsembleOptions & ThreadOptions,
  start: typeof startPool = startPool,
): Promise<Ensemble> {
  knownKeys('ensembleInThreads', options, [...ensembleKeys, 'threads', 'checkpoint', 'signal', 'onProgress']);
  const { threads: given, checkpoint, signal, onProgress, ...rest } = options;
  const { realisations: _, first: __, grid: ___, ...asked } = rest;
  const threads = integer('threads', given ?? availableParallelism(), 1, 1024);
  const { origin, first, total } = planOf('ensembleInThreads', model, rest);
  signal?.throwIfAborted();
  const grid = gridResult(origin.grid);
  const identity = { version: VERSION, ...identityOf(origin) };
  const ledger = checkpoint === undefined ? null : await openLedger(checkpoint, identity);
  try {
    const gathering = new Gathering(origin);
    const queue = new Queue(first, total, threads);
    recall(ledger, gathering, queue);
    const report = progressFrom(total, total - queue.left, onProgress);
    if (queue.left > 0) await work();
    return gathering.ensemble();

    async function work(): Promise<void> {
      const pool = start(Math.min(threads, queue.left));
      const end = (): void => void pool.end();
      signal?.addEventListener('abort', end, { once: true });
      const takeTurns = async (): Promise<void> => {
        let seconds: number | null = null;
        for (let run = queue.take(seconds); run !== null; run = queue.take(seconds)) {
          const answer = await pool.run({ source, options: asked, grid, ...run });
          signal?.throwIfAborted();
          if (answer === null) {
            // The error that the thread ran into, with its class.
            ensemble(model, { ...asked, grid: origin.grid, ...run });
            throw new Error(`realisations from ${run.first} on failed in a thread, and not outside of it`);
          }
          await ledger?.append(answer.record);
          gathering.add(ensembleOfRecord(answer.record));
          // The least, as what it takes to begin and end a run would make short ones ever shorter.
          seconds = Math.min(answer.seconds / run.realisations, seconds ?? Infinity);
          report(run.realisations);
        }
      };
      const turns = Array.from({ length: threads }, takeTurns);
      try {
        await Promise.all(turns);
      } catch (error) {
        await pool.end();
        await Promise.allSettled(turns);
        signal?.throwIfAborted();
        throw error;
      } finally {
        signal?.removeEventListener('abort', end);
        await pool.end();
      }
    }
  } finally {
    await ledger?.close();
  }
}

/**
 * {@link ensemble} in threads: the same result to the bit, whatever their number, and however often it was broken off and gone on with.
 *
 * A model holds functions, which cannot be handed to a thread. Each thread imports the module of `source` and makes the model anew, and
 * so does the caller's; a model that comes out otherwise there is refused.
 *
 * @throws CapabilityError for models that no sampler can treat; ArgumentError; LedgerError if `checkpoint` is in use or another
 * ensemble's; OutputError if it cannot be written; the reason of `signal` if it was raised; whatever the module throws.
 * @see [In a program](/guide/ensembles#in-a-program)
 */
export async function ensembleInThreads(
  source: ModelSource,
  options: EnsembleOptions & ThreadOptions,
): Promise<Ensemble> {
  const posted = postable(source);
  return await runInThreads(await modelFrom(posted), posted, options);
}
