import { availableParallelism } from 'node:os';
import { UnknownNameError } from '../../errors/index.ts';
import { checkFolder } from '../../node/checkFolder.ts';
import type { Problem } from '../../verify/problem.ts';
import { EXIT } from '../exit.ts';
import { findProblem } from '../modules/problemModule.ts';
import type { Assignment } from '../parse.ts';
import { cellsOf, splitAssignments } from '../run/subject.ts';
import { type Output, type OutputOptions, output } from '../terminal/output.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { holds, outcome, tally, type Verification } from '../verification.ts';
import type { World } from '../world.ts';
import { checkText, remarksText } from './checkText.ts';
import { type VerificationJob, verifyAll } from './verifyAll.ts';
import { writeReport } from './writeReport.ts';

/** Options of `ottoflow verify`. */
export interface VerifyOptions extends OutputOptions {
  readonly cells?: readonly number[];
  readonly set?: readonly Assignment[];
  readonly seed?: number;
  readonly full?: boolean;
  readonly jobs?: number;
  readonly out?: string;
}

/** One job per word, all with the same options; a parameter must belong to every problem. */
async function jobsOf(
  words: readonly string[],
  options: VerifyOptions,
  world: World,
): Promise<VerificationJob[]> {
  const jobs: VerificationJob[] = [];
  for (const word of words) {
    const problem = await findProblem(word, world.problems);
    const { parameters, rest } = splitAssignments(problem, options.set ?? []);
    if (rest.length > 0)
      throw new UnknownNameError(
        `parameter of ${problem.name}`,
        rest[0].key,
        Object.keys(problem.parameters),
      );
    const cells = cellsOf(problem, options.cells);
    const { seed = 1, full = false } = options;
    jobs.push({ problem, task: { problem: word, parameters, cells, seed, full } });
  }
  return jobs;
}

function tell(to: Output, verification: Verification): void {
  to.say(checkText(verification, to.colour));
  const remarks = remarksText(verification.evidence);
  if (remarks !== '') to.say(remarks);
}

/** What a verification of several problems needs to be told beside its options. */
export interface Occasion {
  readonly title: string;
  /** Where the report goes; undefined for none. */
  readonly out: string | undefined;
}

/**
 * Verifies problems, prints the tables of their checks, and writes the report.
 *
 * @returns the exit code: 0 only if something was checked on every problem and every check holds.
 */
export async function verification(
  words: readonly string[],
  options: VerifyOptions,
  { title, out }: Occasion,
  world: World,
  terminal: Terminal,
): Promise<number> {
  const jobs = await jobsOf(words, options, world);
  if (out !== undefined) await checkFolder('--out', out);
  const to = output(terminal, options);
  const name = (problem: Problem): object => ({ problem: problem.name });
  to.progress.start();
  try {
    const listener = {
      evidence: (k: number, evidence: Verification['evidence'][number]) => {
        if (evidence.kind === 'check')
          to.emit({ event: 'check', ...name(jobs[k].problem), ...evidence.check });
        if (evidence.kind === 'note')
          to.emit({ event: 'note', ...name(jobs[k].problem), note: evidence.note });
      },
      progress: to.progress.update,
      done: (v: Verification) => {
        to.progress.pause();
        tell(to, v);
      },
    };
    const parallel = options.jobs ?? availableParallelism();
    const verifications = await verifyAll(jobs, world.verification, listener, parallel, terminal.signal);
    to.progress.stop();
    const path =
      out === undefined
        ? null
        : await writeReport(out, verifications, { title, version: world.version }, terminal.signal);
    const pass = holds(verifications);
    to.say(outcome(verifications));
    if (path !== null) to.say(`report: ${path}`);
    to.emit({ event: 'summary', pass, ...tally(verifications), report: path });
    return pass ? EXIT.success : EXIT.failure;
  } finally {
    to.progress.stop();
  }
}
