import fc from 'fast-check';
import { coarseGrain, gradientFlow, hardSphere, indicator, particleModel, type Step, solve } from 'ottoflow';
import { densityEstimate, ensemble, particles } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { flightOf } from '../../../solvers/particles/hard/events/flight.ts';
import { fillNormalPairs } from '../../../solvers/particles/random/normalPairs.ts';
import { samplerFor } from '../../../solvers/particles/samplerFor.ts';
import { type Arena, arenaOf } from '../../../solvers/particles/stepping/arena.ts';
import { confine } from '../../../solvers/particles/stepping/confine.ts';
import { cube, stripOfSquare, uniformCube } from './box.ts';
import { naiveFlight } from './naiveFlight.ts';
import { chiSquare } from './statistics.ts';

/** N hard particles of the given diameter without overlap, and their velocities. */
interface Scene {
  arena: Arena;
  positions: Float64Array;
  velocities: Float64Array;
  diameter: number;
  margin: number;
}

/** Random scenes in one to three dimensions, walls and periodic axes, thin and dense. */
const scenes: fc.Arbitrary<Scene> = fc
  .record({
    d: fc.integer({ min: 1, max: 3 }),
    particles: fc.integer({ min: 1, max: 9 }),
    seed: fc.nat(),
    filled: fc.double({ min: 0.1, max: 0.8, noNaN: true }),
    speed: fc.constantFrom(0.02, 0.1, 0.3),
    slow: fc.double({ min: 0.3, max: 3, noNaN: true }),
    periodic: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  })
  .map(({ d, particles, seed, filled, speed, slow, periodic }) => {
    const side = Math.ceil(particles ** (1 / d)) + 1;
    const diameter = filled / side;
    const arena: Arena = {
      dimension: d,
      lower: new Float64Array(d).fill(-0.3),
      lengths: new Float64Array(d).fill(1),
      periodic: periodic.slice(0, d),
    };
    // Sites of a lattice, each particle anywhere in what is left of its own.
    const noise = new Float64Array(2 * particles * d);
    fillNormalPairs(noise, { seed: seed >>> 0, realisation: d }, particles);
    const positions = new Float64Array(particles * d);
    for (let i = 0; i < particles; i++)
      for (let k = 0; k < d; k++) {
        const shift = 0.5 * (1 - filled) * Math.tanh(noise[particles * d + i * d + k]);
        positions[i * d + k] = -0.3 + ((Math.floor(i / side ** k) % side) + 0.5 + shift) / side;
      }
    const velocities = noise.slice(0, particles * d).map((z) => speed * z);
    return { arena, positions, velocities, diameter, margin: Math.min(slow * speed, (1 - diameter) / 2) };
  });

const square = (values: Float64Array): number => values.reduce((s, v) => s + v * v, 0);

function closest(positions: Float64Array, { dimension: d, lengths, periodic }: Arena): number {
  let least = Infinity;
  for (let i = 0; i < positions.length; i += d)
    for (let j = 0; j < i; j += d) {
      let sum = 0;
      for (let k = 0; k < d; k++) {
        const apart = Math.abs(positions[i + k] - positions[j + k]);
        sum += (periodic[k] ? Math.min(apart, lengths[k] - apart) : apart) ** 2;
      }
      least = Math.min(least, Math.sqrt(sum));
    }
  return least;
}

