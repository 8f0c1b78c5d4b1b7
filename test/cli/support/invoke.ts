import { commandLine } from '../../../src/cli/commandLine.ts';
import { Interruption } from '../../../src/cli/exit.ts';
import type { World } from '../../../src/cli/world.ts';
import { testWorld } from './world.ts';

/** What a command line did. */
export interface Outcome {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** How a command line is run in a test. */
export interface InvokeOptions {
  readonly world?: World;
  /** Presses Ctrl-C at the n-th text on stdout. */
  readonly interruptAt?: number;
}

/** Runs a command line in this process, against problems and solvers of which everything is known. */
export async function invoke(
  words: readonly string[],
  { world = testWorld, interruptAt }: InvokeOptions = {},
): Promise<Outcome> {
  const stop = new AbortController();
  let out = '';
  let err = '';
  let texts = 0;
  const exitCode = await commandLine(words, world, {
    out: (text) => {
      out += text;
      if (++texts === interruptAt) stop.abort(new Interruption('SIGINT', 130));
    },
    err: (text) => {
      err += text;
    },
    screen: null,
    colour: false,
    debug: false,
    signal: stop.signal,
  });
  return { exitCode, out, err };
}

/** The JSON objects that stand on the lines of a text. */
export function jsonLines(text: string): Record<string, unknown>[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}
