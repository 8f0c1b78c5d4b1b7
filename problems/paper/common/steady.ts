import { check, type Evidence, type SteadyState, steadyState } from '../../../src/index.ts';
import type { Example } from './example.ts';
import { flowLabels, flowNames, type PaperFlows } from './flows.ts';

/** How far log p + a p + V may vary at rest. */
const ROUNDING = 1e-12;

/** What both flows come to. */
export type SteadyStates = Readonly<Record<keyof PaperFlows, SteadyState>>;

/** The minimisers of both free energies. */
export function steadyStates(flows: PaperFlows): SteadyStates {
  const of = (name: keyof PaperFlows): SteadyState =>
    steadyState(flows[name].energy, flows[name].grid, flows[name].initial.mass);
  return { interacting: of('interacting'), linear: of('linear') };
}

/** The largest less the smallest of log p + a p + V. */
function variation({ density: { grid, values } }: SteadyState, a: number, potential: Example['potential']) {
  const chemical = values.map((p, i) => Math.log(p) + a * p + potential(...grid.centre(i)));
  let [least, most] = [Infinity, -Infinity];
  for (const v of chemical) [least, most] = [Math.min(least, v), Math.max(most, v)];
  return most - least;
}

/** At rest log p + a p + V is constant. */
export function* steadyEvidence(
  e: Pick<Example, 'name' | 'figure' | 'coefficient' | 'potential'>,
  steady: SteadyStates,
): Generator<Evidence> {
  for (const name of flowNames)
    yield {
      kind: 'check',
      check: check({
        name: `steady state ${flowLabels[name]}: variation of log p + α_u (N − 1) ε² p + V`,
        measured: variation(steady[name], name === 'linear' ? 0 : e.coefficient, e.potential),
        expected: ROUNDING,
        relation: 'atMost',
        source: `${e.name}, ${e.figure}: ∂E/∂p is constant at rest`,
      }),
    };
}
