import { deflateSync, inflateSync } from 'node:zlib';
import { VERSION } from '../../../src/node/version.ts';
import type { Ensemble } from '../ensemble.ts';
import { ensembleBytes, ensembleFrom } from './ensembleFile.ts';

/**
 * What a thread answers and a ledger keeps of some realisations: the file of their ensemble, compressed in a hurry: what is
 * to be kept takes twenty times as long for a fifth less.
 */
export function recordOf(ensemble: Ensemble): Uint8Array {
  const whole = ensemble.realisations[ensemble.realisations.length - 1] + 1;
  const context = { version: VERSION, problem: null, parameters: {}, whole };
  return deflateSync(ensembleBytes({ ensemble, ...context }, 0), { level: 1 });
}

/** The ensemble of a record. @throws Error if it is none. */
export function ensembleOfRecord(record: Uint8Array): Ensemble {
  return ensembleFrom(inflateSync(record)).ensemble;
}
