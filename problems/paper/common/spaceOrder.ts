import { finiteVolume } from '../../../solvers/index.ts';
import {
  check,
  type Evidence,
  type ExactDensity,
  type FlowAt,
  type Grid,
  type LocalEnergy,
  type Refinement,
  refine,
  refinementFigure,
  refinementTable,
} from '../../../src/index.ts';

/** A flow whose order in space is measured against a reference by another method. */
export interface SpaceStudy {
  /** The flow on a grid, from time `from` on. */
  readonly flowAt: FlowAt<LocalEnergy>;
  readonly from: number;
  readonly until: number;
  /** Cell averages of the reference at a time after `from`. */
  readonly reference: ExactDensity;
  /** What the reference is, in a few words, and how it is made. */
  readonly against: string;
  readonly made: string;
  /** L¹ distance of the reference from a finer one on a grid; not given where it is a closed form. */
  readonly uncertainty?: (grid: Grid) => number;
  /** `Example 4.2`. */
  readonly source: string;
}

/** What is left of the reference's own error beside that of the finest grid. */
const UNCERTAINTY = 0.1;
const WITHIN = 0.15;
const TIME_STEPS = 1200;

function* evidence(found: Refinement, { source }: SpaceStudy): Generator<Evidence> {
  const cells = found.levels.map((l) => l.cells[0]);
  yield {
    kind: 'check',
    check: check({
      name: `order in space of ${found.solver}, ${cells.join(', ')} cells`,
      measured: found.order,
      expected: 2,
      tolerance: WITHIN,
      source: `${source}; second order of centred and of reconstructed fluxes`,
    }),
  };
  const table = refinementTable(found);
  yield { kind: 'table', table: { ...table, id: `${found.solver.replace('/', '-')}-in-space` } };
}

/** Finite volumes are of second order in space, against a reference made by another method. */
export function* spaceEvidence(
  study: SpaceStudy,
  full: boolean,
  progress: (what: string, fraction: number) => void,
  signal: AbortSignal | undefined,
): Generator<Evidence> {
  const { flowAt, from, until, reference, against, made } = study;
  // Captions show it: without the rounding of the difference.
  const during = Number((until - from).toPrecision(12));
  const at = { in: 'space', until: during, reference, ...(signal && { signal }) } as const;
  // Captions say the time of the flow, not since the grids begin.
  const told = (found: Refinement): Refinement => ({ ...found, until, against });
  const implicit = told(
    refine(flowAt, (timeStep) => finiteVolume({ order: 2, timeStep }), {
      ...at,
      ...{ cells: [200], timeStep: during / TIME_STEPS, levels: 4 },
      onProgress: (what, fraction) => progress(`order in space: implicit, ${what}`, 0.7 * fraction),
    }),
  );
  const explicit = told(
    refine(flowAt, () => finiteVolume({ method: 'explicit' }), {
      ...at,
      // A level takes 8 times as long as the one before.
      ...{ cells: [50], timeStep: during, levels: full ? 6 : 4 },
      onProgress: (what, fraction) => progress(`order in space: explicit, ${what}`, 0.7 + 0.3 * fraction),
    }),
  );
  if (study.uncertainty !== undefined) {
    const { grid } = flowAt(implicit.levels[implicit.levels.length - 1].cells);
    yield {
      kind: 'check',
      check: check({
        name: `error of the reference over that of finite volumes on ${grid.size} cells`,
        measured: study.uncertainty(grid) / implicit.errors[implicit.errors.length - 1],
        expected: UNCERTAINTY,
        relation: 'atMost',
        source: 'the reference, by its own refinement',
      }),
    };
  }
  yield* evidence(implicit, study);
  yield* evidence(explicit, study);
  yield {
    kind: 'note',
    note: `Order in space: from the density at t = ${from} to t = ${until}, so that what is measured is not how the indicator is resolved. ${made}`,
  };
  yield { kind: 'figure', figure: { ...refinementFigure(implicit, explicit), id: 'order-in-space' } };
}
