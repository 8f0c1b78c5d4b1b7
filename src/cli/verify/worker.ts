import { parentPort, workerData } from 'node:worker_threads';
import { problems } from '../../../problems/index.ts';
import { messageOf } from '../exit.ts';
import { findProblem } from '../modules/problemModule.ts';
import { verifyInThread } from './inThread.ts';
import type { VerifierMessage } from './messages.ts';
import type { VerificationTask } from './runner.ts';

// inWorker.ts is all that starts this thread, and this is what it passes.
const task = workerData as VerificationTask;

function post(message: VerifierMessage): void {
  parentPort?.postMessage(message);
}

async function verify(): Promise<string | null> {
  const problem = await findProblem(task.problem, problems);
  // Never raised: this thread is cancelled by ending it, so that no computation need look at a signal.
  const { signal } = new AbortController();
  return await verifyInThread(
    task,
    problem,
    {
      evidence: (evidence) => post({ kind: 'evidence', evidence }),
      progress: (what, fraction) => post({ kind: 'progress', what, fraction }),
    },
    signal,
  );
}

post({ kind: 'end', error: await verify().catch((error: unknown) => messageOf(error)) });
