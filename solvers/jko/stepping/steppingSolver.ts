import { dissipation, type Energy, faceMean, type GradientFlow, type Solver } from '../../../src/index.ts';
import { type ComposedState, composedStep, initComposed } from '../../stepping/composedStep.ts';
import type { FirstOrder } from '../../stepping/firstOrder.ts';
import { newtonDefaults } from '../newton.ts';
import { requireConvexInternal } from '../requirements.ts';
import { type GridMethodSettings, gridMethodSettings, type JkoSettings } from '../settings.ts';
import { automaticIntervals, fixedIntervals } from './intervalChoice.ts';
import { newtonLane } from './lane.ts';
import { recorded, steppingSettings } from './steppingSettings.ts';

/** JKO steps by `newton`, with as many inner intervals as given or as the tolerance asks for. */
function firstOrder(
  flow: GradientFlow<Energy>,
  settings: GridMethodSettings,
  innerTolerance: number | null,
): FirstOrder {
  const mean = faceMean(settings.faceMean);
  const whole = newtonLane(flow, settings);
  const halves = newtonLane(flow, settings);
  const choice =
    innerTolerance === null ? fixedIntervals(settings.innerIntervals) : automaticIntervals(innerTolerance);
  return {
    whole(from, timeStep, spent) {
      const { step, intervals } = choice.step(whole, from, timeStep, spent);
      return { step, figures: { innerIntervals: intervals } };
    },
    half: (from, timeStep, { figures }) => halves.step(from, timeStep, figures.innerIntervals),
    dissipation: (p) => dissipation(p, flow.discrete, mean, flow.mobility),
  };
}

/** Steps put together of JKO steps by `newton`: of order 2, adaptive, or with inner intervals chosen step by step; see {@link jko}. */
export function steppingSolver(given: JkoSettings): Solver<Energy, ComposedState> {
  const settings = gridMethodSettings(given, newtonDefaults);
  const stepping = steppingSettings(given);
  return Object.freeze({
    name: 'jko',
    method: 'newton',
    settings: { ...settings, ...recorded(stepping) },
    init(flow) {
      requireConvexInternal('jko (newton)', flow);
      const first = firstOrder(flow, settings, stepping.innerTolerance);
      return initComposed(flow, first, settings.timeStep, stepping);
    },
    step: (state, flow, until) => composedStep(state, flow, until, settings.timeStep, stepping),
  } satisfies Solver<Energy, ComposedState>);
}
