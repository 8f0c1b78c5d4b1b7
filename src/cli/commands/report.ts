import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ArgumentError } from '../../errors/index.ts';
import { checkFolder } from '../../node/checkFolder.ts';
import { readResult } from '../../node/readResult.ts';
import { EXIT } from '../exit.ts';
import { REPORT_FOLDER } from '../folders.ts';
import { resultVerification } from '../run/resultEvidence.ts';
import { type OutputOptions, output } from '../terminal/output.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { holds, outcome, tally, type Verification } from '../verification.ts';
import { checkText } from '../verify/checkText.ts';
import { readEvidence } from '../verify/evidenceFile.ts';
import { verification } from '../verify/verification.ts';
import { writeReport } from '../verify/writeReport.ts';
import type { World } from '../world.ts';

/** Options of `ottoflow report`. */
export interface ReportCommandOptions extends OutputOptions {
  readonly out?: string;
  readonly full?: boolean;
}

/** What a folder written by `run`, `compare`, `verify` or `report` holds. */
async function readFolder(folder: string): Promise<Verification[]> {
  const [evidence, result] = ['evidence.json', 'result.json'].map((name) => join(folder, name));
  const found: Verification[] = [];
  if (existsSync(evidence)) found.push(...(await readEvidence(evidence)));
  if (existsSync(result)) found.push(resultVerification(await readResult(result)));
  if (found.length === 0)
    throw new ArgumentError('folder', folder, 'a folder with a result.json or an evidence.json');
  return found;
}

/**
 * `ottoflow report`: one report from folders that other commands wrote, or of all built-in problems where none is given.
 *
 * Exit code 1 if there is a check that does not hold.
 */
export async function report(
  folders: readonly string[],
  options: ReportCommandOptions,
  world: World,
  terminal: Terminal,
): Promise<number> {
  const { out = REPORT_FOLDER } = options;
  const title = 'ottoflow report';
  if (folders.length === 0) {
    const words = world.problems.map((p) => p.name);
    return await verification(words, options, { title, out }, world, terminal);
  }
  await checkFolder('--out', out);
  const found = (await Promise.all(folders.map(readFolder))).flat();
  const path = await writeReport(out, found, { title, version: world.version }, terminal.signal);
  const to = output(terminal, options);
  const checked = found.filter((v) => tally([v]).checks > 0 || v.error !== null);
  for (const v of checked) to.say(checkText(v, to.colour));
  if (checked.length > 0) to.say(outcome(checked));
  to.say(`report: ${path}`);
  const pass = checked.length === 0 || holds(checked);
  to.emit({ event: 'summary', pass, ...tally(found), report: path });
  return pass ? EXIT.success : EXIT.failure;
}
