import type { Solver } from '../../flow/solver.ts';
import { formatNumber } from '../numbers.ts';
import type { SolverSubject } from '../world.ts';

/** Sub-steps of particles that a comparison makes unasked: a minute or two of them. */
const MOST = 1e8;

/** Why a run by particles takes longer than anyone expects who has not asked for it, in words; null if it does not. */
export function tooMuchWork({ settings }: Solver, { model }: SolverSubject, until: number): string | null {
  const { substep, realisations } = settings;
  if (model === null || typeof substep !== 'number' || typeof realisations !== 'number') return null;
  const each = Math.ceil(until / substep);
  if (realisations * model.particles * each <= MOST) return null;
  return `${realisations} realisations of ${model.particles} particles in ${formatNumber(each)} sub-steps take long; ask for it by --with, or for fewer --realisations`;
}
