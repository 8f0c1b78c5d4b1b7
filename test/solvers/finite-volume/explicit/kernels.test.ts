import fc from 'fast-check';
import {
  entropy,
  excludedVolume,
  type GradientFlow,
  type Grid,
  gradientFlow,
  grid,
  indicator,
  interaction,
  potential,
  power,
  sum,
} from 'ottoflow';
import { describe, expect, test } from 'vitest';
import explicitModule from '../../../../solvers/finite-volume/explicit/explicit.wasm.ts';
import { plainKernels, wasmKernels } from '../../../../solvers/finite-volume/explicit/rowKernels.ts';
import { rate, roomFor, semidiscrete } from '../../../../solvers/finite-volume/explicit/semidiscrete.ts';
import { discreteLocal } from '../../../../src/energy/discreteLocal.ts';
import { type KernelRoom, kernelRoom } from '../../../../src/numerics/wasm/kernelRoom.ts';

function present(room: KernelRoom | null): KernelRoom {
  if (room === null) throw new Error('no WebAssembly with vectors here');
  return room;
}

/** Densities from vacuum to crowds, many of them equal or close. */
const value = fc.oneof(
  fc.constant(0),
  fc.constant(1),
  fc.double({ min: 0, max: 3, noNaN: true }),
  fc.double({ min: 1, max: 1 + 1e-6, noNaN: true }),
  fc.double({ min: 0, max: 1e-300, noNaN: true }),
);

const LENGTH = 41;
const NAMES = ['out', 'second', 'p', 'xi', 'a', 'b', 'c'] as const;

/** The same arrays twice, in a room and outside. */
function twins(values: readonly number[]) {
  const room = present(
    kernelRoom(
      [explicitModule],
      NAMES.map(() => LENGTH),
    ),
  );
  const fill = (make: (n: number) => Float64Array) =>
    Object.fromEntries(
      NAMES.map((name, k) => {
        const array = make(LENGTH);
        for (let i = 0; i < LENGTH; i++) array[i] = values[(i + 11 * k) % values.length];
        return [name, array];
      }),
    ) as Record<(typeof NAMES)[number], Float64Array>;
  return {
    wasm: { kernels: wasmKernels(room), ...fill(room.field) },
    plain: { kernels: plainKernels, ...fill((n) => new Float64Array(n)) },
  };
}

type Twin = ReturnType<typeof twins>['wasm'];

/** Expects equal bits of everything after `run`, and of what it returns. */
function same(values: readonly number[], run: (twin: Twin) => unknown): void {
  const { wasm, plain } = twins(values);
  expect(run(wasm)).toEqual(run(plain));
  for (const name of NAMES) expect(wasm[name]).toEqual(plain[name]);
}

const values = fc.array(value, { minLength: 5, maxLength: 60 });
const signed = fc.array(fc.tuple(value, fc.boolean()), { minLength: 5, maxLength: 60 });
const span = fc.record({ at: fc.nat(4), count: fc.integer({ min: 0, max: 30 }) });

