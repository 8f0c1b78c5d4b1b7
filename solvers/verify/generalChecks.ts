import {
  CapabilityError,
  check,
  type Evidence,
  type GradientFlow,
  l1Distance,
  type Problem,
  type Solver,
  solveAsync,
  type Trajectory,
  type VerifyContext,
} from '../../src/index.ts';
import { finiteVolume } from '../finite-volume/index.ts';
import { jko } from '../jko/index.ts';
import { derivativeCheck } from './derivativeCheck.ts';
import { generalFigures } from './generalFigures.ts';
import { conservationChecks, energyChecks } from './runChecks.ts';

/** One solver at two time steps. */
export interface Refined {
  readonly label: string;
  readonly coarse: Trajectory;
  /** At half the time step. */
  readonly fine: Trajectory;
}

/** Makes a solver with this time step. */
type Make = (timeStep: number) => Solver;

/** From each list the first that can take the flow is run. */
const candidates: readonly (readonly Make[])[] = [
  [(timeStep) => jko({ method: 'newton', timeStep }), (timeStep) => jko({ method: 'primalDual', timeStep })],
  [
    (timeStep) => finiteVolume({ method: 'implicit', timeStep }),
    (timeStep) => finiteVolume({ method: 'explicit', timeStep }),
  ],
];

/** Two schemes that differ in how they step, and in nothing else: the same fluxes, both of first order in time. */
const SAME_IN_SPACE: readonly string[] = ['jko/newton', 'finite-volume/implicit'];

/** Why a solver cannot take the flow; null if it can. */
function refusal(solver: Solver, flow: GradientFlow): string | null {
  try {
    solver.init(flow);
    return null;
  } catch (error) {
    if (error instanceof CapabilityError) return error.message;
    throw error;
  }
}

/** Largest L¹ distance of two runs over the times that they saved, per unit of mass. */
function apart(a: Trajectory, b: Trajectory): number {
  return Math.max(
    ...a.snapshots.map(({ density }, k) => l1Distance(density, b.snapshots[k].density) / density.mass),
  );
}

// Two runs that agree to this, per unit of mass, agree: their difference is that of tolerances, not of time steps.
const AGREEMENT = 1e-6;

function* agreement(a: Refined, b: Refined, timeStep: number): Generator<Evidence> {
  const coarse = apart(a.coarse, b.coarse);
  const fine = apart(a.fine, b.fine);
  const name = `${a.label} and ${b.label}`;
  const claim =
    fine <= AGREEMENT
      ? { name: `${name}: L¹ distance at time step ${timeStep / 2}`, measured: fine, expected: AGREEMENT }
      : {
          name: `${name}: L¹ distance at half the time step, over that at ${timeStep}`,
          measured: fine / coarse,
          expected: 0.75,
        };
  const source = 'both converge to the same flow as the time step shrinks';
  yield { kind: 'check', check: check({ ...claim, relation: 'atMost', source }) };
}

/**
 * What must hold of any gradient flow, for problems that do not say what must come out of them.
 *
 * The first variation is the derivative of the energy. By JKO steps and by finite volumes, mass is kept, densities stay
 * nonnegative, and the energy never rises and stays above that of the steady state; JKO steps satisfy the
 * energy–dissipation inequality. JKO and implicit finite volumes come closer to one another when the time step is halved.
 *
 * Runs at the problem's own time step and at half of it, to its own final time.
 *
 * @see {@link Problem}
 */
export async function* generalChecks(problem: Problem, context: VerifyContext): AsyncGenerator<Evidence> {
  const { parameters, cells, progress, signal } = context;
  const { timeStep, until, saveAt } = problem.defaults;
  const flow = problem.flow(parameters, cells);
  const derivative = derivativeCheck(flow);
  if (derivative !== null) yield { kind: 'check', check: derivative };
  if (derivative?.pass === false) {
    yield {
      kind: 'note',
      note: 'Nothing was run: solvers follow the first variation, which is not that of E.',
    };
    return;
  }
  const able: Make[] = [];
  for (const list of candidates)
    for (const make of list) {
      const solver = make(timeStep);
      const reason = refusal(solver, flow);
      if (reason === null) {
        able.push(make);
        break;
      }
      yield { kind: 'note', note: `Not run by ${solver.name}/${solver.method}: ${reason}.` };
    }
  const times = {
    until,
    saveAt: [...saveAt, until / 4, until / 2],
    ...(signal === undefined ? {} : { signal }),
  };
  const runs: Refined[] = [];
  let done = 0;
  const run = async (make: Make, step: number): Promise<Trajectory> => {
    const solver = make(step);
    const onStep = ({ time }: { time: number }): void =>
      progress(
        `${solver.name}/${solver.method} at time step ${step}`,
        (done + time / until) / (2 * able.length),
      );
    const trajectory = await solveAsync(flow, solver, { ...times, onStep });
    done++;
    return trajectory;
  };
  for (const make of able) {
    const { name, method } = make(timeStep);
    const label = `${name}/${method}`;
    const refined = { label, coarse: await run(make, timeStep), fine: await run(make, timeStep / 2) };
    signal?.throwIfAborted();
    yield* conservationChecks(refined.coarse, label);
    yield* energyChecks(refined.coarse, label);
    runs.push(refined);
  }
  const [first, second] = runs.filter(
    (r) => SAME_IN_SPACE.includes(r.label) && r.coarse.complete && r.fine.complete,
  );
  if (second !== undefined) yield* agreement(first, second, timeStep);
  yield* generalFigures(flow, runs);
}
