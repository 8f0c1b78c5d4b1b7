import { oneOf } from '../../errors/check.ts';
import { ArgumentError, CapabilityError, ConvergenceError, UnknownNameError } from '../../errors/index.ts';
import type { Solver } from '../../flow/solver.ts';
import type { Trajectory } from '../../flow/trajectory.ts';
import { checkFolder } from '../../node/checkFolder.ts';
import { refinedIn } from '../../refine/index.ts';
import { firstTimeStep } from '../../refine/ladder.ts';
import type { Evidence, Problem } from '../../verify/problem.ts';
import { comparisonEvidence } from '../compare/evidence.ts';
import { labelOf } from '../compare/label.ts';
import { compareLevels } from '../compare/levels.ts';
import { tooMuchWork } from '../compare/work.ts';
import { EXIT } from '../exit.ts';
import { findProblem } from '../modules/problemModule.ts';
import { formatNumber } from '../numbers.ts';
import { accountOf } from '../run/account.ts';
import { follow } from '../run/follow.ts';
import { findFamily, findMethod, makeSolver, type SettingOptions, type SolverChoice } from '../run/solver.ts';
import { cellsOf, type FlowOptions, splitAssignments, subjectOf, timesOf } from '../run/subject.ts';
import { type Output, type OutputOptions, output } from '../terminal/output.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { summaryOf } from '../verification.ts';
import { remarksText } from '../verify/checkText.ts';
import { writeReport } from '../verify/writeReport.ts';
import type { SolverSubject, World } from '../world.ts';

/** Options of `ottoflow compare`. */
export interface CompareOptions extends FlowOptions, SettingOptions, OutputOptions {
  /** `jko/newton,finite-volume/implicit`; all that suit the problem where not given. */
  readonly with?: readonly string[];
  readonly out?: string;
  /** How many levels, each half as coarse as the one before; one unless given. */
  readonly levels?: number;
  readonly in: string;
}

/** The solvers asked for, or those of every family that are compared unasked. */
function choices({ with: words }: CompareOptions, { solvers }: World, { model }: Problem): SolverChoice[] {
  if (words === undefined)
    return solvers
      .filter((f) => !f.needsModel || model !== undefined)
      .flatMap((family) => family.compared.map((method) => ({ family, method })));
  return words.map((word) => {
    const [name, method] = word.split('/');
    const family = findFamily(name, solvers);
    return { family, method: findMethod(family, method) };
  });
}

/** Makes those of the solvers that can take the problem, and not for hours; asked for by name, one that cannot is an error. */
function makeAll(
  list: readonly SolverChoice[],
  make: (choice: SolverChoice) => Solver,
  subject: SolverSubject,
  until: number,
  to: Output,
  named: boolean,
): { choice: SolverChoice; solver: Solver }[] {
  const leaveOut = ({ family, method }: SolverChoice, why: string): [] => {
    to.warn(`left out ${family.name}/${method}: ${why}`);
    return [];
  };
  return list.flatMap((choice) => {
    try {
      const solver = make(choice);
      const tooMuch = named ? null : tooMuchWork(solver, subject, until);
      if (tooMuch !== null) return leaveOut(choice, tooMuch);
      solver.init(subject.flow);
      return [{ choice, solver }];
    } catch (error) {
      if (named || !(error instanceof CapabilityError)) throw error;
      return leaveOut(choice, error.message);
    }
  });
}

/** `ottoflow compare`: one problem by several solvers, and how far they are apart. */
export async function compare(
  word: string,
  options: CompareOptions,
  world: World,
  terminal: Terminal,
): Promise<number> {
  const problem = await findProblem(word, world.problems);
  const { parameters, rest } = splitAssignments(problem, options.set ?? []);
  const cells = cellsOf(problem, options.cells);
  const times = timesOf(problem, options);
  const list = choices(options, world, problem);
  if (options.out !== undefined) await checkFolder('--out', options.out);
  const direction = oneOf('refinement', options.in, refinedIn);
  if (options.levels !== undefined && options.saveAt !== undefined)
    throw new ArgumentError(
      '--save-at',
      options.saveAt,
      'nothing where levels are compared, at the end alone',
    );
  const subject = subjectOf(problem, parameters, cells);
  const to = output(terminal, options);
  const make = (choice: SolverChoice): Solver => makeSolver(choice, subject, problem, options, rest, true);
  const made = makeAll(list, make, subject, times.until, to, options.with !== undefined);
  const solvers = made.map(({ solver }) => solver);
  const labels = solvers.map(labelOf);
  if (labels.length < 2)
    throw new ArgumentError('--with', labels.join(','), `two or more solvers that can take ${problem.name}`);
  if (new Set(labels).size < labels.length)
    throw new ArgumentError('--with', labels.join(','), 'each solver and method once');
  const unknown = rest.find(({ key }) => solvers.every((s) => !(key in s.settings)));
  if (unknown !== undefined) {
    const known = [
      ...Object.keys(problem.parameters),
      ...new Set(solvers.flatMap((s) => Object.keys(s.settings))),
    ];
    throw new UnknownNameError('parameter or setting', unknown.key, known);
  }

  const { shape } = subject.flow.grid;
  to.emit({ event: 'start', problem: problem.name, solvers: labels, parameters, cells: shape, ...times });
  to.say(`${problem.name} on ${subject.flow.grid}, until ${formatNumber(times.until)}\n`);
  to.progress.start();
  try {
    const summary = summaryOf(problem, parameters, shape);
    const report = async (evidence: Evidence[], runs: number): Promise<number> => {
      to.say(remarksText(evidence));
      const { out } = options;
      const about = { title: `Comparison of solvers on ${problem.name}`, version: world.version };
      const path =
        out === undefined
          ? null
          : await writeReport(out, [{ problem: summary, evidence, error: null }], about, terminal.signal);
      if (path !== null) to.say(`report: ${path}`);
      to.emit({ event: 'summary', runs, report: path });
      return EXIT.success;
    };
    const { levels } = options;
    if (levels !== undefined) {
      const timeStep = firstTimeStep(
        '--time-step',
        options.timeStep ?? problem.defaults.timeStep,
        times.until,
      );
      const study = { problem, parameters, cells, until: times.until, timeStep, levels, in: direction };
      const settings = { options, assignments: rest, signal: terminal.signal };
      const choice = made.map((m) => m.choice);
      return await report(await compareLevels(choice, { ...study, ...settings }, to), levels * labels.length);
    }
    const steady = world.steady(subject.flow);
    const trajectories: Trajectory[] = [];
    for (const [k, solver] of solvers.entries()) {
      const label = labelOf(solver);
      const onStep = ({ time }: { time: number }): void =>
        to.progress.update((k + time / times.until) / solvers.length, `${label}, t = ${formatNumber(time)}`);
      const trajectory = await follow(subject, solver, times, onStep, terminal.signal);
      trajectories.push(trajectory);
      to.emit({ event: 'run', solver: label, settings: solver.settings, ...accountOf(trajectory, steady) });
    }
    to.progress.stop();
    const complete = trajectories.every((t) => t.complete);
    if (!complete) throw new ConvergenceError('not every run came to its end; try a smaller --time-step');
    const { evidence, comparison } = comparisonEvidence(trajectories, steady);
    const { times: at, distances } = comparison;
    for (const { between, l1, wasserstein } of distances)
      to.emit({ event: 'distance', between, times: at, l1, wasserstein });
    return await report(evidence, trajectories.length);
  } finally {
    to.progress.stop();
  }
}
