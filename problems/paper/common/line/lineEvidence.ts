import type { Part } from '../../../common/parts.ts';
import { exampleEvidence } from '../exampleEvidence.ts';
import { flowLabels } from '../flows.ts';
import { rateEvidence } from '../rates.ts';
import { coefficientOf, flowsOf, type LineSetting } from './lineSetting.ts';

/** The figure of an example on a line: potential, densities, steady states and free energies. */
export function figureEvidence(setting: LineSetting): Part['run'] {
  return ({ parameters, cells, progress, signal }) => {
    const { name, figure, times } = setting;
    const flows = flowsOf(setting, parameters, cells);
    const potential = setting.potential(parameters);
    const coefficient = coefficientOf(setting, parameters);
    return exampleEvidence({ name, figure, flows, potential, coefficient, times }, progress, signal);
  };
}

/** The rates of decay of an example on a line, with interactions and without. */
export function decayEvidence(setting: LineSetting): Part['run'] {
  return ({ parameters, cells, progress, signal }) => {
    const { interacting, linear } = flowsOf(setting, parameters, cells);
    const coefficient = coefficientOf(setting, parameters);
    const cases = [
      { label: flowLabels.interacting, flow: interacting, coefficient },
      { label: flowLabels.linear, flow: linear, coefficient: 0 },
    ];
    const source = `${setting.name}, ${setting.figure}(d)`;
    return rateEvidence({ cases, source, early: [0.02, 0.1], fasterWith: true }, progress, signal);
  };
}
