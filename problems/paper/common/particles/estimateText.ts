import type { Estimate } from '../../../../solvers/index.ts';

/** How far a number is from an estimate, in standard errors, in words. */
export function inErrors(value: number, { value: sample, standardError }: Estimate): string {
  const off = (value - sample) / standardError;
  return `${off < 0 ? '−' : '+'}${Math.abs(off).toFixed(1)} σ`;
}

/** A number to four decimals. */
export function fixed(value: number): string {
  return value.toFixed(4).replace('-', '−');
}

/** An estimate with its standard error. */
export function withError({ value, standardError }: Estimate): string {
  return `${fixed(value)} ± ${standardError.toFixed(4)}`;
}
