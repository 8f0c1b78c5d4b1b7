import { expect, test } from 'vitest';
import {
  density,
  entropy,
  functional,
  type GradientFlow,
  gradientFlow,
  grid,
  interaction,
  internal,
  OttoflowError,
  obstacle,
  potential,
  sum,
} from '../../src/index.ts';

const box = grid([[-1, 1]], [5]);
const initial = density(box, () => 1);
const flow = (energy: unknown): GradientFlow => Reflect.apply(gradientFlow, undefined, [{ energy, initial }]);
const define = (definition: object): unknown => Reflect.apply(internal, undefined, [definition]);
const square = { U: (p: number) => p * p, dU: (p: number) => 2 * p, d2U: () => 2 };

test.each<[string, () => unknown, string]>([
  [
    'U without its limit at 0',
    () => internal({ ...square, U: (p) => p * Math.log(p) }),
    'U(0) is NaN; allowed: its limit there',
  ],
  [
    'a wrong derivative',
    () => internal({ ...square, dU: (p) => p }),
    'dU(0.01) is 0.01, but finite differences give 0.02',
  ],
  [
    'no derivative',
    () => define({ U: square.U }),
    'internalOf of ottoflow/expressions takes U as text and derives the others',
  ],
  ['U as text', () => define({ ...square, U: 'p^2' }), 'U is "p^2"; allowed: a function of p; internalOf'],
  [
    'the sign of entropy',
    () => internal({ U: (p) => -p * p, dU: (p) => -2 * p, d2U: () => -2 }),
    '(U must be convex)',
  ],
  [
    'a name misspelt',
    () => define({ ...square, ddU: square.d2U }),
    'no option of internal is called "ddU"; did you mean dU or d2U',
  ],
  [
    'entropy for entropy()',
    () => Reflect.apply(sum, undefined, [entropy, entropy()]),
    'energies[0] is function entropy; allowed: an Energy, such as entropy()',
  ],
  [
    'a function for potential(V)',
    () => Reflect.apply(entropy().plus, undefined, [(x: number) => x]),
    'allowed: an Energy, such as entropy() or potential(V)',
  ],
  [
    'V of a point',
    () => flow(Reflect.apply(potential, undefined, [([x]: number[]) => x])),
    'a function of coordinates one by one, (x, y) => …: it threw',
  ],
  [
    'a bound of a point',
    () => flow(entropy().plus(Reflect.apply(obstacle, undefined, [([x]: number[]) => x]))),
    'k is function',
  ],
  [
    'V without return',
    () => flow(Reflect.apply(potential, undefined, [() => undefined])),
    'V(-0.8) is undefined; allowed: a finite number',
  ],
  [
    'a singular V',
    () => flow(potential((x) => 1 / x)),
    'V(0) is Infinity; allowed: a finite number at every cell centre',
  ],
  ['a singular W', () => flow(interaction((x) => -Math.log(Math.abs(x)))), 'W(0) is Infinity'],
  ['an odd W', () => flow(interaction((x) => x)), 'allowed: an even W'],
  [
    'a functional that returns nothing',
    () =>
      flow(Reflect.apply(functional, undefined, [{ firstVariation: () => undefined }])).discrete.value(
        initial.values,
      ),
    'what firstVariation returned is undefined; allowed: F(p), a number',
  ],
  [
    'an initial density beyond the domain',
    () => flow(internal({ ...square, domain: [0, 0.5] })),
    'the initial density is 1 in cell 0, but internal allows [0, 0.5]',
  ],
])('%s', (_, wrong, message) => {
  expect(wrong).toThrow(message);
  expect(wrong).toThrow(OttoflowError);
});