describe('a flight', () => {
  test('is that of the plain search for the next of all events', () => {
    let met = 0;
    fc.assert(
      fc.property(scenes, ({ arena, positions, velocities, diameter, margin }) => {
        const [x, v] = [positions.slice(), velocities.slice()];
        const expected = naiveFlight(x, v, diameter, arena);
        confine(x, arena);
        // What rounding makes of the order of events is not to be compared where there are very many.
        fc.pre(expected <= 12);
        const found = flightOf(
          arena,
          positions.length / arena.dimension,
          diameter,
          margin,
        )(positions, velocities);
        expect(found).toBe(expected);
        met += found;
        x.forEach((value, i) => {
          const apart = Math.abs(positions[i] - value);
          const k = i % arena.dimension;
          expect(arena.periodic[k] ? Math.min(apart, 1 - apart) : apart).toBeLessThan(1e-8);
        });
      }),
      { numRuns: 400 },
    );
    expect(met).toBeGreaterThan(300);
  });

  test('keeps Σ v², never lets a pair overlap, and none out of the box', () => {
    fc.assert(
      fc.property(scenes, ({ arena, positions, velocities, diameter, margin }) => {
        const fly = flightOf(arena, positions.length / arena.dimension, diameter, margin);
        const energy = square(velocities);
        for (let k = 0; k < 5; k++) fly(positions, velocities);
        expect(square(velocities)).toBeCloseTo(energy, 11);
        expect(closest(positions, arena)).toBeGreaterThan(diameter * (1 - 1e-12));
        expect(positions.every((x) => x >= -0.3 && x <= 0.7)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('goes back to where it came from when velocities are reversed', () => {
    fc.assert(
      fc.property(scenes, ({ arena, positions, velocities, diameter, margin }) => {
        const fly = flightOf(arena, positions.length / arena.dimension, diameter, margin);
        const start = positions.slice();
        const number = fly(positions, velocities);
        fc.pre(number <= 12);
        for (let i = 0; i < velocities.length; i++) velocities[i] *= -1;
        expect(fly(positions, velocities)).toBe(number);
        start.forEach((x, i) => {
          const apart = Math.abs(positions[i] - x);
          expect(Math.min(apart, 1 - apart)).toBeLessThan(1e-8);
        });
      }),
      { numRuns: 200 },
    );
  });

  test('divides its way where velocities are large for its cells, and comes to the same', () => {
    const arena = arenaOf(
      particleModel({ particles: 2, epsilon: 0.1, pair: hardSphere(), initial: uniformCube(2, 1, 4) }),
    );
    const scene = (): [Float64Array, Float64Array] => [
      Float64Array.of(0.2, 0.5, 0.5, 0.52, 0.8, 0.5),
      Float64Array.of(7.3, 0.1, 0, 0, -2, 1),
    ];
    const [[x, u], [y, v], [z]] = [scene(), scene(), scene()];
    const coarse = flightOf(arena, 3, 0.1, 10)(x, u);
    const fine = flightOf(arena, 3, 0.1, 0.01)(y, v);
    expect([coarse, coarse > 3]).toEqual([fine, true]);
    x.forEach((value, i) => {
      expect(y[i]).toBeCloseTo(value, 9);
    });
    // Further than a million widths of a cell: refused, and nothing has moved.
    expect(flightOf(arena, 3, 0.1, 0.01)(z, Float64Array.of(1e7, 0, 0, 0, 0, 0))).toBe(-1);
    expect(z).toEqual(scene()[0]);
  });

  test('of a row in contact passes the impulse on, at walls and grazing without end', () => {
    const arena = { dimension: 1, lower: Float64Array.of(0), lengths: Float64Array.of(1), periodic: [false] };
    const row = Float64Array.from({ length: 6 }, (_, i) => 0.1001 * i);
    const velocities = Float64Array.of(-0.1, -0.1, -0.1, -0.1, -0.1, -0.1);
    // Pressed to the wall, as the one at the wall comes back it is stopped by the next, and so on: N (N − 1)/2 collisions.
    expect(flightOf(arena, 6, 0.1, 0.5)(row, velocities)).toBe(15);
    row.forEach((x, i) => {
      expect(x).toBeCloseTo(0.1 * i + 0.1 - 0.0001 * (5 - i), 12);
    });
    // Side by side: the line of centres is at a right angle to the velocities, but for rounding.
    const plane = {
      ...arena,
      dimension: 2,
      lower: Float64Array.of(0, 0),
      lengths: Float64Array.of(1, 1),
      periodic: [false, false],
    };
    const grazing = Float64Array.of(0.3, 0.4, 0.3, 0.5);
    expect(
      flightOf(plane, 2, 0.1 * (1 + 1e-16), 0.5)(grazing, Float64Array.of(0.1, 1e-18, -0.2, -1e-18)),
    ).toBeLessThan(2);
  });
});

describe('the uniform law on the states without overlap', () => {
  test('of two disks in a square is kept at a sub-step as long as the box', () => {
    // The distance of two uniform points in the unit square, given that it is above ε: its density is 2r (π − 4r + r²) for r ≤ 1.
    const epsilon = 0.4;
    const model = particleModel({ particles: 2, epsilon, pair: hardSphere(), initial: uniformCube(2, 1, 2) });
    const sampler = samplerFor('test', model, { substep: 0.05 });
    const state = new Float64Array(4);
    sampler.start(state, 0);
    const bins = 20;
    const counts = new Float64Array(bins);
    const samples = 20000;
    for (let k = 1; k <= samples; k++) {
      // Far enough apart to be independent: the slowest mode decays by e^{−π² 0.4}.
      sampler.advance(state, 0, k, 0.4);
      const r = Math.hypot(state[0] - state[2], state[1] - state[3]);
      const bin = Math.floor(((r - epsilon) / (1 - epsilon)) * (bins - 1));
      counts[Math.min(bins - 1, bin)]++;
    }
    const below = (r: number): number => Math.PI * r * r - (8 / 3) * r ** 3 + r ** 4 / 2;
    const edge = (k: number): number => epsilon + (k / (bins - 1)) * (1 - epsilon);
    const room = 1 - below(epsilon);
    const expected = Array.from(counts, (_, k) =>
      k < bins - 1
        ? (samples * (below(edge(k + 1)) - below(edge(k)))) / room
        : (samples * (1 - below(1))) / room,
    );
    expect(Math.abs(chiSquare(counts, expected))).toBeLessThan(4);
  });

  test('of two spheres in a periodic box: as in free space between contact and half the box', () => {
    const epsilon = 0.3;
    const model = particleModel({
      particles: 2,
      epsilon,
      pair: hardSphere(),
      initial: uniformCube(3, 1, 3, true),
    });
    const sampler = samplerFor('test', model, { substep: 0.01 });
    const state = new Float64Array(6);
    sampler.start(state, 0);
    const counts = new Float64Array(5);
    const samples = 20000;
    for (let k = 1; k <= samples; k++) {
      sampler.advance(state, 0, k, 0.06);
      const r = Math.hypot(
        ...[0, 1, 2].map((j) => {
          const apart = Math.abs(state[j] - state[3 + j]);
          return Math.min(apart, 1 - apart);
        }),
      );
      counts[r > 0.5 ? 4 : Math.floor(((r - epsilon) / 0.2) * 4)]++;
    }
    const ball = (r: number): number => (4 / 3) * Math.PI * r ** 3;
    const room = 1 - ball(epsilon);
    const edges = [0.3, 0.35, 0.4, 0.45, 0.5].map(ball);
    const expected = [0, 1, 2, 3].map((k) => (samples * (edges[k + 1] - edges[k])) / room);
    expected.push((samples * (1 - edges[4])) / room);
    expect(Math.abs(chiSquare(counts, expected))).toBeLessThan(4);
  });

  test('rods by collisions have the law of exact rods', () => {
    const line = particleModel({
      particles: 8,
      epsilon: 0.05,
      pair: hardSphere(),
      initial: indicator(cube(1, 1, 20), [[0.1, 0.9]]),
    });
    const options = { times: [0.004], realisations: 3000 };
    const exact = densityEstimate(ensemble(line, { ...options, scheme: 'rods' }), 0);
    const stepped = densityEstimate(
      ensemble(line, { ...options, scheme: 'events', substep: 0.001, seed: 5 }),
      0,
    );
    let [sum, cells] = [0, 0];
    exact.density.values.forEach((p, i) => {
      const variance = exact.standardError[i] ** 2 + stepped.standardError[i] ** 2;
      if (p < 0.05) return;
      sum += (stepped.density.values[i] - p) ** 2 / variance;
      cells++;
    });
    expect(Math.abs(sum - cells) / Math.sqrt(2 * cells)).toBeLessThan(4);
  });
});

test('as a solver: no overlaps, collisions counted, and faster than points', () => {
  const disks = particleModel({
    particles: 40,
    epsilon: 0.06,
    pair: hardSphere(),
    initial: stripOfSquare(0.2, 0.6, 10),
  });
  const flow = gradientFlow({ energy: coarseGrain(disks), initial: disks.initial });
  const taken: Step[] = [];
  const solver = particles(disks, { realisations: 4 });
  expect(solver.method).toBe('events');
  solve(flow, solver, { until: 0.005, onStep: (step) => taken.push(step) });
  const [{ status, diagnostics }] = taken;
  expect([status, diagnostics.overlaps]).toEqual(['converged', 0]);
  expect(diagnostics.collisions).toBeGreaterThan(100);
});

test('a potential that throws particles through the box many times is refused', () => {
  const steep = particleModel({
    particles: 3,
    epsilon: 0.01,
    pair: hardSphere(),
    external: (x) => 1e13 * x,
    initial: uniformCube(2, 1, 4),
  });
  expect(() => ensemble(steep, { times: [1e-4], realisations: 1 })).toThrow(
    /substep is .*a shorter sub-step/,
  );
});
