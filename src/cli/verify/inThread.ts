import { messageOf } from '../exit.ts';
import { placeIn } from '../modules/placeIn.ts';
import { evidenceOf } from './evidence.ts';
import type { VerificationRunner } from './runner.ts';

/** Runs a verification in the thread at hand, which can be cancelled between two pieces of evidence. */
export const verifyInThread: VerificationRunner = async (task, problem, listener, signal) => {
  const { parameters, cells, seed, full } = task;
  const { progress } = listener;
  try {
    for await (const evidence of evidenceOf(problem, { parameters, cells, seed, full, progress, signal })) {
      signal.throwIfAborted();
      listener.evidence(evidence);
    }
    signal.throwIfAborted();
    return null;
  } catch (error) {
    signal.throwIfAborted();
    if ((process.env.DEBUG ?? '') !== '') console.error(error);
    return messageOf(error) + placeIn(error, task.problem);
  }
};
