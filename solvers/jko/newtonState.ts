import type { Energy, GradientFlow, Step } from '../../src/index.ts';
import { type BoxState, initBox, stepBox } from './box/boxNewton.ts';
import { initLine, isLine, type LineState, stepLine } from './newton/lineNewton.ts';
import type { GridMethodSettings } from './settings.ts';

/** What `newton` carries from step to step. */
export type NewtonState =
  | { readonly kind: 'line'; readonly state: LineState }
  | { readonly kind: 'box'; readonly state: BoxState };

/** The state at time zero. */
export function initNewton(flow: GradientFlow<Energy>, settings: GridMethodSettings): NewtonState {
  return isLine(flow)
    ? { kind: 'line', state: initLine(flow, settings) }
    : { kind: 'box', state: initBox(flow, settings) };
}

/** One JKO step, not passing `until`. */
export function stepNewton(
  at: NewtonState,
  flow: GradientFlow<Energy>,
  until: number,
  settings: GridMethodSettings,
): Step {
  return at.kind === 'line'
    ? stepLine(at.state, flow, until, settings)
    : stepBox(at.state, flow, until, settings);
}
