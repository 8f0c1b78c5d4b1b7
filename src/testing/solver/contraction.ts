import type { Density } from '../../density/index.ts';
import type { Energy } from '../../energy/index.ts';
import { wassersteinDistance } from '../../transport/wasserstein1d.ts';
import { distance1, mirrored } from '../arrays.ts';
import { broken, law, type SolverLaw, type SolverSubject } from './law.ts';
import { quarters, startedFrom } from './runs.ts';

/** Densities after each quarter of a run from the initial density, and of one from another density. */
function* besides<E extends Energy>(
  subject: SolverSubject<E>,
): Generator<readonly (readonly [Density, Density])[]> {
  const { flow } = subject;
  const { grid, initial } = flow;
  const others = [
    new Float64Array(grid.size).fill(initial.mass / grid.volume),
    mirrored(initial.values, 0, grid),
    initial.values.map((p, i) => 0.5 * (p + initial.values[(i + 1) % grid.size])),
  ];
  const here = quarters(subject, flow);
  for (const start of others) {
    const there = quarters(subject, startedFrom(flow, start));
    yield here.map((p, k) => [p, there[k]] as const);
  }
}

/** Two runs never move apart in L¹; asked for by `contraction`, as it holds for local flows and monotone schemes. */
export const contractionL1: SolverLaw = law(
  (subject) => {
    const { grid, initial } = subject.flow;
    for (const pairs of besides(subject)) {
      const apart = pairs.map(([p, q]) => distance1(p.values, q.values, grid));
      const grown = apart.findIndex((d, k) => k > 0 && d > apart[k - 1] + subject.tolerance * initial.mass);
      if (grown > 0)
        broken(
          subject,
          `two runs that are ${apart[grown - 1]} apart in L¹ are ${apart[grown]} apart a quarter of the run later`,
        );
    }
  },
  (subject) => subject.contraction,
);

/** The λ that the energy of a flow on a line between walls guarantees, with the linear mobility; −Infinity otherwise. */
function convexityOf<E extends Energy>({ flow: { energy, grid, mobility } }: SolverSubject<E>): number {
  const line = grid.dimension === 1 && !grid.axes[0].periodic && mobility.linear;
  return line ? energy.capabilities.displacementConvexity(1) : -Infinity;
}

/** What a grid may add to a W₂ distance, in widths of cells: up to 0.31 was seen, of power(4) and of nearly no diffusion on 12 to 96 cells. */
const SLACK = 0.5;

/**
 * Two runs approach in W₂ as λ-convexity along geodesics has them: by 1/(1 + λτ) in each step, which is e^{−λt} in the limit
 * (Ambrosio, Gigli and Savaré 2008, Theorem 4.0.4). That is a law of the continuum: on a grid it is asked for to half a cell's width.
 */
export const contractionW2: SolverLaw = law(
  (subject) => {
    const { flow, run, until } = subject;
    const lambda = convexityOf(subject);
    const longest = run.steps.reduce((t, s) => Math.max(t, s.timeStep), 0);
    // Steps too long for λ < 0 have no unique minimiser, and promise nothing.
    if (lambda * longest <= -1) return;
    for (const pairs of besides(subject)) {
      const apart = pairs.map(([p, q]) => wassersteinDistance(p, q));
      for (const [k, d] of apart.entries()) {
        const time = (k / 4) * until;
        const bound = apart[0] * Math.exp(-time * (Math.log1p(lambda * longest) / longest));
        if (!(d <= bound + SLACK * flow.grid.axes[0].spacing))
          broken(
            subject,
            `two runs that begin ${apart[0]} apart in W₂ are ${d} apart at t = ${time}, more than ${bound}`,
          );
      }
    }
  },
  (subject) => convexityOf(subject) > -Infinity,
);
