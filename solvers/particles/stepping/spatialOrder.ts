import { cellGrid } from '../pairs/cellGrid.ts';
import type { Arena } from './arena.ts';

/** Particles of a cell, about. */
const CROWD = 8;

/** Keeps particles that are near to one another near in memory, and knows which is which. */
export interface SpatialOrder {
  /** Takes the particles of a state in order. */
  begin(): void;
  /** Puts positions in the order of the cells that they are in. */
  sort(positions: Float64Array): void;
  /** Writes positions to a state, in its order. */
  restore(state: Float64Array, positions: Float64Array): void;
}

/** The {@link SpatialOrder} of so many particles. */
export function spatialOrder(arena: Arena, particles: number): SpatialOrder {
  const { dimension: d, lengths } = arena;
  const volume = lengths.reduce((a, b) => a * b, 1);
  const { size, cellOf } = cellGrid(arena, particles, ((CROWD * volume) / particles) ** (1 / d));
  const next = new Int32Array(size + 1);
  const cells = new Int32Array(particles);
  const labels = new Int32Array(particles);
  const labelsBefore = new Int32Array(particles);
  const before = new Float64Array(d * particles);

  return {
    begin: () => {
      for (let i = 0; i < particles; i++) labels[i] = i;
    },
    sort: (positions) => {
      before.set(positions);
      labelsBefore.set(labels);
      next.fill(0);
      for (let i = 0; i < particles; i++) {
        const cell = cellOf(before, i * d);
        cells[i] = cell;
        next[cell + 1]++;
      }
      for (let c = 0; c < size; c++) next[c + 1] += next[c];
      for (let i = 0; i < particles; i++) {
        const place = next[cells[i]]++;
        labels[place] = labelsBefore[i];
        for (let k = 0; k < d; k++) positions[place * d + k] = before[i * d + k];
      }
    },
    restore: (state, positions) => {
      for (let place = 0; place < particles; place++)
        for (let k = 0; k < d; k++) state[labels[place] * d + k] = positions[place * d + k];
    },
  };
}
