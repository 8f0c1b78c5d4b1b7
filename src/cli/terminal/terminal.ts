/** Where a command writes, and what tells it to stop. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** The stream that a progress bar may draw on; null where there is no terminal. */
  readonly screen: NodeJS.WritableStream | null;
  readonly colour: boolean;
  /** Whether the stacks of unexpected errors are wanted. */
  readonly debug: boolean;
  /** Raised by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** The terminal of this process. */
export function processTerminal(signal: AbortSignal): Terminal {
  const { stdout, stderr, env } = process;
  return {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    screen: stderr.isTTY ? stderr : null,
    colour: stdout.isTTY && (env.NO_COLOR ?? '') === '',
    debug: (env.DEBUG ?? '') !== '',
    signal,
  };
}
