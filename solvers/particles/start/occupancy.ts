import { cellGrid } from '../pairs/cellGrid.ts';
import { neighboursOf } from '../pairs/neighbours.ts';
import type { Arena } from '../stepping/arena.ts';

/** Which particles are where, one after another put in, taken out and asked for their neighbours. */
export interface Occupancy {
  readonly put: (particle: number) => void;
  readonly take: (particle: number) => void;
  /** Σ_j energy(|x − x_j|²) over all particles that are in, images included; Infinity as soon as one term is. */
  readonly energyAt: (place: Float64Array) => number;
}

/** The {@link Occupancy} of positions, particle by particle, with none of them in yet. */
export function occupancy(
  arena: Arena,
  positions: Float64Array,
  reach: number,
  energy: (square: number) => number,
): Occupancy {
  const { dimension: d } = arena;
  const particles = positions.length / d;
  const grid = cellGrid(arena, particles, reach);
  const { size, cellOf } = grid;
  const { starts, first, last, images, shifts } = neighboursOf(grid, arena, false);
  const head = new Int32Array(size).fill(-1);
  const next = new Int32Array(particles).fill(-1);

  return {
    put: (particle) => {
      const cell = cellOf(positions, particle * d);
      next[particle] = head[cell];
      head[cell] = particle;
    },
    take: (particle) => {
      const cell = cellOf(positions, particle * d);
      if (head[cell] === particle) {
        head[cell] = next[particle];
        return;
      }
      let before = head[cell];
      while (next[before] !== particle) before = next[before];
      next[before] = next[particle];
    },
    energyAt: (place) => {
      let sum = 0;
      const own = cellOf(place, 0);
      for (let r = starts[own]; r < starts[own + 1]; r++)
        for (let cell = first[r]; cell <= last[r]; cell++)
          for (let j = head[cell]; j !== -1; j = next[j]) {
            let square = 0;
            for (let k = 0; k < d; k++)
              square += (place[k] - positions[j * d + k] - shifts[3 * images[r] + k]) ** 2;
            if (square >= reach * reach) continue;
            sum += energy(square);
            if (sum === Infinity) return sum;
          }
      return sum;
    },
  };
}
