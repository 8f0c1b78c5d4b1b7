import fc from 'fast-check';
import { EigenvalueDecomposition } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { spectrum } from '../../../solvers/index.ts';
import { conduction } from '../../../solvers/spectrum/conduction.ts';
import { denseModes } from '../../../solvers/spectrum/dense.ts';
import { hessianInverse } from '../../../solvers/spectrum/inverse.ts';
import { lanczosModes } from '../../../solvers/spectrum/lanczos.ts';
import { type Linearisation, linearisation } from '../../../solvers/spectrum/linearisation.ts';
import { type Inverses, type Mode, refinedMode } from '../../../solvers/spectrum/mode.ts';
import {
  type Density,
  density,
  divergence,
  type Energy,
  entropy,
  type FaceMeanName,
  faceField,
  faceMean,
  faceMeanNames,
  type GradientFlow,
  type Grid,
  gradient,
  gradientFlow,
  interaction,
  internal,
  type LocalEnergy,
  potential,
  power,
  saturating,
  steadyState,
  sum,
} from '../../../src/index.ts';
import { unitBox } from '../../support/boxes.ts';
import { matrixOf } from '../../support/matrices.ts';

interface Rest {
  readonly flow: GradientFlow;
  readonly state: Density;
}

function atRest(energy: LocalEnergy, box: Grid, mobility = saturating(1e9)): Rest {
  const { density: state } = steadyState(energy, box);
  return { state, flow: gradientFlow({ energy, initial: state, mobility }) };
}

/** Entropy + a p² + a potential with wells, hills and a tilt. */
const energies = fc
  .record({
    a: fc.double({ min: 0, max: 5, noNaN: true }),
    tilt: fc.double({ min: -3, max: 3, noNaN: true }),
    height: fc.double({ min: -2, max: 2, noNaN: true }),
  })
  .map(({ a, tilt, height }) =>
    sum(
      entropy(),
      power(2).scale(0.01 + a),
      potential((...x) => tilt * x[0] + height * x.reduce((s, v) => s * Math.cos(5 * v), 1)),
    ),
  );

const rests = fc
  .record({
    energy: energies,
    box: fc.constantFrom(
      unitBox([24]),
      unitBox([15], [true]),
      unitBox([6, 7], [false, true]),
      unitBox([3, 4, 3]),
    ),
    mobility: fc.constantFrom(undefined, saturating(40)),
  })
  .map(({ energy, box, mobility }) => atRest(energy, box, mobility));

/** Modes by both methods. */
function both(
  { flow, state }: Rest,
  count: number,
): { linear: Linearisation; dense: Mode[]; lanczos: Mode[] } {
  const linear = linearisation(flow, state.values, faceMean('arithmetic'));
  const inverses: Inverses = {
    conduction: conduction(linear),
    inverse(v, q) {
      const u = new Float64Array(q.length);
      conduction(linear)(u, q);
      hessianInverse(linear)(v, u);
    },
  };
  const refine = (q: Float64Array): Mode => refinedMode(q, linear, inverses);
  return {
    linear,
    dense: denseModes(linear, count).modes.map(refine),
    lanczos: lanczosModes(linear, inverses.inverse, count).map(refine),
  };
}

test('against the eigenvalues of −div θ grad δ²E, a matrix without symmetry made of the operators of the grid', () => {
  fc.assert(
    fc.property(rests, fc.constantFrom<FaceMeanName>(...faceMeanNames), ({ flow, state }, name) => {
      const box = flow.grid;
      const m = state.values.map((p) => flow.mobility.m(p));
      const theta = faceField(box);
      const ones = faceField(box);
      const curvature = new Float64Array(box.size);
      flow.discrete.local.curvature(curvature, state.values);
      // The face between two cells is where the gradient of the field that is 1 in one of them is not zero.
      for (let i = 0; i < box.size; i++) {
        const unit = new Float64Array(box.size);
        unit[i] = 1;
        gradient(ones, unit, box);
        ones.forEach((field, k) => {
          field.forEach((g, f) => {
            if (g === 0) return;
            theta[k][f] = theta[k][f] === 0 ? m[i] : faceMean(name).value(theta[k][f], m[i]);
          });
        });
      }
      const A = matrixOf((out, q) => {
        gradient(
          ones,
          q.map((v, i) => v * curvature[i]),
          box,
        );
        for (const [k, field] of ones.entries())
          for (let f = 0; f < field.length; f++) field[f] *= -theta[k][f];
        divergence(out, ones, box);
      }, box.size);
      const expected = new EigenvalueDecomposition(A).realEigenvalues.sort((a, b) => a - b).slice(1, 5);
      const { eigenvalues } = spectrum(flow, state, { faceMean: name });
      for (const [k, value] of expected.entries())
        expect(Math.abs(eigenvalues[k] / value - 1)).toBeLessThan(1e-8);
    }),
    { numRuns: 30 },
  );
});

