import { readEnsemble } from '../../../solvers/particles/node/readEnsemble.ts';
import { writeEnsemble } from '../../../solvers/particles/node/writeEnsemble.ts';
import type { Energy } from '../../energy/energy.ts';
import { ArgumentError } from '../../errors/index.ts';
import { checkFile } from '../../node/checkFolder.ts';
import { accountOf, accountTable } from '../ensemble/account.ts';
import { mergeFiles, missingFrom, type ShareFile } from '../ensemble/mergeFiles.ts';
import { rangesOf } from '../ensemble/share.ts';
import { EXIT } from '../exit.ts';
import { subjectOf } from '../run/subject.ts';
import { type OutputOptions, output } from '../terminal/output.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { World } from '../world.ts';

/** Options of `ottoflow merge`. */
export interface MergeOptions extends OutputOptions {
  readonly out: string;
  readonly partial?: boolean;
}

/** The energy of a built-in problem; null for the modules of users, of which a file says the name only. */
function energyOf({ problem: name, parameters, ensemble }: ShareFile, { problems }: World): Energy | null {
  const problem = problems.find((p) => p.name === name);
  return problem === undefined ? null : subjectOf(problem, parameters, ensemble.grid.shape).flow.energy;
}

/** `ottoflow merge`: one ensemble from files with shares of it. */
export async function merge(
  paths: readonly string[],
  { out, partial = false, ...options }: MergeOptions,
  world: World,
  terminal: Terminal,
): Promise<number> {
  await checkFile('--out', out, '.npz');
  const read = async (path: string): Promise<ShareFile> => ({ path, ...(await readEnsemble(path)) });
  const head = await read(paths[0]);
  const files: [ShareFile, ...ShareFile[]] = [head];
  for (const path of paths.slice(1)) files.push(await read(path));
  const { version, problem, parameters, whole } = head;
  const merged = mergeFiles(files);
  const missing = missingFrom(merged, whole);
  if (missing.length > 0 && !partial)
    throw new ArgumentError(
      'files',
      paths.join(' '),
      `all ${whole} realisations, or --partial: ${rangesOf(missing)} are missing`,
    );
  await writeEnsemble(out, merged, { version, problem, parameters, whole }, terminal.signal);
  const to = output(terminal, options);
  const accounts = accountOf(merged, energyOf(head, world));
  const found = rangesOf(merged.realisations);
  to.say(`${problem ?? 'ensemble'} by particles/${merged.method} on ${merged.grid}: realisations ${found}\n`);
  to.say(`${accountTable(accounts)}\n`);
  to.say(`  wrote   ${out}`);
  for (const account of accounts) to.emit({ event: 'frame', ...account });
  to.emit({
    event: 'summary',
    files: paths,
    whole,
    realisations: merged.realisations.length,
    missing,
    file: out,
  });
  return EXIT.success;
}
