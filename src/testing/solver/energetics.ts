import type { Energy } from '../../energy/index.ts';
import { broken, law, type SolverLaw, type SolverSubject } from './law.ts';

/** Energies before each step and after it, with what their rounding may come to. */
function energies<E extends Energy>({
  flow,
  run,
}: SolverSubject<E>): { before: number; after: number; noise: number }[] {
  const values = [flow.initial.values, ...run.copies].map((p) => flow.discrete.value(p));
  return run.copies.map((_, k) => ({
    before: values[k],
    after: values[k + 1],
    noise: 1e-12 * (Math.abs(values[k]) + Math.abs(values[k + 1]) + flow.initial.mass),
  }));
}

/** The energy that a step reports is that of its density. */
export const energyValue: SolverLaw = law((subject) => {
  for (const [k, { after, noise }] of energies(subject).entries()) {
    const { energy } = subject.run.steps[k];
    if (!(Math.abs(energy - after) <= noise))
      broken(subject, `step ${k + 1} reports the energy ${energy}, but its density has ${after}`);
  }
});

/** The energy never increases. */
export const energyDecrease: SolverLaw = law((subject) => {
  for (const [k, { before, after, noise }] of energies(subject).entries())
    if (!(after <= before + noise))
      broken(subject, `step ${k + 1} raises the energy from ${before} to ${after}`);
});

/** E(p_k) + W²/(2τ) ≤ E(p_{k−1}) up to the duality gap, at every step that reports a transport distance. */
export const energyDissipation: SolverLaw = law(
  (subject) => {
    for (const [k, { before, after, noise }] of energies(subject).entries()) {
      const { transport, timeStep, certificate } = subject.run.steps[k];
      if (transport === null) continue;
      const spent = transport ** 2 / (2 * timeStep);
      if (!(after + spent <= before + noise + (certificate?.gap ?? 0)))
        broken(
          subject,
          `step ${k + 1} goes from energy ${before} to ${after} and spends ${spent} on transport`,
        );
    }
  },
  ({ run }) => run.steps.some((step) => step.transport !== null),
);

/** Where a step comes with a certificate, its gap is nonnegative and the difference of primal and dual. */
export const certificates: SolverLaw = law(
  (subject) => {
    for (const [k, { certificate }] of subject.run.steps.entries()) {
      if (certificate === null) continue;
      const { primal, dual, gap } = certificate;
      if (!(gap >= 0)) broken(subject, `the duality gap of step ${k + 1} is ${gap}`);
      if (!(Math.abs(primal - dual - gap) <= 1e-10 * (Math.abs(primal) + Math.abs(dual) + 1)))
        broken(subject, `step ${k + 1} has primal ${primal} and dual ${dual}, but claims a gap of ${gap}`);
    }
  },
  ({ run }) => run.steps.some((step) => step.certificate !== null),
);
