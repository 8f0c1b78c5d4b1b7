import { check, type Evidence } from '../../src/index.ts';

/** A claim, judged, as evidence. */
export function claim(given: Parameters<typeof check>[0]): Evidence {
  return { kind: 'check', check: check(given) };
}
