import { EXIT, endingOf } from './exit.ts';
import { program } from './program.ts';
import type { Terminal } from './terminal/terminal.ts';
import type { World } from './world.ts';

/**
 * Runs one command line.
 *
 * @param words - without the names of Node and of the script.
 * @returns the exit code: 0 done (and every check holds), 1 something failed, 2 the request is wrong, 130 interrupted.
 */
export async function commandLine(
  words: readonly string[],
  world: World,
  terminal: Terminal,
): Promise<number> {
  let exitCode: number = EXIT.success;
  const end = (code: number): void => {
    exitCode = code;
  };
  const root = program({ world, terminal, end });
  try {
    if (words.length === 0) terminal.out(root.helpInformation());
    else await root.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    const ending = endingOf(error);
    if (ending.line !== '') terminal.err(`ottoflow: ${ending.line}\n`);
    if (terminal.debug && error instanceof Error) terminal.err(`${error.stack ?? ''}\n`);
    return ending.exitCode;
  }
}
