import { sameTime } from '../../flow/index.ts';
import { integral } from '../arrays.ts';
import { broken, law, type SolverLaw } from './law.ts';

/** Steps are numbered from 1, their times add up, every one converges, and the run lands on its end. */
export const steps: SolverLaw = law((subject) => {
  const { run, until, flow } = subject;
  let time = 0;
  for (const [k, step] of run.steps.entries()) {
    if (step.index !== k + 1) broken(subject, `step ${k + 1} calls itself ${step.index}`);
    if (!sameTime(step.time, time + step.timeStep))
      broken(subject, `step ${k + 1} of length ${step.timeStep} goes from t = ${time} to t = ${step.time}`);
    if (step.status !== 'converged') broken(subject, `step ${k + 1} ended with status "${step.status}"`);
    if (!step.density.grid.equals(flow.grid))
      broken(subject, `step ${k + 1} is on another grid, ${step.density.grid}`);
    time = step.time;
  }
  if (!sameTime(time, until)) broken(subject, `the run ended at t = ${time}, not ${until}`);
});

/** Mass is kept to 1e-12 of it. */
export const mass: SolverLaw = law((subject) => {
  const { initial, grid } = subject.flow;
  const expected = integral(initial.values, grid);
  for (const [k, p] of subject.run.copies.entries()) {
    const given = integral(p, grid);
    if (!(Math.abs(given - expected) <= 1e-12 * expected))
      broken(subject, `after step ${k + 1} the mass is ${given}, not ${expected}`);
  }
});

/** Densities are finite, nonnegative, and in the domain of the energy. */
export const domain: SolverLaw = law((subject) => {
  const [lower, upper] = subject.flow.energy.capabilities.domain;
  for (const [k, p] of subject.run.copies.entries()) {
    const cell = p.findIndex((v) => !(v >= lower && v <= upper && v < Infinity));
    if (cell >= 0) broken(subject, `after step ${k + 1} the density is ${p[cell]} in cell ${cell}`);
  }
});

/** Steps own what they return: later ones change neither their densities nor the initial one. */
export const ownership: SolverLaw = law((subject) => {
  const { run, flow } = subject;
  for (const [k, copy] of run.copies.entries())
    if (copy.some((v, i) => v !== run.steps[k].density.values[i]))
      broken(subject, `the density of step ${k + 1} was changed after it was returned`);
  if (run.initial.some((v, i) => v !== flow.initial.values[i]))
    broken(subject, 'the initial density was changed');
});
