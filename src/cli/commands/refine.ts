import { oneOf } from '../../errors/check.ts';
import { checkFolder } from '../../node/checkFolder.ts';
import { refineAsync, refinedIn, refinementErrors, type SolverAt } from '../../refine/index.ts';
import { firstTimeStep, levelCount } from '../../refine/ladder.ts';
import { EXIT } from '../exit.ts';
import { findProblem } from '../modules/problemModule.ts';
import { formatNumber } from '../numbers.ts';
import { refinementEvidence } from '../refine/evidence.ts';
import { referenceOf } from '../refine/reference.ts';
import { findFamily, findMethod, makeSolver, type SettingOptions, type SolverChoice } from '../run/solver.ts';
import { cellsOf, type FlowOptions, splitAssignments, subjectOf } from '../run/subject.ts';
import { type OutputOptions, output } from '../terminal/output.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { summaryOf } from '../verification.ts';
import { remarksText } from '../verify/checkText.ts';
import { writeReport } from '../verify/writeReport.ts';
import type { World } from '../world.ts';

/** Options of `ottoflow refine`. */
export interface RefineCommandOptions extends Omit<FlowOptions, 'saveAt'>, SettingOptions, OutputOptions {
  readonly solver: string;
  readonly method?: string;
  readonly in: string;
  readonly levels: number;
  /** `successive`, `finest`, or another solver such as `finite-volume/explicit`. */
  readonly reference: string;
  readonly error: string;
  readonly out?: string;
}

/** `ottoflow refine`: one problem by one solver on finer and finer levels, and the order at which its errors shrink. */
export async function refine(
  word: string,
  options: RefineCommandOptions,
  world: World,
  terminal: Terminal,
): Promise<number> {
  const problem = await findProblem(word, world.problems);
  const family = findFamily(options.solver, world.solvers);
  const choice = { family, method: findMethod(family, options.method) };
  const direction = oneOf('refinement', options.in, refinedIn);
  const error = oneOf('error', options.error, refinementErrors);
  const { parameters, rest } = splitAssignments(problem, options.set ?? []);
  const cells = cellsOf(problem, options.cells);
  const until = options.until ?? problem.defaults.until;
  const timeStep = firstTimeStep('--time-step', options.timeStep ?? problem.defaults.timeStep, until);
  const levels = levelCount('--levels', options.levels, options.reference === 'successive');
  if (options.out !== undefined) await checkFolder('--out', options.out);
  const subject = subjectOf(problem, parameters, cells);
  const solverOf =
    ({ family: f, method }: SolverChoice, shared: boolean): SolverAt =>
    (step) =>
      makeSolver({ family: f, method }, subject, problem, { ...options, timeStep: step }, rest, shared);
  const solverAt = solverOf(choice, false);
  // A reference takes of the settings what it knows.
  const reference = referenceOf(options.reference, world.solvers, (other) => solverOf(other, true));
  const solver = solverAt(timeStep);
  // What cannot take the flow says so before anything runs.
  for (const s of typeof reference === 'object' ? [solver, reference.solver(timeStep)] : [solver])
    s.init(subject.flow);
  const { name, method } = solver;

  const to = output(terminal, options);
  const study = { in: direction, levels, error, until, cells, timeStep };
  const asked = { ...study, reference: options.reference };
  to.emit({ event: 'start', problem: problem.name, solver: name, method, parameters, ...asked });
  to.say(`${problem.name} by ${name}/${method}, until ${formatNumber(until)}\n`);
  to.progress.start();
  try {
    const found = await refineAsync((n) => subjectOf(problem, parameters, n).flow, solverAt, {
      ...study,
      reference,
      timed: true,
      onProgress: (what, fraction) => to.progress.update(fraction, what),
      signal: terminal.signal,
    });
    to.progress.stop();
    for (const [k, level] of found.levels.entries())
      to.emit({
        event: 'level',
        ...level,
        order: level.error === null ? null : (found.orders[k - 1] ?? null),
      });
    to.say(remarksText(refinementEvidence(found)));
    const { out } = options;
    const summary = summaryOf(problem, parameters, cells);
    const report = {
      title: `Order of convergence of ${found.solver} on ${problem.name}`,
      version: world.version,
    };
    const evidence = refinementEvidence({
      ...found,
      levels: found.levels.map((l) => ({ ...l, seconds: null })),
    });
    const path =
      out === undefined
        ? null
        : await writeReport(out, [{ problem: summary, evidence, error: null }], report, terminal.signal);
    if (path !== null) to.say(`report: ${path}`);
    const { order, standardError, against } = found;
    to.emit({ event: 'summary', order, standardError, against, report: path });
    return EXIT.success;
  } finally {
    to.progress.stop();
  }
}
