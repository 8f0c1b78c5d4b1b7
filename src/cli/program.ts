import { Command, Option } from 'commander';
import type { CompareOptions } from './commands/compare.ts';
import type { EnsembleCommandOptions } from './commands/ensemble.ts';
import type { MergeOptions } from './commands/merge.ts';
import type { RefineCommandOptions } from './commands/refine.ts';
import type { ReportCommandOptions } from './commands/report.ts';
import type { RunOptions } from './commands/run.ts';
import type { StartOptions } from './commands/start.ts';
import { share } from './ensemble/share.ts';
import { REPORT_FOLDER } from './folders.ts';
import { assignment, cellCounts, positiveNumber, times, wholeNumber } from './parse.ts';
import type { OutputOptions } from './terminal/output.ts';
import type { Terminal } from './terminal/terminal.ts';
import type { VerifyOptions } from './verify/verification.ts';
import type { World } from './world.ts';

/** What commands act on, and who is told their exit codes. */
export interface Shell {
  readonly world: World;
  readonly terminal: Terminal;
  readonly end: (exitCode: number) => void;
}

const FULL = ['--full', "the source's own sizes instead of the quick ones"] as const;
const PROBLEM =
  'a built-in name such as paper/4.1, or a path to a .ts, .js or .mjs module that exports a problem';

// Commands are loaded when they are called for: `list` should not wait for what draws figures.

/** A command with the options that say how it speaks. */
function command(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addOption(new Option('--json', 'one JSON object per line on stdout').conflicts('quiet'))
    .option('--quiet', 'say nothing but errors');
}

/** Adds the options that say what is computed. */
function computing(to: Command): Command {
  return to
    .option('--cells <n,…>', 'cells per axis, such as 200 or 100,100', cellCounts)
    .option('--time-step <τ>', 'time step', positiveNumber('--time-step'))
    .option('--until <t>', 'final time', positiveNumber('--until'))
    .option(
      '--set <key=value>',
      'a parameter of the problem or a setting of the solver; may be repeated',
      assignment,
    )
    .option('--face-mean <name>', 'mean that gives the mobility on faces')
    .option('--seed <n>', 'seed of everything random', wholeNumber('--seed', 0))
    .option('--realisations <n>', 'realisations of the particles', wholeNumber('--realisations', 1));
}

/** Adds the option that says which densities are kept. */
function saving(to: Command): Command {
  return to.option('--save-at <t,…>', 'times at which densities are kept', times('--save-at'));
}

/** Adds the options that choose one solver. */
function solving(to: Command, { solvers }: World): Command {
  return to
    .option('--solver <name>', solvers.map((s) => s.name).join(', '), solvers[0].name)
    .option('--method <name>', solvers.map((s) => `${s.name}: ${s.methods.join(', ')}`).join('; '));
}

function listCommand({ world, terminal, end }: Shell): Command {
  return command('list', 'the built-in problems, and the solvers').action(async (options: OutputOptions) => {
    const { list } = await import('./commands/list.ts');
    end(list(options, world, terminal));
  });
}

function infoCommand({ world, terminal, end }: Shell): Command {
  return command('info', 'what a problem is, and how it is run when nothing else is said')
    .argument('<problem>', PROBLEM)
    .action(async (word: string, options: OutputOptions) => {
      const { info } = await import('./commands/info.ts');
      end(await info(word, options, world, terminal));
    });
}

function runCommand({ world, terminal, end }: Shell): Command {
  return solving(saving(computing(command('run', 'follow one problem by one solver'))), world)
    .argument('<problem>', PROBLEM)
    .option(
      '--out <path>',
      'a folder for result.json, fields.npz and steps.csv, or a file: .json, .npz, .csv, .parquet, .vti, .pvd',
    )
    .action(async (word: string, options: RunOptions) => {
      const { run } = await import('./commands/run.ts');
      end(await run(word, options, world, terminal));
    });
}

function compareCommand({ world, terminal, end }: Shell): Command {
  return saving(computing(command('compare', 'follow one problem by several solvers')))
    .argument('<problem>', PROBLEM)
    .option('--with <solver/method,…>', 'such as jko/newton,finite-volume', (text: string) => text.split(','))
    .option(
      '--levels <n>',
      'how many levels, each half as coarse, of which the first has --cells and --time-step',
      wholeNumber('--levels', 2),
    )
    .option('--in <what>', 'what halves from level to level: space, time or both', 'time')
    .option('--out <folder>', 'where the report goes')
    .action(async (word: string, options: CompareOptions) => {
      const { compare } = await import('./commands/compare.ts');
      end(await compare(word, options, world, terminal));
    });
}

