import { dirname } from 'node:path';
import { checkFolder } from '../../node/checkFolder.ts';
import { isFile, writeRun } from '../../node/writeRun.ts';
import { EXIT } from '../exit.ts';
import { findProblem } from '../modules/problemModule.ts';
import { formatNumber } from '../numbers.ts';
import { type Account, accountLines, accountOf, eventOf } from '../run/account.ts';
import { follow } from '../run/follow.ts';
import { findFamily, findMethod, makeSolver, type SettingOptions } from '../run/solver.ts';
import { cellsOf, type FlowOptions, splitAssignments, subjectOf, timesOf } from '../run/subject.ts';
import { type Output, type OutputOptions, output } from '../terminal/output.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { World } from '../world.ts';

/** Options of `ottoflow run`. */
export interface RunOptions extends FlowOptions, SettingOptions, OutputOptions {
  readonly solver: string;
  readonly method?: string;
  readonly out?: string;
}

function conclude(to: Output, account: Account, files: readonly string[]): number {
  const { complete, stepsNotConverged, steps, time } = account;
  if (!complete)
    to.fail(
      `step ${steps}, to t = ${formatNumber(time)}, failed, and the run ends there; try a smaller --time-step`,
    );
  else if (stepsNotConverged > 0)
    to.warn(`${stepsNotConverged} of ${steps} steps did not converge; try a smaller --time-step`);
  to.emit({ event: 'summary', ...account, files });
  return complete ? EXIT.success : EXIT.failure;
}

/** `ottoflow run`: one problem by one solver, into files. */
export async function run(
  word: string,
  options: RunOptions,
  world: World,
  terminal: Terminal,
): Promise<number> {
  const problem = await findProblem(word, world.problems);
  const family = findFamily(options.solver, world.solvers);
  const { parameters, rest } = splitAssignments(problem, options.set ?? []);
  const cells = cellsOf(problem, options.cells);
  const times = timesOf(problem, options);
  const choice = { family, method: findMethod(family, options.method) };
  if (options.out !== undefined)
    await checkFolder('--out', isFile('--out', options.out) ? dirname(options.out) : options.out);
  const subject = subjectOf(problem, parameters, cells);
  const solver = makeSolver(choice, subject, problem, options, rest);

  const to = output(terminal, options);
  const { name, method, settings } = solver;
  const grid = subject.flow.grid;
  to.emit({
    event: 'start',
    problem: problem.name,
    solver: name,
    method,
    settings,
    parameters,
    cells: grid.shape,
    ...times,
  });
  to.say(`${problem.name} by ${name}/${method} on ${grid}`);
  to.progress.start();
  const started = performance.now();
  try {
    const trajectory = await follow(
      subject,
      solver,
      times,
      (step) => {
        to.emit(eventOf(step));
        const rate = formatNumber((1000 * step.index) / (performance.now() - started), 3);
        const what = `t = ${formatNumber(step.time)}, step ${step.index}, ${rate} steps/s`;
        to.progress.update(step.time / times.until, what);
      },
      terminal.signal,
    );
    to.progress.stop();
    const steady = world.steady(subject.flow);
    const account = accountOf(trajectory, steady);
    for (const line of accountLines(trajectory, account)) to.say(line);
    const context = { problem: problem.name, parameters, steady };
    const { out } = options;
    const files = out === undefined ? [] : await writeRun(out, trajectory, context, terminal.signal);
    if (files.length > 0) to.say(`  wrote   ${files.join(', ')}`);
    return conclude(to, account, files);
  } finally {
    to.progress.stop();
  }
}
