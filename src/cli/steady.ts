import type { Energy } from '../energy/energy.ts';
import { OttoflowError } from '../errors/index.ts';
import type { GradientFlow } from '../flow/gradientFlow.ts';
import type { SteadyResult } from '../node/result.ts';
import { steadyState } from '../steady/index.ts';

/**
 * The steady state of a flow's energy at its mass, sought downwards from the initial density where there may be several; null where it cannot be
 * computed directly (black boxes).
 */
export function steady({ energy: functional, grid, initial }: GradientFlow<Energy>): SteadyResult | null {
  try {
    const { energy, density } = steadyState(functional, grid, initial.mass, { start: initial });
    return { energy, density: Array.from(density.values) };
  } catch (error) {
    if (error instanceof OttoflowError) return null;
    throw error;
  }
}
