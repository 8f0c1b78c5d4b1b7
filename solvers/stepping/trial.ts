import type { Step, StepStatus } from '../../src/index.ts';

/** Figures of all JKO steps that one step is made of, rejected ones included. */
export interface Spent {
  iterations: number;
  /** Iterations of conjugate gradients. */
  cg: number;
  /** Linear solves. */
  solves: number;
}

/** Counts a JKO step. */
export function count(spent: Spent, { iterations, diagnostics }: Step): void {
  spent.iterations += iterations;
  spent.cg += diagnostics.cg ?? 0;
  spent.solves += diagnostics.solves ?? iterations;
}

const severity: readonly StepStatus[] = ['converged', 'iteration-limit', 'stalled', 'failed'];

/** The step that is least well solved: by status, then by relative gap. */
export function worst(steps: readonly Step[]): Step {
  const rank = (s: Step): number => severity.indexOf(s.status);
  const gap = (s: Step): number => s.certificate?.relativeGap ?? Infinity;
  return steps.reduce((a, b) => (rank(b) > rank(a) || (rank(b) === rank(a) && gap(b) > gap(a)) ? b : a));
}

/** h^d Σ |p − q|/mass. */
export function relativeDistance(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  let mass = 0;
  for (let i = 0; i < p.length; i++) {
    sum += Math.abs(p[i] - q[i]);
    mass += q[i];
  }
  return sum / mass;
}
