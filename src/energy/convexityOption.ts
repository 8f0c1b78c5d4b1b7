import { ArgumentError } from '../errors/argumentError.ts';

/** What may be told about a potential or a kernel. */
export interface ConvexityOption {
  /** λ with V − λ|x|²/2 convex, if known: energies made of it are then λ-convex along geodesics. */
  readonly convexity?: number;
}

/** The λ that was given, −Infinity where unknown. @throws ArgumentError if it is no number. */
export function convexityOf(options: ConvexityOption): number {
  const { convexity = -Infinity } = options;
  if (typeof convexity !== 'number' || !(convexity < Infinity))
    throw new ArgumentError(
      'convexity',
      convexity,
      'a number λ with V − λ|x|²/2 convex, or -Infinity where unknown',
    );
  return convexity;
}
