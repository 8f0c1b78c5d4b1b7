import { Matrix, solve } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { linearisedStep } from '../../../../solvers/jko/linearised/linearisedStep.ts';
import { linearisedSettings } from '../../../../solvers/jko/linearised/settings.ts';
import { type Solution, tangentWorkspace } from '../../../../solvers/jko/linearised/workspace.ts';
import { Density, type Grid, gradientFlow } from '../../../../src/index.ts';
import { unitBox } from '../../../support/boxes.ts';
import { bump, change, energies, field, relativeError, ripple } from './cases.ts';

interface Face {
  readonly left: number;
  readonly right: number;
  readonly h: number;
}

/** The faces of a box between walls, cell by cell. */
function facesOf(box: Grid): Face[] {
  return Array.from({ length: box.size }, (_, left) =>
    box.axes.flatMap(({ cells, spacing: h }, k) => {
      const stride = box.strides[k];
      return Math.floor(left / stride) % cells < cells - 1 ? [{ left, right: left + stride, h }] : [];
    }),
  ).flat();
}

/**
 * The h^S of (2.13)–(2.14) on a grid by a dense matrix: with v = τ grad φ and θ the averages at the solution, minimise
 *
 *     Σ_j Δs Σ_f |g_f^j|²/(2τθ_f^j) + ½ Σ_i U″(p_i^S) (h_i^S)² + Σ_i c_i h_i^S
 *     subject to (h^j − h^{j−1})/Δs + div(g^j + v^j A(h^{j−1} + h^j)/2) = 0,   h^0 given.
 */
function naive({ problem, path }: Solution, box: Grid, start: Float64Array, c: Float64Array): Float64Array {
  const { intervals: S, timeStep: tau, previous, energy } = problem;
  const n = box.size;
  const faces = facesOf(box);
  const [hs, gs] = [S * n, S * faces.length];
  const A = Matrix.zeros(hs + gs + hs, hs + gs + hs);
  const b = Matrix.zeros(hs + gs + hs, 1);
  const add = (i: number, j: number, v: number) => A.set(i, j, A.get(i, j) + v);
  const constrain = (row: number, j: number, cell: number, weight: number) => {
    if (j < 0) b.set(row, 0, b.get(row, 0) - weight * start[cell]);
    else {
      add(row, j * n + cell, weight);
      add(j * n + cell, row, weight);
    }
  };
  const curvature = new Float64Array(n);
  energy.local.curvature(curvature, path.density.subarray(hs - n));
  for (let i = 0; i < n; i++) {
    A.set(hs - n + i, hs - n + i, curvature[i]);
    b.set(hs - n + i, 0, -c[i]);
  }
  for (let j = 0; j < S; j++) {
    const p = (cell: number) =>
      0.5 * (path.density[j * n + cell] + (j > 0 ? path.density[(j - 1) * n + cell] : previous[cell]));
    for (let i = 0; i < n; i++) {
      constrain(hs + gs + j * n + i, j, i, S);
      constrain(hs + gs + j * n + i, j - 1, i, -S);
    }
    faces.forEach(({ left, right, h }, f) => {
      const g = hs + j * faces.length + f;
      A.set(g, g, 1 / (S * tau * 0.5 * (p(left) + p(right))));
      const v = (tau * (path.potential[j * n + right] - path.potential[j * n + left])) / h;
      for (const [cell, sign] of [
        [left, 1],
        [right, -1],
      ]) {
        const row = hs + gs + j * n + cell;
        add(row, g, sign / h);
        add(g, row, sign / h);
        for (const of of [left, right])
          for (const at of [j - 1, j]) constrain(row, at, of, (0.25 * sign * v) / h);
      }
    });
  }
  return Float64Array.from(
    solve(A, b)
      .to1DArray()
      .slice(hs - n, hs),
  );
}

describe.each([
  ['a line', unitBox([12])],
  ['a square', unitBox([4, 3])],
] as const)('(2.13) subject to (2.14) on %s', (_, box) => {
  test.each(
    [1, 2, 3].flatMap((innerIntervals) =>
      [1e-3, 0.1].flatMap((timeStep) =>
        (['excluded volume', 'power(3)'] as const).map((name) => ({ innerIntervals, timeStep, name })),
      ),
    ),
  )('$innerIntervals intervals, τ = $timeStep, $name', ({ name, ...settings }) => {
    const flow = gradientFlow({
      energy: energies[name](0),
      initial: new Density(box, field(box, bump)),
    });
    const workspace = tangentWorkspace(flow, linearisedSettings(settings));
    const solution = workspace.solve(flow.initial.values, settings.timeStep);
    const step = linearisedStep(solution, workspace, box);
    const [h, c] = [field(box, change), field(box, ripple)];
    expect(relativeError(step.tangent({ density: h, field: c }), naive(solution, box, h, c))).toBeLessThan(
      1e-10,
    );
  });
});
