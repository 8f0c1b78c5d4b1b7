import {
  type FiniteVolumeOptions,
  finiteVolume,
  finiteVolumeMethods,
  type JkoSettings,
  jko,
  type ParticleSettings,
  particles,
  schemeNames,
} from '../../solvers/index.ts';
import { CapabilityError } from '../errors/index.ts';
import type { SolverFamily } from './world.ts';

// The constructors check names and values of what they are given, and say what is wrong by name: the settings of a command
// line are passed on as they are, which the casts below say.

const jkoFamily: SolverFamily = {
  name: 'jko',
  summary: 'minimising movements: JKO steps, each with a proof of how well it is solved',
  methods: ['newton', 'primalDual', 'quantile'],
  compared: ['newton'],
  needsModel: false,
  make: (method, settings) => jko({ ...settings, method } as JkoSettings),
};

const finiteVolumeFamily: SolverFamily = {
  name: 'finite-volume',
  summary: 'finite volumes for the equivalent equation',
  methods: finiteVolumeMethods,
  compared: finiteVolumeMethods,
  needsModel: false,
  make: (method, settings) => finiteVolume({ ...settings, method } as FiniteVolumeOptions),
};

/** The method of particles that leaves the scheme to the model. */
const BY_MODEL = 'auto';

const particleFamily: SolverFamily = {
  name: 'particles',
  summary: 'the Brownian particles behind the energy, sampled',
  methods: [BY_MODEL, ...schemeNames],
  compared: [BY_MODEL],
  needsModel: true,
  make(method, settings, { model }) {
    if (model === null)
      throw new CapabilityError(
        'particles',
        'a particle model',
        'this problem has none, or none for these parameters',
      );
    return particles(model, {
      ...settings,
      ...(method === BY_MODEL ? {} : { scheme: method }),
    } as ParticleSettings);
  },
};

/** Every solver that the command line offers, the default first: the single place that knows them. */
export const solverFamilies: readonly SolverFamily[] = [jkoFamily, finiteVolumeFamily, particleFamily];
