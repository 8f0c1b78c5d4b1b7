import { integer } from '../../../src/errors/check.ts';
import { gaussian, hardSphere, type PairPotential, type VerifyContext } from '../../../src/index.ts';
import { type Level, levelOf } from './levels.ts';

/** A repulsion followed to smaller and smaller ranges. */
export interface Ladder {
  readonly label: string;
  readonly pair: PairPotential;
  readonly levels: readonly Level[];
  readonly timeStep: number;
}

/** Δt of the quick form; of second order, and for the most part common to the equations that are compared. */
const TIME_STEP = 5e-3;
/** Cells of Ω on which there are enough ranges for an order. */
const FEWEST = 40;
/** The longest range, as a part of Ω. */
const LONGEST = 0.2;

/** ε = 0.2 and its halves, in whole cells: as many as `shortest` cells allow. @throws ArgumentError for a grid too coarse. */
function ranges(cells: number, shortest: number): number[] {
  integer('cells', cells, FEWEST);
  const found: number[] = [];
  for (let n = Math.round(LONGEST * cells); n >= shortest; n = Math.floor(n / 2)) found.push(n / cells);
  return found;
}

/** Hard rods down to a single cell: cells that rods fill exactly resolve them. */
export function hardLadder({ cells: [cells], full, progress }: VerifyContext): Ladder {
  const timeStep = full ? TIME_STEP / 2 : TIME_STEP;
  const pair = hardSphere();
  const levels = ranges(cells, 1).map((epsilon, k, { length }) => {
    progress(`two hard rods, ε = ${epsilon}`, k / length);
    return levelOf(pair, epsilon, cells, timeStep);
  });
  return { label: 'hard rods', pair, levels, timeStep };
}

/** A soft repulsion, u = 2 e^{−r²}, with four cells to ε at least: from the third level on the grid is refined with it. */
export function softLadder({ cells: [cells], full, progress }: VerifyContext): Ladder {
  const pair = gaussian(2);
  const coarse = ranges(cells, 4);
  const rest = full ? [2, 4] : [2];
  const shortest = coarse[coarse.length - 1];
  const grids = [
    ...coarse.map((epsilon) => ({ epsilon, cells })),
    ...rest.map((finer) => ({ epsilon: shortest / finer, cells: finer * cells })),
  ];
  const levels = grids.map(({ epsilon, cells: n }, k) => {
    progress(`two soft rods, ε = ${epsilon}`, k / grids.length);
    return levelOf(pair, epsilon, n, TIME_STEP);
  });
  return { label: 'soft rods', pair, levels, timeStep: TIME_STEP };
}
