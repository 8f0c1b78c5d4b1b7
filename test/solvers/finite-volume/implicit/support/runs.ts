import { finiteVolume } from '../../../../../solvers/finite-volume/index.ts';
import {
  type FaceMeanName,
  type GradientFlow,
  type LocalEnergy,
  type Step,
  solve,
} from '../../../../../src/index.ts';

/** Every step of a run. */
export function steps(
  flow: GradientFlow<LocalEnergy>,
  timeStep: number,
  count = 1,
  mean: FaceMeanName = 'arithmetic',
): readonly Step[] {
  const made: Step[] = [];
  solve(flow, finiteVolume({ timeStep, faceMean: mean }), {
    until: count * timeStep,
    onStep: (step) => made.push(step),
  });
  return made;
}

/** The last step of a run. */
export function lastStep(...run: Parameters<typeof steps>): Step {
  const made = steps(...run);
  return made[made.length - 1];
}
