// What somebody writes who has installed the package: `install.ts` compiles it against the packed declarations, and runs it.
import {
  type Density,
  type Energy,
  entropy,
  type GradientFlow,
  gradientFlow,
  grid,
  indicator,
  l1Distance,
  potential,
  type Solver,
  solve,
  view,
} from 'ottoflow';
import { npz, readNpz, stepsParquet } from 'ottoflow/files';
import { problems } from 'ottoflow/problems';
import { finiteVolume, jko } from 'ottoflow/solvers';
import { checkEnergy } from 'ottoflow/testing';

const energy = entropy().plus(potential((x) => 8 * x ** 2));
const flow = gradientFlow({ energy, initial: indicator(grid([[-1, 1]], [40]), [[-1, 0]]) });

function end<S>(of: GradientFlow, by: Solver<Energy, S>): Density {
  return solve(of, by, { until: 0.1 }).snapshots[0].density;
}

// @ts-expect-error: the declarations say that a time step is a number.
const wrong = (): unknown => jko({ timeStep: 'short' });

const [a, b] = [
  solve(flow, jko({ timeStep: 1e-2 }), { until: 0.1 }).snapshots[0].density,
  end(flow, finiteVolume()),
];
const sampled = solve(flow, finiteVolume(), { until: 0.1 });
const said = {
  files: stepsParquet(sampled).length > 0 && readNpz(npz({ p: { data: [1], shape: [1] } })).p.get(0) === 1,
  agree: l1Distance(a, b) < 0.1 && view(a.values, flow.grid).get(0) > 0,
  laws: checkEnergy(energy, { runs: 2 }).length > 0,
  problems: problems.every((p) => p.name.length > 0),
  wrong: typeof wrong === 'function',
};
if (!Object.values(said).every(Boolean)) throw new Error(JSON.stringify(said));