describe('Lanczos against dense matrices', () => {
  function expectSame(rest: Rest, count = 3): void {
    const { dense, lanczos } = both(rest, count);
    for (let k = 0; k < count; k++) {
      expect(Math.abs(lanczos[k].eigenvalue / dense[k].eigenvalue - 1), `eigenvalue ${k}`).toBeLessThan(1e-8);
      expect(Math.max(lanczos[k].residual, dense[k].residual)).toBeLessThan(1e-8);
    }
  }

  test('at random', () => {
    fc.assert(
      fc.property(rests, (rest) => expectSame(rest)),
      { numRuns: 30 },
    );
  });

  test('with an interaction that is convex', () => {
    const energy: Energy = sum(
      entropy(),
      potential((x) => 3 * x),
      interaction((x) => 4 * Math.exp(-((x / 0.2) ** 2))),
    );
    const box = unitBox([60], [true]);
    const flat: Energy = sum(
      entropy(),
      interaction((x) => 4 * Math.cos(2 * Math.PI * x)),
    );
    const state = density(box, () => 1);
    expectSame({ flow: gradientFlow({ energy: flat, initial: state }), state });
    expect(() => spectrum(gradientFlow({ energy, initial: state }), state)).toThrow(/equilibrium/);
  });

  test('with full and empty cells, which pass mass on', () => {
    const capped = sum(
      power(2).scale(0.1),
      internal({ name: 'cap', U: () => 0, dU: () => 0, d2U: () => 0, domain: [0, 1.6] }),
      potential((...x) => 4 * x.reduce((s, v) => s + (v - 0.45) ** 2, 0)),
    );
    const { density: line } = steadyState(capped, unitBox([50]));
    expect(line.values.filter((p) => p === 1.6).length).toBeGreaterThan(5);
    expectSame(atRest(capped, unitBox([50])));
    const square = atRest(capped, unitBox([12, 12]));
    expectSame(square);
    expect(spectrum(square.flow, square.state).components).toBe(1);
  });
});

test('modes are orthonormal in δ²E and carry no mass', () => {
  const { flow, state } = atRest(
    sum(
      entropy(),
      power(2),
      potential((x, y) => x - y * y),
    ),
    unitBox([20, 18]),
  );
  const { modes, residuals } = spectrum(flow, state, { count: 5 });
  const curvature = new Float64Array(flow.grid.size);
  flow.discrete.local.curvature(curvature, state.values);
  for (const [k, q] of modes.entries()) {
    expect(q.reduce((s, v) => s + v, 0) / Math.hypot(...q)).toBeCloseTo(0, 10);
    for (const [l, other] of modes.entries()) {
      const product = flow.grid.cellVolume * q.reduce((s, v, i) => s + v * curvature[i] * other[i], 0);
      expect(product).toBeCloseTo(k === l ? 1 : 0, 8);
    }
  }
  expect(Math.max(...residuals)).toBeLessThan(1e-8);
});

test('the same arguments give the same bits', () => {
  const { flow, state } = atRest(
    sum(
      entropy(),
      potential((x, y) => x * y),
    ),
    unitBox([20, 20]),
  );
  expect(spectrum(flow, state)).toEqual(spectrum(flow, state));
});
