/**
 * Energies from text: formulas that are read, evaluated and differentiated. What reads them takes a second or two to load.
 *
 * @module ottoflow/expressions
 */

export type { Evaluate } from './compile.ts';
export { type EnergyFormula, energyOf } from './energyOf.ts';
export { type Constants, type Expression, expression } from './expression.ts';
export { field } from './field.ts';
export { type InternalFormula, internalOf } from './internalOf.ts';
