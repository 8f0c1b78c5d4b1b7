import {
  Density,
  entropy,
  type GradientFlow,
  gradientFlow,
  grid,
  type LocalEnergy,
  l1Distance,
  marginal,
  potential,
  type Solver,
  type Step,
} from '../../../src/index.ts';
import { firstStep } from '../common/firstStep.ts';
import { external, start } from './setting.ts';

/** p ⊗ p on the square of a line. */
function product({ grid: line, values }: Density): Density {
  const [{ lower, upper, cells: n }] = line.axes;
  const square = grid(
    [
      [lower, upper],
      [lower, upper],
    ],
    [n, n],
  );
  return new Density(
    square,
    Float64Array.from({ length: n * n }, (_, k) => values[Math.floor(k / n)] * values[k % n]),
  );
}

/** One particle and two that do not interact, from p and p ⊗ p. */
export interface Independent {
  readonly one: GradientFlow<LocalEnergy>;
  readonly two: GradientFlow<LocalEnergy>;
}

/** Both in V, on so many cells of Ω. */
export function independent(cells: number): Independent {
  const initial = start(cells);
  return {
    one: gradientFlow({ energy: entropy().plus(potential(external)), initial }),
    two: gradientFlow({
      energy: entropy().plus(potential((x1, x2) => external(x1) + external(x2))),
      initial: product(initial),
    }),
  };
}

/** The same step of one and of two particles. */
export interface StepPair {
  readonly timeStep: number;
  readonly one: Step;
  readonly two: Step;
  /** L¹ distance of P from p ⊗ p, and of ∫ P dx₂ from p. */
  readonly fromProduct: number;
  readonly fromMarginal: number;
  /** W²/(2τ) + E of two particles less twice that of one, and W² of two over twice that of one. */
  readonly excess: number;
  readonly metric: number;
}

/** A step of both by a solver. */
export function stepOf(flows: Independent, solver: Solver, timeStep: number): StepPair {
  const one = firstStep(flows.one, solver, timeStep);
  const two = firstStep(flows.two, solver, timeStep);
  const primal = (s: Step): number => s.certificate?.primal ?? Number.NaN;
  const squared = (s: Step): number => (s.transport ?? Number.NaN) ** 2;
  return {
    timeStep,
    one,
    two,
    fromProduct: l1Distance(two.density, product(one.density)),
    fromMarginal: l1Distance(marginal(two.density, 1), one.density),
    excess: primal(two) - 2 * primal(one),
    metric: squared(two) / (2 * squared(one)),
  };
}
