import { type ChildProcess, spawn } from 'node:child_process';

/** How a process ended, and what it said. */
export interface Ended {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

/** Where a process runs, and what is done while it does. */
export interface LaunchOptions {
  readonly cwd?: string;
  /** Called with all of stdout so far, each time there is more. */
  readonly onOutput?: (out: string, child: ChildProcess) => void;
}

/** Runs a script by this Node, without any of the options that this process was started with. */
export function launch(
  script: string,
  words: readonly string[],
  options: LaunchOptions = {},
): Promise<Ended> {
  const { cwd, onOutput } = options;
  const { NODE_OPTIONS: _, ...env } = process.env;
  const child = spawn(process.execPath, [script, ...words], { env, ...(cwd === undefined ? {} : { cwd }) });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    onOutput?.(out, child);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, out, err }));
  });
}
