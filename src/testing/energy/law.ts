import type { Energy } from '../../energy/index.ts';
import type { Grid } from '../../grid/index.ts';
import type { Trial } from '../forAll.ts';

/** What a law about energies is checked on. */
export interface EnergySubject extends Trial {
  readonly energy: Energy;
  readonly grid: Grid;
}

/** A law that energies must obey. */
export interface EnergyLaw {
  /** Whether the law says anything about this energy on this grid. */
  readonly applies: (subject: EnergySubject) => boolean;
  /** @throws LawError if the law is broken. */
  readonly verify: (subject: EnergySubject) => void;
}

/** A law; about all energies if nothing else is said. */
export function law(verify: EnergyLaw['verify'], applies: EnergyLaw['applies'] = () => true): EnergyLaw {
  return { applies, verify };
}
