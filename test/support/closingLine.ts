import type { Reporter, TestModule, Vitest } from 'vitest/node';

/**
 * Prints `tests: N passed, N failed` as the last line of a run, with `, N skipped` appended only if some are.
 *
 * A file that could not be loaded and an error outside every test count as failed: a red run never closes on
 * a line that looks green.
 */
export class ClosingLine implements Reporter {
  private vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      let failedHere = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        count[state] += 1;
        if (state === 'failed') failedHere += 1;
      }
      if (failedHere === 0 && module.state() === 'failed') count.failed += 1;
    }
    const skipped = count.skipped + count.pending;
    const line = `tests: ${count.passed} passed, ${count.failed} failed`;
    this.vitest?.logger.log(skipped === 0 ? line : `${line}, ${skipped} skipped`);
  }
}