function refineCommand({ world, terminal, end }: Shell): Command {
  const description = 'the order at which the errors of a solver shrink, from finer and finer levels';
  return solving(computing(command('refine', description)), world)
    .argument('<problem>', PROBLEM)
    .option('--in <what>', 'what halves from level to level: space, time or both', 'time')
    .option('--levels <n>', 'levels, the coarsest of --cells and --time-step', wholeNumber('--levels', 2), 4)
    .option(
      '--reference <name>',
      'successive levels, finest, or a solver such as finite-volume/explicit',
      'successive',
    )
    .option('--error <name>', 'l1, largest, wasserstein or energy', 'l1')
    .option('--out <folder>', 'where the report goes')
    .action(async (word: string, options: RefineCommandOptions) => {
      const { refine } = await import('./commands/refine.ts');
      end(await refine(word, options, world, terminal));
    });
}

function ensembleCommand({ world, terminal, end }: Shell): Command {
  return command('ensemble', 'many realisations of the particles behind a problem, or a share of them')
    .argument('<problem>', PROBLEM)
    .option('--times <t,…>', 'ascending times at which particles are counted', times('--times'))
    .option('--cells <n,…>', 'cells per axis of the histograms, such as 200 or 100,100', cellCounts)
    .option('--realisations <n>', 'realisations of the whole ensemble', wholeNumber('--realisations', 1))
    .option('--seed <n>', 'seed of everything random', wholeNumber('--seed', 0))
    .option('--scheme <name>', 'how particles move; what suits the model if not given')
    .option(
      '--set <key=value>',
      'a parameter of the problem, or substep, cutoff, sweeps or steadyStateOnly; may be repeated',
      assignment,
    )
    .option('--threads <n>', 'threads, which make no difference to the result', wholeNumber('--threads', 1))
    .option('--shard <i/n>', 'the i-th of n shares only, i from 1', share)
    .option('--checkpoint <folder>', 'where the ledger is that an interrupted run goes on from')
    .option('--out <file>', 'the file for the ensemble, a NumPy archive: name.npz')
    .action(async (word: string, options: EnsembleCommandOptions) => {
      const { ensemble } = await import('./commands/ensemble.ts');
      end(await ensemble(word, options, world, terminal));
    });
}

function mergeCommand({ world, terminal, end }: Shell): Command {
  return command('merge', 'one ensemble from files with shares of it')
    .argument('<file...>', 'files that ensemble --shard wrote')
    .requiredOption('--out <file>', 'the file for the whole')
    .option('--partial', 'even if realisations are missing')
    .action(async (paths: string[], options: MergeOptions) => {
      const { merge } = await import('./commands/merge.ts');
      end(await merge(paths, options, world, terminal));
    });
}

function verifyCommand({ world, terminal, end }: Shell): Command {
  return command('verify', 'check what problems claim')
    .argument('<problem...>', PROBLEM)
    .option('--cells <n,…>', 'cells per axis', cellCounts)
    .option('--set <key=value>', 'a parameter of the problem; may be repeated', assignment)
    .option('--seed <n>', 'seed of everything random', wholeNumber('--seed', 0))
    .option(...FULL)
    .option('--jobs <n>', 'problems verified at the same time', wholeNumber('--jobs', 1))
    .option('--out <folder>', 'where the report goes')
    .action(async (words: string[], options: VerifyOptions) => {
      const { verify } = await import('./commands/verify.ts');
      end(await verify(words, options, world, terminal));
    });
}

function reportCommand({ world, terminal, end }: Shell): Command {
  return command('report', 'one report from folders that other commands wrote, or of all built-in problems')
    .argument('[folder...]', 'folders with a result.json or an evidence.json')
    .option(...FULL)
    .option('--out <folder>', 'where the report goes', REPORT_FOLDER)
    .action(async (folders: string[], options: ReportCommandOptions) => {
      const { report } = await import('./commands/report.ts');
      end(await report(folders, options, world, terminal));
    });
}

function startCommand({ world, terminal, end }: Shell): Command {
  const description = `verify all built-in problems, and write ${REPORT_FOLDER}/index.html`;
  return command('start', description)
    .option(...FULL)
    .action(async (options: StartOptions) => {
      const { start } = await import('./commands/start.ts');
      end(await start(options, world, terminal));
    });
}

const commands = [
  listCommand,
  infoCommand,
  runCommand,
  compareCommand,
  refineCommand,
  ensembleCommand,
  mergeCommand,
  verifyCommand,
  reportCommand,
  startCommand,
];

/** The command line with all of its commands. */
export function program(shell: Shell): Command {
  const root = new Command('ottoflow')
    .description('Wasserstein gradient flows by JKO steps, finite volumes and Brownian particles.')
    .version(shell.world.version)
    .helpCommand(false);
  for (const make of commands) root.addCommand(make(shell));
  for (const each of [root, ...root.commands])
    each.exitOverride().configureOutput({ writeOut: shell.terminal.out, writeErr: () => undefined });
  return root;
}
