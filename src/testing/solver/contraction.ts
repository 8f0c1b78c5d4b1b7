import type { Density } from '../../density/index.ts';
import type { Energy } from '../../energy/index.ts';
import { wassersteinDistance } from '../../transport/wasserstein1d.ts';
import { distance1, mirrored } from '../arrays.ts';
import { broken, law, type SolverLaw, type SolverSubject } from './law.ts';
import { monotone } from './monotone.ts';
import { cutAlike, quarters, startedFrom } from './runs.ts';
import { transportCost } from './transportCost.ts';

/** Other densities of the same mass: even, mirrored, and blurred. */
function others<E extends Energy>({ flow: { grid, initial } }: SolverSubject<E>): Float64Array[] {
  return [
    new Float64Array(grid.size).fill(initial.mass / grid.volume),
    mirrored(initial.values, 0, grid),
    initial.values.map((p, i) => 0.5 * (p + initial.values[(i + 1) % grid.size])),
  ];
}

/** Densities with a little more in the emptiest cell, or in the fullest: from ordered densities L¹ contraction asks that they stay so. */
function above<E extends Energy>({ flow: { grid, initial, discrete } }: SolverSubject<E>): Float64Array[] {
  const { values, mass } = initial;
  const { ceiling } = discrete.local;
  const ends = [Math.min, Math.max].map((end) => values.indexOf(values.reduce((a, b) => end(a, b))));
  return ends.map((cell) => {
    const more = 0.3 * (values[cell] + (0.01 * mass) / grid.volume);
    const room = ceiling === null ? Infinity : 0.5 * (ceiling[cell] - values[cell]);
    return values.map((v, i) => (i === cell ? v + Math.min(more, room) : v));
  });
}

/** Densities after each quarter of a run from the initial density, and of those from others; and whether the steps of both were made alike. */
function* besides<E extends Energy>(
  subject: SolverSubject<E>,
  starts: readonly Float64Array[],
): Generator<{ readonly pairs: readonly (readonly [Density, Density])[]; readonly alike: boolean }> {
  const here = quarters(subject, subject.flow);
  for (const start of starts) {
    const there = quarters(subject, startedFrom(subject.flow, start));
    yield {
      pairs: here.densities.map((p, k) => [p, there.densities[k]] as const),
      alike: cutAlike(here.steps, there.steps),
    };
  }
}

/** Two runs never move apart in L¹: where steps are monotone, and elsewhere if asked for by `contraction`. */
export const contractionL1: SolverLaw = law(
  (subject) => {
    const { grid, initial } = subject.flow;
    for (const { pairs, alike } of besides(subject, [...others(subject), ...above(subject)])) {
      // One long step brings densities nearer than several short ones do.
      if (!alike) continue;
      const apart = pairs.map(([p, q]) => distance1(p.values, q.values, grid));
      const grown = apart.findIndex((d, k) => k > 0 && d > apart[k - 1] + subject.tolerance * initial.mass);
      if (grown > 0)
        broken(
          subject,
          `two runs that are ${apart[grown - 1]} apart in L¹ are ${apart[grown]} apart a quarter of the run later`,
        );
    }
  },
  (subject) => subject.contraction || monotone(subject),
);

/** Most cells of a box in which transport is computed: the cost grows with their cube. */
const MOST_CELLS = 64;

/** W₂ on a line; in a box that of the masses of cells at their centres, which differs from that of the densities by a part of a cell. */
function transportDistance(p: Density, q: Density): number {
  const { grid } = p;
  if (grid.dimension === 1) return wassersteinDistance(p, q);
  const centres = Array.from({ length: grid.size }, (_, i) => grid.centre(i));
  const cost = (i: number, j: number): number =>
    centres[i].reduce((s, x, k) => s + (x - centres[j][k]) ** 2, 0);
  return Math.sqrt(grid.cellVolume * transportCost(p.values, q.values, cost));
}

/** The λ that the energy of a flow between walls guarantees, with the linear mobility; −Infinity otherwise, and in boxes of too many cells. */
function convexityOf<E extends Energy>({ flow: { energy, grid, mobility } }: SolverSubject<E>): number {
  const walls = grid.axes.every((a) => !a.periodic);
  const small = grid.dimension === 1 || grid.size <= MOST_CELLS;
  return walls && small && mobility.linear
    ? energy.capabilities.displacementConvexity(grid.dimension)
    : -Infinity;
}

/** What a grid may add to a W₂ distance, in diagonals of a cell: up to 0.36 was seen on lines, 0.13 in boxes, with wells and next to no diffusion. */
const SLACK = 0.5;

/**
 * Two runs approach in W₂ as λ-convexity along geodesics has them: by 1/(1 + λτ) in each step, which is e^{−λt} in the limit
 * (Ambrosio, Gigli and Savaré 2008, Theorem 4.0.4). That is a law of the continuum: on a grid it is asked for to half a cell's diagonal.
 */
export const contractionW2: SolverLaw = law(
  (subject) => {
    const { flow, run, until } = subject;
    const lambda = convexityOf(subject);
    const longest = run.steps.reduce((t, s) => Math.max(t, s.timeStep), 0);
    // Steps too long for λ < 0 have no unique minimiser, and promise nothing.
    if (lambda * longest <= -1) return;
    const slack = SLACK * Math.hypot(...flow.grid.axes.map((a) => a.spacing));
    for (const { pairs } of besides(subject, others(subject))) {
      const apart = pairs.map(([p, q]) => transportDistance(p, q));
      for (const [k, d] of apart.entries()) {
        const time = (k / 4) * until;
        const bound = apart[0] * Math.exp(-time * (Math.log1p(lambda * longest) / longest));
        if (!(d <= bound + slack))
          broken(
            subject,
            `two runs that begin ${apart[0]} apart in W₂ are ${d} apart at t = ${time}, more than ${bound}`,
          );
      }
    }
  },
  (subject) => convexityOf(subject) > -Infinity,
);
