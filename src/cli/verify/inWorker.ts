import { Worker } from 'node:worker_threads';
import { ownModule } from '../../node/modules/importModule.ts';
import { messageOf } from '../exit.ts';
import type { VerifierMessage } from './messages.ts';
import type { VerificationListener, VerificationRunner } from './runner.ts';

/** Passes on what the thread says until it says that it has come to the end, or ends without saying so. */
function hear(worker: Worker, listener: VerificationListener): Promise<string | null> {
  return new Promise((resolve) => {
    worker.on('message', (message: VerifierMessage) => {
      if (message.kind === 'evidence') listener.evidence(message.evidence);
      else if (message.kind === 'progress') listener.progress(message.what, message.fraction);
      else resolve(message.error);
    });
    worker.on('error', (error) => resolve(messageOf(error)));
    worker.on('exit', (code) => resolve(`its thread ended with code ${code}`));
  });
}

/**
 * Runs a verification in a thread of its own: several at once use several cores, and Ctrl-C is heard at any moment of a
 * long computation.
 */
export const verifyInWorker: VerificationRunner = async (task, _problem, listener, signal) => {
  signal.throwIfAborted();
  const worker = new Worker(ownModule('./worker', import.meta.url), { workerData: task });
  const end = (): unknown => worker.terminate();
  signal.addEventListener('abort', end);
  try {
    const error = await hear(worker, listener);
    signal.throwIfAborted();
    return error;
  } finally {
    signal.removeEventListener('abort', end);
    await worker.terminate();
  }
};
