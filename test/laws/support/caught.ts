import { LawError } from '../../../src/testing/index.ts';

/** The LawError that a check ends with. @throws if there is none, or another one. */
export function caught(check: () => unknown): LawError {
  try {
    check();
  } catch (error) {
    if (error instanceof LawError) return error;
    throw error;
  }
  throw new Error('no law was broken');
}
