/** The edit distance of Levenshtein: single-character insertions, deletions and substitutions from `a` to `b`. */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, previous[j] + 1, current[j - 1] + 1));
    }
    previous = current;
  }
  return previous[b.length];
}

/** Whether few enough slips lead from one to the other, and not so many that they have nothing in common. */
function isNear(given: string, name: string, distance: number): boolean {
  if (given.length > 1 && name.includes(given)) return true;
  return distance <= Math.max(2, name.length / 3) && distance < Math.max(given.length, name.length);
}

/** Up to three of `known` that a person who typed `given` may have meant, nearest first. */
export function nearestNames(given: string, known: readonly string[]): string[] {
  const wanted = given.toLowerCase();
  return known
    .map((name) => ({ name, distance: editDistance(wanted, name.toLowerCase()) }))
    .filter(({ name, distance }) => isNear(wanted, name.toLowerCase(), distance))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}
