/** Runs of cells beside each cell, in which its pairs are to be looked for. */
export interface Neighbours {
  /** Runs of cell c: those from starts[c] to starts[c + 1]. */
  readonly starts: Int32Array;
  /** First and last cell of each run. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** What is to be added to the coordinates of the particles in the run: three numbers per run, 0 but across a periodic end. */
  readonly shifts: Float64Array;
}

/** A cell, or a periodic image of one. */
export interface Neighbour {
  readonly cell: number;
  readonly shift: readonly number[];
}

/** The cells beside one, itself included, each with the shift of its periodic image. */
export function beside(
  cell: number,
  shape: readonly number[],
  lengths: ArrayLike<number>,
  periodic: readonly boolean[],
): Neighbour[] {
  let found: Neighbour[] = [{ cell: 0, shift: [] }];
  let stride = shape.reduce((a, b) => a * b, 1);
  shape.forEach((cells, k) => {
    stride /= cells;
    const own = Math.floor(cell / stride) % cells;
    const next = [-1, 0, 1]
      .map((step) => ({ at: own + step, turn: Math.floor((own + step) / cells) }))
      .filter(({ turn }) => turn === 0 || periodic[k]);
    found = found.flatMap(({ cell: c, shift }) =>
      next.map(({ at, turn }) => ({
        cell: c * cells + at - turn * cells,
        shift: [...shift, turn * lengths[k]],
      })),
    );
  });
  return found;
}

/**
 * The runs of cells that hold every pair of neighbouring cells, periodic images told apart, exactly once: with the cell of the
 * smaller index, that is; among the particles of one cell, each with those behind it in the order.
 *
 * The first run of a cell begins with the cell itself and has no shift.
 */
export function neighboursOf(
  shape: readonly number[],
  lengths: ArrayLike<number>,
  periodic: readonly boolean[],
): Neighbours {
  const size = shape.reduce((a, b) => a * b, 1);
  const starts = new Int32Array(size + 1);
  const runs: { first: number; last: number; shift: readonly number[] }[] = [];
  for (let c = 0; c < size; c++) {
    starts[c] = runs.length;
    const own = (shift: readonly number[]): boolean => shift.every((s) => s === 0);
    const all = beside(c, shape, lengths, periodic)
      .filter(({ cell }) => cell >= c)
      // The cell itself first, then in ascending order within each image, so that consecutive cells join into a run.
      .sort(
        (a, b) =>
          Number(own(b.shift)) - Number(own(a.shift)) ||
          a.shift.join().localeCompare(b.shift.join()) ||
          a.cell - b.cell,
      );
    all.forEach(({ cell, shift }, k) => {
      const run = runs[runs.length - 1];
      if (k > 0 && run.last + 1 === cell && run.shift.join() === shift.join()) run.last = cell;
      else runs.push({ first: cell, last: cell, shift });
    });
  }
  starts[size] = runs.length;
  const shifts = new Float64Array(3 * runs.length);
  runs.forEach(({ shift }, r) => {
    shifts.set(shift, 3 * r);
  });
  return {
    starts,
    first: Int32Array.from(runs, (run) => run.first),
    last: Int32Array.from(runs, (run) => run.last),
    shifts,
  };
}
