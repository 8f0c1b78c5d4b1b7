import {
  CapabilityError,
  check,
  type Evidence,
  entropy,
  gradientFlow,
  grid,
  indicator,
  type Problem,
  problem,
  type Setting,
  UnknownNameError,
  type VerifyContext,
} from 'ottoflow';
import { verifyInThread } from '../../../src/cli/verify/inThread.ts';
import type { SolverFamily, World } from '../../../src/cli/world.ts';
import { relaxation } from '../../support/relaxation.ts';

const curve = { x: [0, 0.5, 1], y: [1, 0.1, 0.01] };

function* slabEvidence({ parameters, progress, seed, full }: VerifyContext): Generator<Evidence> {
  yield { kind: 'note', note: `seed ${seed}, ${full ? 'full' : 'quick'}` };
  progress('half of it', 0.5);
  const { width } = parameters;
  const claim = { name: 'width', measured: width, expected: 0.2, tolerance: 0.05, source: 'the definition' };
  yield { kind: 'check', check: check(claim) };
  const figure = {
    id: 'decay',
    title: 'Decay',
    caption: 'How it decays.',
    x: { label: 't' },
    y: { label: 'E', scale: 'log' as const },
    series: [{ label: 'energy', ...curve }],
  };
  yield { kind: 'figure', figure };
  const table = {
    id: 'numbers',
    title: 'Numbers',
    caption: 'Some.',
    columns: ['n', 'what'],
    rows: [[1, 'one']],
  };
  yield { kind: 'table', table };
}

const slab: Problem = problem({
  name: 'test/slab',
  title: 'A slab',
  source: 'nobody',
  summary: 'Mass in a slab.',
  parameters: { width: { default: 0.2, description: 'of the slab', range: [0.01, 1] } },
  defaults: { cells: [20], until: 1, timeStep: 0.25, saveAt: [0.5, 1] },
  flow: ({ width }, cells) =>
    gradientFlow({ energy: entropy(), initial: indicator(grid([[0, 1]], cells), [[0, width]]) }),
  verify: slabEvidence,
});

const square: Problem = problem({
  name: 'test/square',
  defaults: { cells: [4, 6], until: 1, timeStep: 0.5 },
  flow: (_, cells) => {
    const box = grid(
      [
        [0, 1],
        [0, 1],
      ],
      cells,
    );
    return gradientFlow({
      energy: entropy(),
      initial: indicator(box, [
        [0, 0.5],
        [0, 0.5],
      ]),
    });
  },
  // biome-ignore lint/correctness/useYield: a verification that breaks off before it has anything to show
  *verify() {
    throw new RangeError('out of\n range');
  },
});

const broken: Problem = problem({
  name: 'test/broken',
  defaults: { cells: [4], until: 1 },
  flow: () => {
    throw new TypeError('no such thing');
  },
});

function known(given: object, names: readonly string[]): void {
  for (const key of Object.keys(given))
    if (!names.includes(key)) throw new UnknownNameError('setting', key, names);
}

function numeric(value: Setting | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

const relaxationFamily: SolverFamily = {
  name: 'relaxation',
  summary: 'exponentially to the mean',
  methods: ['exact', 'again'],
  compared: ['exact', 'again'],
  needsModel: false,
  make(method, settings) {
    known(settings, ['timeStep', 'failAt']);
    return { ...relaxation(numeric(settings.timeStep, 1), numeric(settings.failAt, 0)), method };
  },
};

const walkerFamily: SolverFamily = {
  name: 'walkers',
  summary: 'needs a model',
  methods: ['lame'],
  compared: ['lame'],
  needsModel: true,
  make() {
    throw new CapabilityError('walkers', 'a particle model', 'declare one');
  },
};

/** Problems and solvers whose every answer is known beforehand. */
export const testWorld: World = {
  version: '1.2.3',
  problems: [slab, square, broken],
  solvers: [relaxationFamily, walkerFamily],
  steady: ({ grid: box, discrete, initial }) => {
    const density = new Float64Array(box.size).fill(initial.mass / box.volume);
    return { energy: discrete.value(density), density: [...density] };
  },
  verification: verifyInThread,
};
