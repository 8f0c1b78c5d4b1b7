import type { Energy, Solver } from '../../../src/index.ts';
import { newtonDefaults } from '../newton.ts';
import { requireConvexInternal } from '../requirements.ts';
import { gridMethodSettings, type JkoSettings } from '../settings.ts';
import { initStepping, type SteppingState, step } from './stepping.ts';
import { recorded, steppingSettings } from './steppingSettings.ts';

/** Steps put together of JKO steps by `newton`: of order 2, adaptive, or with inner intervals chosen step by step; see {@link jko}. */
export function steppingSolver(given: JkoSettings): Solver<Energy, SteppingState> {
  const settings = gridMethodSettings(given, newtonDefaults);
  const stepping = steppingSettings(given);
  return Object.freeze({
    name: 'jko',
    method: 'newton',
    settings: { ...settings, ...recorded(stepping) },
    init(flow) {
      requireConvexInternal('jko (newton)', flow);
      return initStepping(flow, settings, stepping);
    },
    step: (state, flow, until) => step(state, flow, until, settings, stepping),
  } satisfies Solver<Energy, SteppingState>);
}
