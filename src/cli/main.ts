#!/usr/bin/env node
import { builtInWorld } from './builtInWorld.ts';
import { commandLine } from './commandLine.ts';
import { Interruption } from './exit.ts';
import { processTerminal } from './terminal/terminal.ts';

const stop = new AbortController();
// The second signal finds a process that does not listen to the first: it ends at once.
for (const [name, exitCode] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.on(name, () => {
    if (stop.signal.aborted) process.exit(exitCode);
    stop.abort(new Interruption(name, exitCode));
  });
// Whoever reads our output may have seen enough: `ottoflow list | head -1` is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await commandLine(process.argv.slice(2), builtInWorld, processTerminal(stop.signal));