describe('kernels do what the loops do, to the bit', () => {
  test('half slopes, beside walls as well', () => {
    fc.assert(
      fc.property(values, span, fc.boolean(), fc.boolean(), fc.boolean(), (v, s, always, left, right) =>
        same(v, ({ kernels, out, p }) =>
          kernels.halfSlopes(out, s.at, p, left ? -1 : 2, 3, right ? -1 : 4, s.count, always),
        ),
      ),
    );
  });

  test('fluxes, and what passes faces', () => {
    fc.assert(
      fc.property(
        signed,
        span,
        fc.double({ min: 0.1, max: 1e3, noNaN: true }),
        (v, { at, count }, inverse) => {
          const numbers = v.map(([x, negative]) => (negative ? -x : x));
          same(numbers, ({ kernels, out, second, p, xi, a, b }) =>
            kernels.fluxes(out, second, at, p, xi, 1, 2, count, inverse, a, at, b, 1),
          );
          same(numbers, ({ kernels, out, second, a, b }) => kernels.passFaces(out, second, a, b, at, count));
        },
      ),
    );
  });

  test('balances, diffusivities, stages and the least density', () => {
    fc.assert(
      fc.property(values, signed, span, (v, w, { at, count }) => {
        const numbers = w.map(([x, negative]) => (negative ? -x : x));
        const most = Number.MIN_VALUE;
        same(numbers, ({ kernels, out, a, b, c, p }) => kernels.balance(out, at, p, a, b, c, count, most));
        same(v, ({ kernels, a, p, xi }) => kernels.raiseBySecants(a, at, p, xi, 1, 2, count, 1e-30, most));
        same(numbers, ({ kernels, out, p, a, b }) => kernels.blend(out, p, a, 0.1, b, 1 / 3, 0, 2));
        same(v, ({ kernels, p }) => kernels.least(p));
      }),
    );
  });
});

/** Rates of both kinds at one density. */
function ratesOf(of: GradientFlow, p: Float64Array, later: boolean) {
  return [null, present(roomFor(of.grid))].map((room) => {
    const scheme = semidiscrete(of, 'adaptive', room);
    const [density, out] = [scheme.field(), scheme.field()];
    density.set(p);
    const stable = rate(out, density, scheme, later);
    const { energy, size, xi } = scheme.variation;
    return { stable, energy, size: later ? null : size, out: Array.from(out), xi: Array.from(xi) };
  });
}

const grids: readonly Grid[] = [
  grid([[0, 1]], [37]),
  grid(
    [
      [0, 1],
      [0, 2],
    ],
    [7, 12],
    { periodic: [true, false] },
  ),
  grid(
    [
      [0, 1],
      [0, 1],
    ],
    [8, 9],
    { periodic: [false, true] },
  ),
  grid(
    [
      [0, 1],
      [0, 2],
      [0, 1],
    ],
    [4, 5, 6],
    { periodic: [true, false, true] },
  ),
];

const energies = {
  'entropy + excluded volume + V': sum(
    entropy(),
    excludedVolume(0.3),
    potential((x) => 5 * x * x),
  ),
  'porous medium + V': sum(
    power(2),
    potential((x) => x),
  ),
  'entropy + W': sum(
    entropy(),
    interaction((r) => Math.exp(-r * r)),
  ),
};

describe('rates with kernels are those without, to the bit', () => {
  test.each(Object.entries(energies))('%s', (_, energy) => {
    fc.assert(
      fc.property(
        fc.constantFrom(...grids),
        fc.array(value, { minLength: 7, maxLength: 50 }),
        fc.boolean(),
        (on, v, later) => {
          const of = gradientFlow({
            energy,
            initial: indicator(
              on,
              on.axes.map(({ lower, upper }) => [lower, upper] as const),
            ),
          });
          const p = Float64Array.from({ length: on.size }, (_, i) => v[(i * 5) % v.length]);
          const [plain, wasm] = ratesOf(of, p, later);
          expect(wasm).toEqual(plain);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the first variation of entropies', () => {
  test('in a room is that outside, with logarithms of every size', () => {
    const on = grid([[0, 1]], [33]);
    const local = discreteLocal(
      sum(
        entropy(),
        excludedVolume(0.3),
        potential((x) => x),
      ).terms,
      on,
    );
    const anywhere = fc.double({ min: 0, noNaN: true });
    fc.assert(
      fc.property(fc.array(anywhere, { minLength: 33, maxLength: 33 }), (v) => {
        const room = present(kernelRoom([explicitModule], [33, 33, 33]));
        const [p, inside, outside] = [room.field(33), room.field(33), new Float64Array(33)];
        p.set(v);
        expect(local.firstVariation(inside, p)).toBe(local.firstVariation(outside, Float64Array.from(v)));
        expect(Array.from(inside)).toEqual(Array.from(outside));
      }),
    );
  });
});
