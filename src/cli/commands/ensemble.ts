import type { EnsembleOptions, SchemeName } from '../../../solvers/index.ts';
import { runInThreads } from '../../../solvers/particles/node/ensembleInThreads.ts';
import type { Progress } from '../../../solvers/particles/node/progress.ts';
import { writeEnsemble } from '../../../solvers/particles/node/writeEnsemble.ts';
import { UnknownNameError } from '../../errors/index.ts';
import { checkFile, checkFolder } from '../../node/checkFolder.ts';
import { ownModule } from '../../node/modules/importModule.ts';
import type { Problem } from '../../verify/problem.ts';
import { accountOf, accountTable } from '../ensemble/account.ts';
import { type ModelRequest, requireModel } from '../ensemble/model.ts';
import { rangesOf, realisationsOf, type Share } from '../ensemble/share.ts';
import { EXIT } from '../exit.ts';
import { findProblem } from '../modules/problemModule.ts';
import { formatNumber } from '../numbers.ts';
import { type Assignment, parameterIn, settingIn } from '../parse.ts';
import { cellsOf, splitAssignments, subjectOf } from '../run/subject.ts';
import { type Output, type OutputOptions, output } from '../terminal/output.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { World } from '../world.ts';

/** Options of `ottoflow ensemble`. */
export interface EnsembleCommandOptions extends OutputOptions {
  readonly times?: readonly number[];
  readonly cells?: readonly number[];
  readonly realisations?: number;
  readonly seed?: number;
  readonly scheme?: SchemeName;
  readonly set?: readonly Assignment[];
  readonly threads?: number;
  readonly shard?: Share;
  readonly checkpoint?: string;
  readonly out?: string;
}

const SETTINGS = ['substep', 'cutoff', 'sweeps', 'steadyStateOnly'];

/** The settings of the sampler among the assignments. @throws UnknownNameError for what is none. */
function samplerSettings({ name, parameters }: Problem, rest: readonly Assignment[]): object {
  const unknown = rest.find(({ key }) => !SETTINGS.includes(key));
  if (unknown !== undefined)
    throw new UnknownNameError(`parameter of ${name} or setting of particles`, unknown.key, [
      ...Object.keys(parameters),
      ...SETTINGS,
    ]);
  return Object.fromEntries(
    rest.map((given) => [
      given.key,
      given.key === 'steadyStateOnly' ? settingIn(given.text) : parameterIn(given),
    ]),
  );
}

/** Says, when the command is interrupted, how far it came and how to go on. */
function takeLeave(terminal: Terminal, { done, total }: Progress, checkpoint: string | undefined): void {
  const how =
    checkpoint === undefined
      ? 'none of which are kept; --checkpoint FOLDER keeps them'
      : `which ${checkpoint} keeps; the same command goes on from there`;
  terminal.err(`ottoflow: interrupted with ${done} of ${total} realisations done, ${how}\n`);
}

/** `ottoflow ensemble`: many realisations of the particles behind a problem, or a share of them, into a file. */
export async function ensemble(
  word: string,
  options: EnsembleCommandOptions,
  world: World,
  terminal: Terminal,
): Promise<number> {
  const problem = await findProblem(word, world.problems);
  const { parameters, rest } = splitAssignments(problem, options.set ?? []);
  const settings = samplerSettings(problem, rest);
  const { times = problem.defaults.saveAt, seed, scheme, checkpoint, out, threads } = options;
  const whole = options.realisations ?? 100;
  const range = realisationsOf(whole, options.shard ?? { index: 1, of: 1 });
  if (out !== undefined) await checkFile('--out', out, '.npz');
  if (checkpoint !== undefined) await checkFolder('--checkpoint', checkpoint);
  const { flow, model: made } = subjectOf(problem, parameters, cellsOf(problem, options.cells));
  const model = requireModel(problem, made);
  const asked: EnsembleOptions = {
    ...{ times, grid: flow.grid, ...range, ...settings },
    ...(seed === undefined ? {} : { seed }),
    ...(scheme === undefined ? {} : { scheme }),
  };
  const input: ModelRequest = { problem: word, parameters };
  const source = {
    module: ownModule('../ensemble/model', import.meta.url).href,
    name: 'requestedModel',
    input,
  };

  const to = output(terminal, options);
  to.emit({
    event: 'start',
    problem: problem.name,
    parameters,
    cells: flow.grid.shape,
    times,
    whole,
    ...range,
  });
  let progress: Progress = { done: 0, total: range.realisations, rate: 0, timeLeft: Infinity };
  to.progress.start();
  try {
    const sample = await runInThreads(model, source, {
      ...asked,
      ...(threads === undefined ? {} : { threads }),
      ...(checkpoint === undefined ? {} : { checkpoint }),
      signal: terminal.signal,
      onProgress: (now) => {
        progress = now;
        follow(to, now);
      },
    });
    to.progress.stop();
    const { method } = sample;
    if (out !== undefined)
      await writeEnsemble(out, sample, { problem: problem.name, parameters, whole }, terminal.signal);
    const accounts = accountOf(sample, flow.energy);
    to.say(
      `${problem.name} by particles/${method} on ${flow.grid}: realisations ${rangesOf(sample.realisations)}\n`,
    );
    to.say(`${accountTable(accounts)}\n`);
    if (out !== undefined) to.say(`  wrote   ${out}`);
    for (const account of accounts) to.emit({ event: 'frame', ...account });
    to.emit({ event: 'summary', method, settings: sample.settings, whole, ...range, file: out ?? null });
    return EXIT.success;
  } catch (error) {
    if (terminal.signal.aborted) takeLeave(terminal, progress, checkpoint);
    throw error;
  } finally {
    to.progress.stop();
  }
}

function follow(to: Output, progress: Progress): void {
  const { done, total, rate, timeLeft } = progress;
  to.emit({ event: 'progress', ...progress });
  to.progress.update(
    done / total,
    `${done} of ${total} realisations, ${formatNumber(rate, 3)} a second`,
    timeLeft,
  );
}
