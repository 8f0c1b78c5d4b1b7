import { ArgumentError } from '../../src/errors/argumentError.ts';
import type { Trajectory } from '../../src/flow/trajectory.ts';
import type { Reference } from './reference.ts';
import { references } from './references.ts';

/** Keys by what a run is made of: the solver, solver and method, a setting and its value, the name of the energy, … */
const sources: Readonly<Record<string, readonly string[]>> = {
  jko: ['JordanKinderlehrerOtto1998', 'Otto2001'],
  'jko/newton': ['BenamouBrenier2000', 'Mehrotra1992'],
  'jko/primalDual': ['BenamouBrenier2000', 'ChambollePock2011', 'Applegate2021'],
  'jko/primalDual nonlocal': ['Condat2013', 'Vu2013'],
  'jko/quantile': ['KinderlehrerWalkington1999'],
  'finite-volume/implicit': ['BailoCarrilloHu2020'],
  'finite-volume/explicit': ['CarrilloChertockHuang2015', 'GottliebShuTadmor2001'],
  'implicit order 2': ['HairerWanner1996'],
  'newton order 2': ['HairerWanner1996'],
  adaptive: ['Gustafsson1991'],
  'flux scharfetterGummel': ['ScharfetterGummel1969', 'BessemoulinChatard2012'],
  'flux squareRoot': ['HeidaKantnerStephan2021'],
  'faceMean logarithmic': ['Maas2011'],
  particles: ['SalmonMoraesDrorShaw2011'],
  'particles/rods': ['Tonks1936', 'RodenbeckKargerHahn1998'],
  'particles/mirror': ['BrunaBurgerCarrillo2020'],
  'particles/events': ['ScalaVoigtmannDeMichele2007'],
  'particles/rejection': ['CichockiHinsen1990'],
  mobility: ['DolbeaultNazaretSavare2009'],
  'energy secondVirial': ['BrunaBurgerCarrillo2020'],
  'energy tonks': ['Tonks1936'],
  'energy carnahanStarling': ['CarnahanStarling1969', 'Henderson1975'],
  'energy hypernettedChain': ['Morita1958', 'Lado1971'],
  'energy scaledParticle': ['ReissFrischLebowitz1959', 'HelfandFrischLebowitz1961'],
};

function featuresOf({ solver, method, settings, flow }: Trajectory): string[] {
  const { energy, mobility } = flow;
  const features = [
    solver,
    `${solver}/${method}`,
    `${solver}/${method} ${energy.locality}`,
    `energy ${energy.name}`,
  ];
  features.push(`${method} order ${String(settings.order)}`);
  for (const key of ['flux', 'faceMean']) features.push(`${key} ${String(settings[key])}`);
  if (settings.adaptive === true) features.push('adaptive');
  if (!mobility.linear) features.push('mobility');
  return features;
}

/**
 * What to cite for a run: this package, and the sources of the methods that the run used, in the order of their keys.
 *
 * @param run - by a solver of this package; of another solver only the flow is known.
 * @returns references, to be written by {@link bibtex}.
 * @example
 * ```ts
 * import { entropy, gradientFlow, grid, solve, uniform } from 'ottoflow';
 * import { bibtex, cite, jko } from 'ottoflow/solvers';
 *
 * const flow = gradientFlow({ energy: entropy(), initial: uniform(grid([[0, 1]], [10])) });
 * const run = solve(flow, jko({ method: 'quantile', timeStep: 0.1 }), { until: 0.1 });
 * for (const { key } of cite(run)) console.log(key);
 * const file = bibtex(cite(run)); // what to write into a .bib file
 * console.log(file.includes('@article{Otto2001,'));
 * ```
 * ```text
 * JordanKinderlehrerOtto1998
 * KinderlehrerWalkington1999
 * Otto2001
 * ottoflow
 * true
 * ```
 */
export function cite(run: Trajectory): Reference[] {
  if (typeof run?.solver !== 'string') throw new ArgumentError('run', run, 'a Trajectory, as solve returns');
  const keys = new Set(['ottoflow', ...featuresOf(run).flatMap((feature) => sources[feature] ?? [])]);
  return references.filter(({ key }) => keys.has(key));
}
