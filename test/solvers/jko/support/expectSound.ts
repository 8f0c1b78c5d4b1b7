import type { Energy, GradientFlow, Step } from 'ottoflow';
import { expect } from 'vitest';

/** What holds of steps, converged or not. @param massError - what the mass may be off by, relatively. */
export function expectSound(flow: GradientFlow<Energy>, steps: readonly Step[], massError = 1e-13): void {
  const [lower, upper] = flow.energy.capabilities.domain;
  for (const { density: p, energy, certificate, status } of steps) {
    expect(p.values.every((v) => v >= lower && v <= upper && v < Infinity)).toBe(true);
    expect(Math.abs(p.mass / flow.initial.mass - 1)).toBeLessThan(massError);
    expect(Number.isNaN(energy)).toBe(false);
    expect(certificate?.gap).toBeGreaterThanOrEqual(0);
    expect(['converged', 'iteration-limit', 'stalled', 'failed']).toContain(status);
  }
}
