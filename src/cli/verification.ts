import type { Check, Evidence, ParameterValues, Problem } from '../verify/index.ts';

/** What a report says of a problem itself. */
export interface ProblemSummary {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly summary: string;
  readonly parameters: ParameterValues;
  readonly cells: readonly number[];
}

/** A problem and all that its verification yielded, as plain data. */
export interface Verification {
  readonly problem: ProblemSummary;
  readonly evidence: readonly Evidence[];
  /** Why the verification broke off; null if it came to its end. */
  readonly error: string | null;
}

/** The plain data of a problem at these parameter values. */
export function summaryOf(
  problem: Problem,
  parameters: ParameterValues,
  cells: readonly number[],
): ProblemSummary {
  const { name, title, source, summary } = problem;
  return { name, title, source, summary, parameters, cells };
}

/** The checks of a verification, in the order they were made. */
export function checksOf({ evidence }: Verification): Check[] {
  return evidence.flatMap((e) => (e.kind === 'check' ? [e.check] : []));
}

/** How many checks were made, how many of them do not hold, and how many verifications broke off. */
export interface Tally {
  readonly checks: number;
  readonly failed: number;
  readonly broken: number;
}

/** Counts the checks of some verifications. */
export function tally(verifications: readonly Verification[]): Tally {
  const checks = verifications.flatMap(checksOf);
  const broken = verifications.filter((v) => v.error !== null).length;
  return { checks: checks.length, failed: checks.filter((c) => !c.pass).length, broken };
}

/** Whether something was checked in every one of them, every one came to its end, and every check holds. */
export function holds(verifications: readonly Verification[]): boolean {
  return (
    verifications.length > 0 &&
    verifications.every((v) => v.error === null && checksOf(v).length > 0 && checksOf(v).every((c) => c.pass))
  );
}

/** The outcome in one sentence. */
export function outcome(verifications: readonly Verification[]): string {
  const { checks, failed, broken } = tally(verifications);
  const unchecked = verifications.filter((v) => v.error === null && checksOf(v).length === 0).length;
  const all = checks === 1 ? 'the one check holds' : `all ${checks} checks hold`;
  const some = `${failed} of ${checks} checks ${failed === 1 ? 'does' : 'do'} not hold`;
  const parts = [failed === 0 ? all : some];
  if (checks === 0) parts.splice(0, 1, 'nothing was checked');
  else if (unchecked > 0)
    parts.push(`in ${unchecked} of ${verifications.length} problems nothing was checked`);
  if (broken > 0) parts.push(`${broken} of ${verifications.length} verifications broke off`);
  return parts.join('; ');
}
