import { CommanderError } from 'commander';
import { type ErrorCode, OttoflowError } from '../errors/index.ts';

/** Exit codes: everything asked for holds; something failed; the request itself was wrong. */
export const EXIT = { success: 0, failure: 1, usage: 2 } as const;

/** The reason with which a run is cancelled by a signal of the operating system. */
export class Interruption extends Error {
  readonly exitCode: number;

  constructor(signal: string, exitCode: number) {
    super(`interrupted by ${signal}`);
    this.exitCode = exitCode;
  }
}

/** Errors that say what is wrong with the request; the others say what went wrong in answering it. */
const requestErrors: readonly ErrorCode[] = [
  'argument',
  'unknown-name',
  'problem-module',
  'capability',
  'density',
  'derivative',
  'divergent-integral',
  'ledger',
];

/** How the process ends on an error: its exit code and one line for people, empty where nothing is to be said. */
export interface Ending {
  readonly exitCode: number;
  readonly line: string;
}

function oneLine(message: string): string {
  return message.replace(/\s*\n\s*/g, ' ').trim();
}

/** What an error says, on one line: its message where it was thrown on purpose, its name as well where not. */
export function messageOf(error: unknown): string {
  if (error instanceof OttoflowError) return oneLine(error.message);
  return oneLine(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}

/** The ending that an error calls for. */
export function endingOf(error: unknown): Ending {
  if (error instanceof Interruption) return { exitCode: error.exitCode, line: '' };
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return { exitCode: EXIT.success, line: '' };
    return { exitCode: EXIT.usage, line: oneLine(error.message.replace(/^error: /, '')) };
  }
  if (error instanceof OttoflowError) {
    const exitCode = requestErrors.includes(error.code) ? EXIT.usage : EXIT.failure;
    return { exitCode, line: messageOf(error) };
  }
  return { exitCode: EXIT.failure, line: `${messageOf(error)} (set DEBUG=1 for the stack)` };
}
