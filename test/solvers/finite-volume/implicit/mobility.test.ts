import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faceFluxNames, finiteVolume } from '../../../../solvers/finite-volume/index.ts';
import { jko } from '../../../../solvers/jko/index.ts';
import {
  CapabilityError,
  density,
  entropy,
  excludedVolume,
  faceMean,
  faceMeanNames,
  type GradientFlow,
  gradientFlow,
  grid,
  type LocalEnergy,
  l1Distance,
  linearMobility,
  type Mobility,
  mobility,
  orderOfConvergence,
  potential,
  type Solver,
  saturating,
  steadyState,
} from '../../../../src/index.ts';
import {
  checkOrder,
  checkSolver,
  gradientFlows,
  grids,
  localEnergies,
  timeSteps,
} from '../../../../src/testing/index.ts';
import { unitBox } from '../../../support/boxes.ts';

const root = mobility({
  name: '√p',
  m: (p) => Math.sqrt(p),
  dm: (p) => 0.5 / Math.sqrt(p),
  d2m: (p) => -0.25 * p ** -1.5,
});

const energy = entropy()
  .plus(excludedVolume(0.297))
  .plus(potential((x, y = 0) => 0.3 * Math.cos(2 * Math.PI * x) * Math.cos(Math.PI * y)));

/** A smooth density of mass 1 on a unit box. */
function smooth(shape: readonly number[]) {
  return density(unitBox(shape), (x, y = 0) => 1 + 0.4 * Math.cos(Math.PI * x) * Math.cos(2 * Math.PI * y), {
    mass: 1,
  });
}

function afterOneStep<S>(solver: Solver<LocalEnergy, S>, flow: GradientFlow<LocalEnergy>) {
  const step = solver.step(solver.init(flow), flow, Infinity);
  expect(step.status).toBe('converged');
  return step.density;
}

const shapes = [[40], [9, 7]] as const;

describe.each(shapes.map((shape) => [shape.length, shape] as const))('%i dimensions', (_, shape) => {
  const initial = smooth(shape);
  const { grid: box } = initial;

  test('(p − p_old)/Δt = div(θ(m(p)) grad δE(p)), face by face', () => {
    for (const m of [saturating(3), saturating(1.5), root])
      for (const name of faceMeanNames) {
        const mean = faceMean(name);
        const timeStep = 1e-2;
        const flow = gradientFlow({ energy, initial, mobility: m });
        const { values: p } = afterOneStep(finiteVolume({ timeStep, faceMean: name }), flow);
        const psi = new Float64Array(p.length);
        flow.discrete.firstVariation(psi, p);
        for (let i = 0; i < p.length; i++) {
          let rate = 0;
          const index = box.strides.map((s, k) => Math.floor(i / s) % box.axes[k].cells);
          for (const [k, { cells, spacing }] of box.axes.entries())
            for (const by of [-1, 1]) {
              if (index[k] + by < 0 || index[k] + by >= cells) continue;
              const j = i + by * box.strides[k];
              rate += (mean.value(m.m(p[i]), m.m(p[j])) * (psi[j] - psi[i])) / spacing ** 2;
            }
          expect(Math.abs(p[i] - initial.values[i] - timeStep * rate)).toBeLessThan(1e-8);
        }
      }
  });

  test('a linear mobility that does not say so leads to the same densities', () => {
    const unsaid: Mobility = { ...linearMobility, name: 'p', linear: false };
    for (const timeStep of [1e-4, 1e-2, 1]) {
      const [a, b] = [linearMobility, unsaid].map((m) =>
        afterOneStep(finiteVolume({ timeStep }), gradientFlow({ energy, initial, mobility: m })),
      );
      expect(l1Distance(a, b)).toBe(0);
    }
  });

  test('one step differs from a JKO step by O(τ²)', () => {
    for (const m of [saturating(2), root]) {
      const flow = gradientFlow({ energy, initial, mobility: m });
      const refinement = orderOfConvergence([4e-4, 2e-4, 1e-4], (timeStep) =>
        l1Distance(
          afterOneStep(jko({ timeStep, tolerance: 1e-12 }), flow),
          afterOneStep(finiteVolume({ timeStep }), flow),
        ),
      );
      checkOrder(refinement, 2);
    }
  });

  test('a steady state stays', () => {
    const rest = steadyState(energy, box).density;
    for (const m of [saturating(2), root])
      for (const timeStep of [1e-3, 1]) {
        const flow = gradientFlow({ energy, initial: rest, mobility: m });
        expect(l1Distance(afterOneStep(finiteVolume({ timeStep }), flow), rest)).toBeLessThan(1e-12);
      }
  });
});

describe('laws on random flows below a bound', () => {
  const tops = fc.integer({ min: 0, max: 20 }).map((k) => 1 + k / 10);

  function expectLaws(dimension: 1 | 2, longest: number, numRuns: number): void {
    const flows = gradientFlows({
      energies: localEnergies(),
      grids: grids({ dimensions: [dimension], maxCells: dimension === 1 ? 40 : 8 }).filter(
        (g) => g.size <= 60,
      ),
    });
    fc.assert(
      fc.property(flows, tops, timeSteps({ min: 1e-6, max: longest }), (given, room, timeStep) => {
        const { energy: e, initial } = given;
        const flow = gradientFlow({
          energy: e,
          initial,
          mobility: saturating(room * Math.max(...initial.values)),
        });
        checkSolver(finiteVolume({ timeStep }), flow, {
          until: 2 * timeStep,
          // The minimum of the energy need not be below the bound.
          skip: ['steady state', 'mirror symmetry', 'constant potential', 'restart'],
        });
      }),
      { numRuns },
    );
  }

  test('mass, bounds and decrease of energy, on lines, at steps up to 1', () => {
    expectLaws(1, 1, 60);
  });

  test('mass, bounds and decrease of energy, in boxes, at steps up to 1e-3', () => {
    expectLaws(2, 1e-3, 40);
  });
});

test('a crowd that is pushed against a wall fills its cells, and no more', () => {
  const line = grid([[-0.5, 0.5]], [80]);
  const initial = density(line, (x) => (Math.abs(x) < 0.1 ? 1 : 0));
  const flow = gradientFlow({
    energy: entropy().plus(potential((x) => -30 * x)),
    initial,
    mobility: saturating(1),
  });
  const solver = finiteVolume({ timeStep: 0.01 });
  const state = solver.init(flow);
  for (let k = 0; k < 30; k++) {
    const { status, density: p } = solver.step(state, flow, Infinity);
    expect(status).toBe('converged');
    expect(Math.max(...p.values)).toBeLessThanOrEqual(1);
    expect(Math.abs(p.mass / initial.mass - 1)).toBeLessThan(1e-13);
  }
});

test('other fluxes than central ones refuse', () => {
  const flow = gradientFlow({ energy, initial: smooth([10]), mobility: saturating(3) });
  for (const flux of faceFluxNames)
    for (const order of [1, 2] as const) {
      const init = () => finiteVolume({ flux, order }).init(flow);
      if (flux === 'central') expect(init).not.toThrow();
      else {
        expect(init).toThrow(CapabilityError);
        expect(init).toThrow(/"saturating\(3\)"; use flux "central"/);
      }
    }
});
