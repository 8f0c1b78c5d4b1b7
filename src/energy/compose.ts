import { ArgumentError } from '../errors/argumentError.ts';
import { positive } from '../errors/check.ts';
import { capabilitiesOf } from './capabilities.ts';
import { discreteLocal } from './discreteLocal.ts';
import { discreteSum } from './discreteSum.ts';
import type { Energy, LocalEnergy } from './energy.ts';
import { isLocalTerm, type LocalTerm, type Term } from './term.ts';

// entropy for entropy(), and x => x² for potential(x => x²), are the commonest slips.
function mustBeEnergy(argument: string, given: Energy): void {
  if (!Array.isArray(given?.terms))
    throw new ArgumentError(argument, given, 'an Energy, such as entropy() or potential(V)');
}

/** Makes an energy from its terms: the one constructor behind all others. @see {@link internal} */
export function fromTerms(name: string, terms: readonly LocalTerm[]): LocalEnergy;
export function fromTerms(name: string, terms: readonly Term[]): Energy;
export function fromTerms(name: string, terms: readonly Term[]): Energy {
  const capabilities = capabilitiesOf(terms);
  const [lower, upper] = capabilities.domain;
  if (!(lower < upper)) throw new ArgumentError('energies', name, 'summands whose domains of p overlap');
  const common = {
    name,
    terms,
    capabilities,
    plus: (other: Energy) => {
      mustBeEnergy('plus', other);
      return fromTerms(`${name} + ${other.name}`, [...terms, ...other.terms]);
    },
    scale: (c: number) => {
      const factor = positive('c', c);
      return fromTerms(
        `${factor} (${name})`,
        terms.map((t) => ({ ...t, coefficient: factor * t.coefficient })),
      );
    },
  };
  const energy: Energy = terms.every(isLocalTerm)
    ? { ...common, locality: 'local', on: (grid) => discreteLocal(terms, grid) }
    : { ...common, locality: 'nonlocal', on: (grid) => discreteSum(terms, grid) };
  return Object.freeze(energy);
}

/** Whether the energy is local, in a form the type checker understands. @see {@link LocalEnergy} */
export function isLocalEnergy(energy: Energy): energy is LocalEnergy {
  return energy.locality === 'local';
}

/** E₁ + E₂ + …: local if every summand is. @see [Energies](/guide/energies) */
export function sum(...energies: readonly LocalEnergy[]): LocalEnergy;
export function sum(...energies: readonly Energy[]): Energy;
export function sum(...energies: readonly Energy[]): Energy {
  if (energies.length === 0) throw new ArgumentError('energies', energies, 'at least one energy');
  energies.forEach((energy, k) => {
    mustBeEnergy(`energies[${k}]`, energy);
  });
  return energies.slice(1).reduce((a, b) => a.plus(b), energies[0]);
}

/** c E. @param c - a finite number > 0. @see {@link sum} */
export function scale(c: number, energy: LocalEnergy): LocalEnergy;
export function scale(c: number, energy: Energy): Energy;
export function scale(c: number, energy: Energy): Energy {
  return energy.scale(c);
}
