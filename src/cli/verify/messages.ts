import type { Evidence } from '../../verify/problem.ts';

/** What a verifying thread tells the one that started it. */
export type VerifierMessage =
  | { readonly kind: 'evidence'; readonly evidence: Evidence }
  | { readonly kind: 'progress'; readonly what: string; readonly fraction: number }
  | { readonly kind: 'end'; readonly error: string | null };
