import { plain } from '../../node/json.ts';
import { noProgress, type Progress, progressBar } from './progress.ts';
import type { Terminal } from './terminal.ts';

/** How a command was asked to speak. */
export interface OutputOptions {
  /** One JSON object per line on stdout, and nothing else. */
  readonly json?: boolean;
  /** Nothing but errors. */
  readonly quiet?: boolean;
}

/** What a command says, to people or to programs. */
export interface Output {
  /** Text for people. */
  readonly say: (text: string) => void;
  /** Something worth a look, for people, beside the text. */
  readonly warn: (text: string) => void;
  /** Why the command will not end well: always said. */
  readonly fail: (text: string) => void;
  /** An object for programs. */
  readonly emit: (event: object) => void;
  readonly progress: Progress;
  readonly colour: boolean;
}

function nothing(): void {}

/** Text for people with a progress bar on a terminal, JSON lines, or silence. */
export function output(terminal: Terminal, { json = false, quiet = false }: OutputOptions): Output {
  const { screen } = terminal;
  const fail = (text: string): void => terminal.err(`ottoflow: ${text}\n`);
  const warn = (text: string): void => terminal.err(`warning: ${text}\n`);
  if (json) {
    const emit = (event: object): void => terminal.out(`${JSON.stringify(event, plain)}\n`);
    return { say: nothing, warn, fail, emit, progress: noProgress, colour: false };
  }
  if (quiet) return { say: nothing, warn: nothing, fail, emit: nothing, progress: noProgress, colour: false };
  const progress = screen === null ? noProgress : progressBar(screen);
  const say = (text: string): void => terminal.out(`${text}\n`);
  return { say, warn, fail, emit: nothing, progress, colour: terminal.colour };
}
