import {
  type ClosureName,
  check,
  closuresFor,
  coarseGrain,
  Density,
  type Evidence,
  hardSphere,
  l1Distance,
  nonInteracting,
  orderOfConvergence,
  type ParticleModel,
  steadyState,
} from '../../../src/index.ts';
import { integrate } from '../../../src/numerics/gaussKronrod.ts';
import { equationLabels } from '../common/equationLabels.ts';
import type { Equation } from './levels.ts';
import { external, pairOf } from './setting.ts';

const CELLS = 800;
/** Cells of a rod: ε = 0.2 to 0.0125. */
const RODS = [160, 80, 40, 20, 10];

/**
 * The equilibrium of two hard rods, p(x) = e^{−V(x)} ∫_{|y − x| ≥ ε} e^{−V(y)} dy/Z, at the centres of cells, normalised there.
 *
 * @param model - two rods in the potential of this problem, ε a multiple of the cells.
 */
export function rodEquilibrium({ epsilon, initial: { grid } }: ParticleModel): Density {
  const [{ lower, upper, spacing }] = grid.axes;
  const rod = Math.round(epsilon / spacing);
  const weight = (x: number): number => Math.exp(-external(x));
  const x = grid.centres(0);
  // Of the weight, what is left of each centre.
  let sum = 0;
  const left = x.map((to, i) => {
    sum += integrate(weight, i === 0 ? lower : x[i - 1], to).value;
    return sum;
  });
  const total = sum + integrate(weight, x[x.length - 1], upper).value;
  const free = (i: number): number => (left[i - rod] ?? 0) + total - (left[i + rod] ?? total);
  const p = x.map((at, i) => weight(at) * free(i));
  const { mass } = new Density(grid, p);
  return new Density(
    grid,
    p.map((v) => v / mass),
  );
}

/** At rest two rods are known in closed form, and the orders in ε are seen without any steps in time. */
export function* equilibriumEvidence(): Generator<Evidence> {
  const names: readonly Equation[] = ['ideal', ...closuresFor(pairOf(hardSphere(), RODS[0] / CELLS, CELLS))];
  const errors = RODS.map((rod) => {
    const model = pairOf(hardSphere(), rod / CELLS, CELLS);
    const exact = rodEquilibrium(model);
    const energy = (name: Equation) =>
      name === 'ideal' ? nonInteracting(model) : coarseGrain(model, { closure: name satisfies ClosureName });
    return names.map((name) => l1Distance(exact, steadyState(energy(name), exact.grid).density));
  });
  const epsilons = RODS.map((rod) => rod / CELLS);
  const fits = names.map((_, i) =>
    orderOfConvergence(
      epsilons,
      errors.map((e) => e[i]),
    ),
  );
  for (const [name, expected] of [
    ['ideal', 1],
    ['secondVirial', 2],
  ] as const)
    yield {
      kind: 'check',
      check: check({
        name: `equilibrium of two hard rods: order in ε of the error of ${equationLabels[name]}, smallest ε`,
        measured: fits[names.indexOf(name)].orders[RODS.length - 2],
        expected,
        tolerance: 0.1,
        source: 'Gibbs measure on |x₁ − x₂| ≥ ε, by quadrature',
      }),
    };
  yield {
    kind: 'table',
    table: {
      id: 'equilibrium',
      title: 'Equilibrium of two hard rods',
      caption: `L¹ distance from the exact one-particle density, by quadrature, on ${CELLS} cells.`,
      columns: ['ε', ...names.flatMap((name) => [equationLabels[name], 'order'])],
      rows: epsilons.map((epsilon, k) => [
        epsilon,
        ...names.flatMap((_, i) => [
          errors[k][i].toExponential(2),
          k === 0 ? '–' : fits[i].orders[k - 1].toFixed(2),
        ]),
      ]),
    },
  };
  yield {
    kind: 'note',
    note:
      'The third virial coefficient and Tonks’ equation do not raise the order for two particles: both are for many, and leave out corrections by 1/N, which ' +
      'for N = 2 are as large as the term itself.',
  };
}
