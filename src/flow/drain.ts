/** A run holds its thread at most this long, in milliseconds, beyond the step at hand. */
const TURN = 30;

/** Drives a run to its end, and returns what it returns. */
export function drain<T>(run: Generator<unknown, T, void>): T {
  let made = run.next();
  while (made.done !== true) made = run.next();
  return made.value;
}

/** {@link drain} that gives way to other tasks of its thread between steps. */
export async function drainAsync<T>(run: Generator<unknown, T, void>): Promise<T> {
  let turn = performance.now();
  let made = run.next();
  while (made.done !== true) {
    if (performance.now() - turn > TURN) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      turn = performance.now();
    }
    made = run.next();
  }
  return made.value;
}
