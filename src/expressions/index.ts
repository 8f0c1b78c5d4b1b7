export { type EnergyFormula, energyOf } from './energyOf.ts';
export { type Constants, type Expression, expression } from './expression.ts';
export { field } from './field.ts';
export { type InternalFormula, internalOf } from './internalOf.ts';
